using Ingestion.Contracts;
using Ingestion.Hosting;
using Ingestion.News;
using Ingestion.News.Versions;
using Ingestion.Storage;
using Ingestion.TestSupport;
using MassTransit;
using Microsoft.Extensions.Time.Testing;

namespace Ingestion.Indexer.Tests;

/// <summary>The consumer as it runs in production, on a real store.</summary>
public sealed class IndexArticleConsumerTests : IAsyncLifetime
{
    private static readonly ArticleEnriched First = Versions.Of(1);
    private static readonly ArticleEnriched Second = Versions.Of(2, "Harbour strike ends") with { EdNote = "Corrects headline" };
    private readonly FakeTimeProvider time = new(Samples.At.AddHours(1));
    private RunningService service = null!;

    public async ValueTask InitializeAsync() => service = await Versions.IndexerAsync(time);

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task The_first_time_an_article_is_indexed()
    {
        var indexed = await OneAsync<ArticleIndexed>(First, Guid.NewGuid());

        Assert.Equal((First.ArticleId, 1, First.CanonicalUrl, First.Headline, "en", Content.NameOf(First)), (indexed.ArticleId, indexed.Revision, indexed.CanonicalUrl, indexed.Headline, indexed.LanguageTag, indexed.Version));
        var filed = (await service.StandingAsync())!;
        Assert.Equal((1, First.Headline, First.Body.Fingerprint, indexed.IndexedAt), (filed.Revision, filed.Headline, filed.Body.Fingerprint, filed.IndexedAt));
    }

    [Fact]
    public async Task Other_content_is_a_revision_that_says_what_changed_and_what_the_editors_call_it()
    {
        await OneAsync<ArticleIndexed>(First, Guid.NewGuid());

        var revised = await OneAsync<ArticleRevised>(Second, Guid.NewGuid());

        Assert.Equal((2, "Harbour strike ends", RevisionKind.Correction, null), (revised.Revision, revised.Headline, revised.Kind, revised.LatestRevision));
        Assert.Equal(["headline", "body", "edNote", "version"], revised.Changes.Select(change => change.Field));
        Assert.Equal(new ParagraphChange { From = First.Body.Text, To = Second.Body.Text }, Assert.Single(revised.Changes[1].Paragraphs!));
    }

    [Fact]
    public async Task An_older_version_that_comes_late_takes_its_place_in_history_and_not_the_newer_ones()
    {
        await OneAsync<ArticleIndexed>(Second, Guid.NewGuid());

        var revised = await OneAsync<ArticleRevised>(First, Guid.NewGuid());

        Assert.Equal((1, 2), (revised.Revision, revised.LatestRevision));
        Assert.Empty(revised.Changes);
        Assert.Equal((2, "Harbour strike ends"), ((await service.StandingAsync())!.Revision, (await service.StandingAsync())!.Headline));
        Assert.Equal([First.Headline, Second.Headline], (await service.Get<IArticleStore>().RevisionsAsync(First.ArticleId, default)).Select(one => one.Headline));
    }

    [Fact]
    public async Task The_same_content_is_unchanged_and_files_nothing()
    {
        await OneAsync<ArticleIndexed>(First, Guid.NewGuid());

        var said = await OneAsync<ArticleUnchanged>(First with { FetchedAt = First.FetchedAt.AddDays(1), Keywords = ["cranes"] }, Guid.NewGuid());

        Assert.Equal(1, said.Revision);
        Assert.Single(await service.Get<IArticleStore>().RevisionsAsync(First.ArticleId, default));
    }

