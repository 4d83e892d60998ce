using Ingestion.Contracts;
using Ingestion.Hosting;
using Ingestion.News;
using Ingestion.Storage;
using Ingestion.TestSupport;
using MassTransit;

namespace Ingestion.Indexer.Tests;

/// <summary>The consumer as it runs in production, on a real store.</summary>
public sealed class IndexArticleConsumerTests : IAsyncLifetime
{
    private static readonly ArticleEnriched First = Samples.Article with { Revision = null, IndexedAt = null, Changes = null };
    private static readonly ArticleEnriched Second = First with { Headline = "Harbour strike ends", Body = new BodyBuilder().Add(BlockKind.Paragraph, "The cranes turn again.").Build() };
    private static readonly ArticleEnriched Kill = First with { PubStatus = PubStatus.Canceled };
    private RunningService service = null!;

    public async ValueTask InitializeAsync() => service = await RunningService.StartAsync(_ => { }, bus => bus.AddConsumer<IndexArticleConsumer>());

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task The_first_time_an_article_is_indexed()
    {
        var said = await FileAsync(First, Guid.NewGuid());

        var indexed = Assert.IsType<ArticleIndexed>(said.Message);
        Assert.Equal((First.ArticleId, 1, First.CanonicalUrl, First.Headline, "en"), (indexed.ArticleId, indexed.Revision, indexed.CanonicalUrl, indexed.Headline, indexed.LanguageTag));
        var filed = (await service.Get<IArticleStore>().FindAsync(First.ArticleId, default))!;
        Assert.Equal((1, First.Headline, First.Body.Fingerprint, indexed.IndexedAt), (filed.Revision, filed.Headline, filed.Body.Fingerprint, filed.IndexedAt));
    }

    [Fact]
    public async Task Other_content_is_a_revision_that_says_what_changed()
    {
        await FileAsync(First, Guid.NewGuid());

        var revised = Assert.IsType<ArticleRevised>((await FileAsync(Second, Guid.NewGuid())).Message);

        Assert.Equal((2, "Harbour strike ends"), (revised.Revision, revised.Headline));
        Assert.Equal(["headline", "body"], revised.Changes.Select(change => change.Field));
        Assert.Equal([1, 2], (await service.Get<IArticleStore>().RevisionsAsync(First.ArticleId, default)).Select(revision => revision.Revision!.Value));
    }

    [Fact]
    public async Task The_same_content_is_unchanged_and_files_nothing()
    {
        await FileAsync(First, Guid.NewGuid());

        var said = await FileAsync(First with { FetchedAt = First.FetchedAt.AddDays(1), Keywords = ["cranes"] }, Guid.NewGuid());

        Assert.Equal(1, Assert.IsType<ArticleUnchanged>(said.Message).Revision);
        Assert.Single(await service.Get<IArticleStore>().RevisionsAsync(First.ArticleId, default));
    }

    [Fact]
    public async Task A_kill_leaves_a_tombstone_that_nothing_revives()
    {
        await FileAsync(First, Guid.NewGuid());

        var killed = Assert.IsType<ArticleWithdrawn>((await FileAsync(Kill, Guid.NewGuid())).Message);
        var again = Assert.IsType<ArticleWithdrawn>((await FileAsync(Second, Guid.NewGuid())).Message);

        Assert.Equal(("kill", 2), (killed.Reason, killed.Revision));
        Assert.Equal(("withdrawn-before", 2), (again.Reason, again.Revision));
        var left = Assert.Single(await service.Get<IArticleStore>().RevisionsAsync(First.ArticleId, default));
        Assert.Equal((PubStatus.Canceled, "", ""), (left.PubStatus, left.Headline, left.Body.Text));
        Assert.Equal(0, await service.Get<IArticleStore>().CountAsync(default));
    }

    [Fact]
    public async Task A_redelivery_says_the_same_again_even_after_others_have_filed_more()
    {
        var (one, two) = (Guid.NewGuid(), Guid.NewGuid());
        var indexed = await FileAsync(First, one);
        var revised = await FileAsync(Second, two);

        var indexedAgain = await FileAsync(First, one);
        var revisedAgain = await FileAsync(Second, two);

        Assert.Equal((indexed.MessageId, indexed.Message), (indexedAgain.MessageId, indexedAgain.Message));
        Assert.Equal(revised.MessageId, revisedAgain.MessageId);
        Assert.Equal(2, (await service.Get<IArticleStore>().RevisionsAsync(First.ArticleId, default)).Count);
    }

    [Fact]
    public async Task A_redelivered_kill_says_the_same_again()
    {
        var entryId = Guid.NewGuid();
        await FileAsync(First, Guid.NewGuid());

        var killed = await FileAsync(Kill, entryId);
        var again = await FileAsync(Kill, entryId);

        Assert.Equal((killed.MessageId, killed.Message), (again.MessageId, again.Message));
    }

    [Fact]
    public async Task Of_first_filings_side_by_side_one_is_indexed_and_the_others_are_unchanged()
    {
        var entries = Enumerable.Range(0, 8).Select(_ => Guid.NewGuid()).ToList();

        await Task.WhenAll(entries.Select(entry => Task.Run(() => service.Get<IBus>().SayAsync(First, entry, CancellationToken.None))));
        await Shell.UntilAsync("all are consumed", () => Task.FromResult(service.Messages.Consumed.Count == entries.Count));

        Assert.All(service.Messages.Consumed, consumed => Assert.Null(consumed.Error));
        Assert.Single(service.Messages.PublishedOf<ArticleIndexed>());
        Assert.Equal(entries.Count - 1, service.Messages.PublishedOf<ArticleUnchanged>().Count);
        Assert.Equal(entries.Count - 1, service.Messages.PublishedOf<ArticleUnchanged>().Select(message => message.MessageId).Distinct().Count());
        Assert.Single(await service.Get<IArticleStore>().RevisionsAsync(First.ArticleId, default));
    }

    [Fact]
    public async Task Revisions_side_by_side_are_numbered_without_gap_or_repeat()
    {
        await FileAsync(First, Guid.NewGuid());
        var revisions = Enumerable.Range(0, 6).Select(i => First with { Headline = $"Harbour strike, day {i}" }).ToList();

        await Task.WhenAll(revisions.Select(article => Task.Run(() => service.Get<IBus>().SayAsync(article, Guid.NewGuid(), CancellationToken.None))));
        await Shell.UntilAsync("all are consumed", () => Task.FromResult(service.Messages.Consumed.Count == revisions.Count + 1));

        Assert.Equal(Enumerable.Range(1, 7), (await service.Get<IArticleStore>().RevisionsAsync(First.ArticleId, default)).Select(revision => revision.Revision!.Value));
        Assert.Equal(Enumerable.Range(2, 6), service.Messages.PublishedOf<ArticleRevised>().Select(message => ((ArticleRevised)message.Message).Revision).Order());
    }

    [Fact]
    public async Task An_article_of_no_ledger_entry_is_a_fault_and_is_not_filed()
    {
        var consumed = await service.HandledAsync(First, () => service.Get<IBus>().Publish(First));

        Assert.IsType<InvalidOperationException>(consumed.Error);
        Assert.Null(await service.Get<IArticleStore>().FindAsync(First.ArticleId, default));
    }

    private async Task<PublishedMessage> FileAsync(ArticleEnriched article, Guid entryId)
    {
        var before = service.Messages.Published.Count;
        var consumed = await service.HandleAsync(article, entryId);
        Assert.Null(consumed.Error);
        return Assert.Single(service.Messages.Published.Skip(before), message => message.Message is not ArticleEnriched);
    }
}
