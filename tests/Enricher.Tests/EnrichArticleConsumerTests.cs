using Ingestion.Contracts;
using Ingestion.Storage;
using Ingestion.TestSupport;

namespace Ingestion.Enricher.Tests;

/// <summary>The consumer as it runs in production.</summary>
public sealed class EnrichArticleConsumerTests : IAsyncLifetime
{
    private RunningService service = null!;

    public async ValueTask InitializeAsync() => service = await RunningService.StartAsync(builder => builder.AddEnricher(), bus => bus.AddEnricherConsumers());

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task A_parsed_article_is_announced_enriched_under_an_id_that_only_its_content_gives()
    {
        var parsed = Articles.Parsed(
            "Canal locks reopen after a week",
            ["The three locks above Port Ellis reopened on Tuesday, Transport Minister Lena Brandt said.", "“We shall look at every hinge before winter,” Brandt said."],
            new DateTimeOffset(2026, 3, 4, 18, 30, 0, TimeSpan.Zero));
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());

        await service.HandleAsync(parsed, first);
        await service.HandleAsync(parsed, first);
        await service.HandleAsync(parsed, second);
        await service.HandleAsync(parsed with { Headline = "Canal locks reopen" }, second);

        var published = service.Messages.PublishedOf<ArticleEnriched>();
        Assert.Equal(4, published.Count);
        Assert.Equal([first, first, second, second], published.Select(message => message.EntryId!.Value));
        Assert.Single(published.Take(3).Select(message => message.MessageId).Distinct());
        Assert.NotEqual(published[0].MessageId, published[3].MessageId);
        var article = (ArticleEnriched)published[0].Message;
        Assert.Equal(("en", "2026-03-03"), (article.Language.Tag, article.Times.Single().Value));
        Assert.Equal("Transport Minister", article.Entity("Lena Brandt")?.Role);
        Assert.Equal(article.Entity("Lena Brandt")?.Id, article.Quotes.Single(quote => quote.Kind == QuoteKind.Direct).Speaker);
        Assert.NotNull(article.Provenance.Enricher);
        Assert.NotNull(article.Provenance.EnrichedAt);
        Assert.Equal((null, null, null), (article.Revision, article.IndexedAt, article.Changes));
    }

    [Theory]
    [InlineData(SourceKind.Reprocess, true, false, "held")]
    [InlineData(SourceKind.Reprocess, true, true, "announced")] // seen at a further place: content that came back, perhaps
    [InlineData(SourceKind.Reprocess, false, false, "announced")]
    [InlineData(SourceKind.Recheck, true, false, "announced")]
    public async Task What_is_filed_and_only_read_again_is_handed_to_the_indexer_alone(string kind, bool isFiled, bool isLater, string expected)
    {
        var parsed = Articles.Parsed("Canal locks reopen after a week", ["The three locks above Port Ellis reopened on Tuesday, Transport Minister Lena Brandt said."]);
        if (isFiled)
        {
            await service.Get<IArticleStore>().FileAsync(Articles.Enricher.Enrich(parsed) with { IndexedAt = parsed.FetchedAt }, Guid.NewGuid(), parsed.FetchedAt, default);
        }

        var (entryId, read) = (Guid.NewGuid(), parsed with { Source = parsed.Source with { Kind = kind }, FetchedAt = isLater ? parsed.FetchedAt.AddDays(1) : parsed.FetchedAt });
        await service.HandleAsync(read, entryId);
        await service.HandleAsync(read, entryId);

        var (held, announced) = (service.Messages.PublishedOf<ArticleHeld>(), service.Messages.PublishedOf<ArticleEnriched>());
        Assert.Equal(expected == "held" ? (2, 0) : (0, 2), (held.Count, announced.Count));
        Assert.Single(held.Concat(announced).Select(message => message.MessageId).Distinct());
        Assert.All(held, message => Assert.True(((ArticleHeld)message.Message).IsFiled));
        Assert.Empty(service.Messages.PublishedOf<CopiesChanged>());
    }

    [Theory]
    [InlineData("a kill")]
    [InlineData("withheld")]
    [InlineData("under embargo")]
    [InlineData("withdrawn before")]
    public async Task What_must_not_be_announced_is_handed_to_the_indexer_alone(string because)
    {
        var parsed = Articles.Parsed("Canal locks reopen after a week", ["The three locks above Port Ellis reopened on Tuesday."]);
        var held = because switch
        {
            "a kill" => parsed with { PubStatus = PubStatus.Canceled },
            "withheld" => parsed with { PubStatus = PubStatus.Withheld },
            "under embargo" => parsed with { EmbargoedUntil = TimeProvider.System.GetUtcNow().AddDays(1) },
            _ => parsed,
        };
        if (held == parsed)
        {
            var tombstone = Articles.Enricher.Enrich(parsed) with { IndexedAt = parsed.FetchedAt, Withdrawal = new Withdrawal { Reason = WithdrawReason.Takedown, At = parsed.FetchedAt } };
            await service.Get<IArticleStore>().WithdrawAsync(tombstone, default);
        }

        var entryId = Guid.NewGuid();
        await service.HandleAsync(held, entryId);
        await service.HandleAsync(held, entryId);

        Assert.Empty(service.Messages.PublishedOf<ArticleEnriched>());
        var handed = service.Messages.PublishedOf<ArticleHeld>();
        Assert.Equal([entryId, entryId], handed.Select(message => message.EntryId!.Value));
        Assert.Single(handed.Select(message => message.MessageId).Distinct());
        Assert.Equal("en", ((ArticleHeld)handed[0].Message).Article.Language.Tag);
    }
}
