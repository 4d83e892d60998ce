using Ingestion.Contracts;
using Ingestion.News.Versions;
using Ingestion.Storage;
using Ingestion.TestSupport;
using MassTransit;

namespace Ingestion.Indexer.Tests;

/// <summary>The consumers as they run in production, on a real store: what is kept of each document, and what became of it.</summary>
public sealed class RecordDocumentConsumerTests : IAsyncLifetime
{
    private static readonly DocumentFetched Document = (DocumentFetched)Samples.Messages[nameof(DocumentFetched)];
    private static readonly DocumentRejected Rejected = (DocumentRejected)Samples.Messages[nameof(DocumentRejected)] with { RequestedUrl = Document.RequestedUrl };
    private static readonly ArticleEnriched Article = Samples.Article with { Revision = null, IndexedAt = null, Changes = null, RequestedUrl = Document.RequestedUrl };
    private readonly Guid entryId = Guid.NewGuid();
    private RunningService service = null!;

    public async ValueTask InitializeAsync() => service = await RunningService.StartAsync(builder => builder.AddIndexer(), bus =>
    {
        bus.AddConsumer<RecordDocumentConsumer>();
        bus.AddConsumer<IndexArticleConsumer>();
    });

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task A_document_that_was_fetched_can_be_announced_again_as_it_was()
    {
        await service.HandleAsync(Document, entryId);
        await service.HandleAsync(Document, entryId);

        var known = Assert.Single(await KnownAsync());
        Assert.Equal(Document.Robots, known.Document.Robots);
        Assert.Equal(Document with { Robots = [] }, known.Document with { Robots = [] });
        Assert.Null(known.Last);
    }

    [Fact]
    public async Task Parsing_it_again_leaves_it_as_what_it_was_when_it_came()
    {
        await service.HandleAsync(Document, entryId);

        await service.HandleAsync(Document with { Source = Document.Source with { Kind = SourceKind.Reprocess }, FetchedAt = Document.FetchedAt.AddDays(1) }, Guid.NewGuid());

        var known = Assert.Single(await KnownAsync());
        Assert.Equal((Document.Source, Document.FetchedAt), (known.Document.Source, known.Document.FetchedAt));
    }

    [Fact]
    public async Task What_was_rejected_is_noted_with_reason_and_parser_also_twice_and_before_the_document()
    {
        await service.HandleAsync(Rejected, entryId);
        await service.HandleAsync(Rejected, entryId);
        await service.HandleAsync(Document, entryId);

        var last = Assert.Single(await KnownAsync()).Last!;
        Assert.Equal((entryId, Outcome.Rejected, RejectReason.HomePage, "0.1.0", null), (last.EntryId, last.Outcome, last.Reason, last.Parser, last.ArticleId));
    }

    [Theory]
    [InlineData(RejectReason.NotKept)]
    [InlineData(RejectReason.BytesMissing)]
    public async Task Bytes_that_are_gone_do_not_change_what_was_found_in_them(string reason)
    {
        await service.HandleAsync(Document, entryId);
        await service.HandleAsync(Article, entryId);

        await service.HandleAsync(Rejected with { Reason = reason, Parser = null }, Guid.NewGuid());

        var last = Assert.Single(await KnownAsync()).Last!;
        Assert.Equal((Outcome.Indexed, Article.ArticleId), (last.Outcome, last.ArticleId));
    }

    [Fact]
    public async Task What_came_of_an_article_is_noted_with_its_document_also_twice()
    {
        await service.HandleAsync(Document, entryId);
        List<(string Outcome, string? Reason, int? Revision, Guid Entry)> noted = [];
        (ArticleEnriched Article, Guid Entry)[] deliveries =
        [
            (Article, entryId), (Article, entryId), (Article, Guid.NewGuid()), (Article with { Headline = "Harbour strike ends", FetchedAt = Article.FetchedAt.AddHours(1) }, Guid.NewGuid()),
            (Article with { PubStatus = PubStatus.Canceled }, Guid.NewGuid()), (Article, Guid.NewGuid()),
        ];

        foreach (var (article, entry) in deliveries)
        {
            Assert.Null((await service.HandleAsync(article, entry)).Error);
            var last = Assert.Single(await KnownAsync()).Last!;
            noted.Add((last.Outcome, last.Reason, last.Revision, last.EntryId));
            Assert.Equal((article.ArticleId, article.Provenance.Parser), (last.ArticleId, last.Parser));
        }

        Assert.Equal(
            [
                (Outcome.Indexed, null, 1), (Outcome.Indexed, null, 1), (Outcome.Unchanged, null, 1), (Outcome.Revised, null, 2),
                (Outcome.Withdrawn, WithdrawReason.Kill, History.TombstoneRevision), (Outcome.Withdrawn, WithdrawReason.WithdrawnBefore, History.TombstoneRevision),
            ],
            noted.Select(one => (one.Outcome, one.Reason, one.Revision)));
        Assert.Equal(deliveries.Select(one => one.Entry), noted.Select(one => one.Entry));
    }

    private Task<IReadOnlyList<KnownDocument>> KnownAsync() => service.Get<IDocuments>().ListAsync(new DocumentSlice(), after: null, 10, default);
}