    [Fact]
    public async Task A_redelivery_says_the_same_again_even_after_others_have_filed_more()
    {
        var (one, two) = (Guid.NewGuid(), Guid.NewGuid());
        var said = new[] { await service.GiveAsync(First, one), await service.GiveAsync(Second, two) };

        var again = new[] { await service.GiveAsync(First, one), await service.GiveAsync(Second, two) };

        Assert.Equal(Json(said.SelectMany(each => each)), Json(again.SelectMany(each => each)));
        Assert.Equal(2, (await service.Get<IArticleStore>().RevisionsAsync(First.ArticleId, default)).Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_kill_leaves_a_tombstone_and_no_text_and_no_bytes_and_nothing_revives_it(bool isHeld)
    {
        var archive = service.Get<IRawArchive>();
        var (first, kill, late) = (await BytesAsync(First), await BytesAsync(Versions.Kill), await BytesAsync(Second));
        await OneAsync<ArticleIndexed>(first, Guid.NewGuid());
        var killer = Guid.NewGuid();

        var killed = await service.GiveAsync(kill, killer, isHeld);
        var redelivered = await service.GiveAsync(kill, killer, isHeld);
        var again = Assert.IsType<ArticleWithdrawn>(Assert.Single(await service.GiveAsync(late, Guid.NewGuid())).Message);

        Assert.Equal(new ArticleWithdrawn { ArticleId = First.ArticleId, Revision = History.TombstoneRevision, Reason = WithdrawReason.Kill }, Assert.Single(killed).Message);
        Assert.Equal(Json(killed), Json(redelivered));
        Assert.Equal((WithdrawReason.WithdrawnBefore, Content.NameOf(late)), (again.Reason, again.Version));
        var left = Assert.Single(await service.Get<IArticleStore>().RevisionsAsync(First.ArticleId, default));
        Assert.Equal((PubStatus.Canceled, "", "", "The story is wrong."), (left.PubStatus, left.Headline, left.Body.Text, left.Withdrawal!.Detail));
        Assert.Equal(0, await service.Get<IArticleStore>().CountAsync(default));
        foreach (var version in new[] { first, kill, late })
        {
            Assert.Null(await archive.GetAsync(version.Provenance.ArchiveKey, default));
        }

        Assert.Equal($"{killer}", await archive.WhyDeletedAsync(kill.Provenance.ArchiveKey, default));
        Assert.Empty(service.Messages.PublishedOf<ArticleRevised>());
    }

    [Fact]
    public async Task A_withheld_version_recalls_the_article_and_a_usable_one_brings_it_back()
    {
        await OneAsync<ArticleIndexed>(First, Guid.NewGuid());
        var withheld = Second with { PubStatus = PubStatus.Withheld };

        var entryId = Guid.NewGuid();
        var recalled = await service.GiveAsync(withheld, entryId, isHeld: true);
        Assert.Equal(Json(recalled), Json(await service.GiveAsync(withheld, entryId, isHeld: true)));
        Assert.Equal((WithdrawReason.Withheld, 2), Assert.IsType<ArticleWithdrawn>(Assert.Single(recalled).Message) is var said ? (said.Reason, said.Revision) : default);
        Assert.Empty((await service.Get<IArticleStore>().ListAsync(new ArticleQuery(), default)).Articles);

        var back = await OneAsync<ArticleRevised>(Versions.Of(3), Guid.NewGuid());
        Assert.Equal((3, null), (back.Revision, back.LatestRevision));
        Assert.DoesNotContain(back.Changes, change => change.From == "Harbour strike ends"); // against what was shown last
        Assert.Single((await service.Get<IArticleStore>().ListAsync(new ArticleQuery(), default)).Articles);
    }

    [Fact]
    public async Task What_is_under_embargo_waits_in_the_books_and_is_announced_and_indexed_at_its_time()
    {
        var held = First with { EmbargoedUntil = time.GetUtcNow().AddHours(2) };
        var entry = await OpenAsync();

        Assert.Empty(await service.GiveAsync(held, entry, isHeld: true));
        Assert.Empty(await service.GiveAsync(held, entry, isHeld: true));

        var waiting = (await service.Get<ILedger>().FindAsync(entry, default))!;
        Assert.Equal((LedgerState.Waiting, First.ArticleId), (waiting.State, waiting.ArticleId));
        Assert.DoesNotContain("strike", waiting.Detail!, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(await service.Get<ILedger>().SuspectsAsync());
        Assert.Empty((await service.Get<IArticleStore>().ListAsync(new ArticleQuery(), default)).Articles);

        await ReleaseAsync(held, entry); // a scheduler whose clock is fast
        Assert.Equal(1, await service.Get<ISchedule>().CountAsync(default));

        time.Advance(TimeSpan.FromHours(2));
        await ReleaseAsync(held, entry);
        await ReleaseAsync(held, entry);
        await Shell.UntilAsync("both announcements are filed", () => Task.FromResult(service.Messages.PublishedOf<ArticleIndexed>().Count == 2));

        Assert.Single(service.Messages.PublishedOf<ArticleEnriched>().Select(message => message.MessageId).Distinct());
        Assert.Single(service.Messages.PublishedOf<ArticleIndexed>().Select(message => message.MessageId).Distinct());
        var announced = (ArticleEnriched)service.Messages.PublishedOf<ArticleEnriched>()[0].Message;
        Assert.Equal((held.Headline, null, null, null), (announced.Headline, announced.Revision, announced.IndexedAt, announced.Changes));
        Assert.Single((await service.Get<IArticleStore>().ListAsync(new ArticleQuery(), default)).Articles);
    }

    [Fact]
    public async Task An_embargo_that_ends_on_the_way_to_the_indexer_is_announced_at_once()
    {
        await service.GiveAsync(First with { EmbargoedUntil = time.GetUtcNow() }, Guid.NewGuid(), isHeld: true);

        await Shell.UntilAsync("it is indexed", () => Task.FromResult(service.Messages.PublishedOf<ArticleIndexed>().Count == 1));
        Assert.Single(service.Messages.PublishedOf<ArticleEnriched>());
    }

    [Fact]
    public async Task A_kill_during_the_embargo_ends_it_and_nothing_is_announced()
    {
        var held = First with { EmbargoedUntil = time.GetUtcNow().AddHours(2) };
        var entry = await OpenAsync();
        await service.GiveAsync(held, entry, isHeld: true);
        await service.GiveAsync(Versions.Kill, Guid.NewGuid(), isHeld: true);

        time.Advance(TimeSpan.FromHours(2));
        var said = await ReleaseAsync(held, entry);

        Assert.Equal((WithdrawReason.WithdrawnBefore, Content.NameOf(held)), Assert.IsType<ArticleWithdrawn>(said.Single().Message) is var withdrawn ? (withdrawn.Reason, withdrawn.Version) : default);
        Assert.Equal(entry, said.Single().EntryId);
        Assert.Empty(service.Messages.PublishedOf<ArticleEnriched>());
    }

    [Fact]
    public async Task A_newer_version_during_the_embargo_is_obeyed()
    {
        var (start, entry) = (time.GetUtcNow(), await OpenAsync());
        var held = First with { EmbargoedUntil = start.AddHours(1) };
        var postponed = Second with { EmbargoedUntil = start.AddHours(3) };
        var second = await OpenAsync();
        await service.GiveAsync(held, entry, isHeld: true);
        await service.GiveAsync(postponed, second, isHeld: true);

        time.Advance(TimeSpan.FromHours(1));
        Assert.Empty(await ReleaseAsync(held, entry));
        Assert.Equal(LedgerState.Waiting, (await service.Get<ILedger>().FindAsync(entry, default))!.State);

        time.Advance(TimeSpan.FromHours(2));
        var older = Assert.IsType<ArticleIndexed>((await ReleaseAsync(held, entry)).Single(one => one.Message is not ArticleEnriched).Message);
        Assert.Equal(1, older.Revision);
        await ReleaseAsync(postponed, second);
        await Shell.UntilAsync("the newer one is announced and filed", () => Task.FromResult(service.Messages.PublishedOf<ArticleRevised>().Count > 0));
        Assert.Equal(postponed.Headline, (await service.StandingAsync())!.Headline);
    }

    [Fact]
    public async Task Of_first_filings_side_by_side_one_is_indexed_and_the_others_are_unchanged()
    {
        var entries = Enumerable.Range(0, 8).Select(_ => Guid.NewGuid()).ToList();

        await Task.WhenAll(entries.Select(entry => Task.Run(() => service.Get<IBus>().SayAsync(First, entry, CancellationToken.None))));
        await Shell.UntilAsync("all are consumed", () => Task.FromResult(service.Messages.Consumed.Count == entries.Count));

        Assert.All(service.Messages.Consumed, consumed => Assert.Null(consumed.Error));
        Assert.Single(service.Messages.PublishedOf<ArticleIndexed>());
        Assert.Equal(entries.Count - 1, service.Messages.PublishedOf<ArticleUnchanged>().Select(message => message.MessageId).Distinct().Count());
        Assert.Single(await service.Get<IArticleStore>().RevisionsAsync(First.ArticleId, default));
    }

    [Fact]
    public async Task An_article_of_no_ledger_entry_is_a_fault_and_is_not_filed()
    {
        var consumed = await service.HandledAsync(First, () => service.Get<IBus>().Publish(First));

        Assert.IsType<InvalidOperationException>(consumed.Error);
        Assert.Null(await service.StandingAsync());
    }

    private async Task<T> OneAsync<T>(ArticleEnriched article, Guid entryId) => Assert.IsType<T>(Assert.Single(await service.GiveAsync(article, entryId)).Message);

    private Task<IReadOnlyList<PublishedMessage>> ReleaseAsync(ArticleEnriched held, Guid entryId) =>
        service.SaidOfAsync(new ReleaseArticle { ArticleId = held.ArticleId, Version = Content.NameOf(held) }, entryId);

    private async Task<Guid> OpenAsync()
    {
        var entry = Intake.Entry(Guid.NewGuid(), "https://wire.example/s/1", SourceKind.File, time.GetUtcNow());
        await service.Get<ILedger>().OpenAsync([entry], default);
        return entry.Id;
    }

    private async Task<ArticleEnriched> BytesAsync(ArticleEnriched article) =>
        article with { Provenance = article.Provenance with { ArchiveKey = await service.Get<IRawArchive>().PutAsync(System.Text.Encoding.UTF8.GetBytes(article.Body.Text), default) } };

    private static List<string> Json(IEnumerable<PublishedMessage> messages) =>
        [.. messages.Select(message => $"{message.MessageId} {message.EntryId} {System.Text.Json.JsonSerializer.Serialize(message.Message, message.Message.GetType(), ContractJson.Options)}")];
}
