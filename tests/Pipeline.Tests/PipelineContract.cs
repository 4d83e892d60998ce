using Ingestion.Contracts;
using Ingestion.Enricher;
using Ingestion.Fetcher;
using Ingestion.Hosting;
using Ingestion.Indexer;
using Ingestion.News;
using Ingestion.News.Versions;
using Ingestion.Parser;
using Ingestion.Storage;
using Ingestion.TestSupport;
using MassTransit;
using Microsoft.AspNetCore.Http;

namespace Ingestion.Pipeline.Tests;

/// <summary>What goes in and what comes out, of all services together; one suite for every store.</summary>
public abstract class PipelineContract : IAsyncLifetime
{
    private Origin origin = null!;
    private RunningService pipeline = null!;

    private protected abstract IReadOnlyDictionary<string, string?> StoreSettings { get; }

    public async ValueTask InitializeAsync()
    {
        origin = await Origin.StartAsync();
        pipeline = await RunningService.StartAsync(
            builder =>
            {
                builder.AddFetcher();
                builder.AddParser();
                builder.AddEnricher();
                builder.AddIndexer();
            },
            bus =>
            {
                bus.AddFetcherConsumers();
                bus.AddParserConsumers();
                bus.AddEnricherConsumers();
                bus.AddIndexerConsumers();
            },
            settings: new Dictionary<string, string?>(StoreSettings) { ["Fetcher:AllowedPorts:0"] = $"{origin.Port}", ["Fetcher:RetryPause"] = "00:00:00.2", ["Fetcher:MaxAttempts"] = "3" });
    }

    public async ValueTask DisposeAsync()
    {
        await pipeline.DisposeAsync();
        await origin.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_URL_goes_in_and_an_enriched_story_comes_out_with_every_stages_fields()
    {
        origin.OnPage("/s/1", Page("Harbour cranes stand still for a second day"));

        var entry = await SubmitAsync("/s/1?utm_source=morning");

        Assert.Equal((Outcome.Indexed, null, 1), (entry.Outcome, entry.Reason, entry.Revision));
        var story = (await pipeline.Get<IArticleStore>().FindAsync(entry.ArticleId!, default))!;

        // Fetcher
        Assert.Equal((origin.Url + "/s/1?utm_source=morning", origin.Url + "/s/1"), (story.RequestedUrl, story.CanonicalUrl));
        Assert.Equal(SourceKind.Web, story.Source.Kind);
        Assert.Equal(entry.OpenedAt, story.Source.DiscoveredAt, TimeSpan.FromMilliseconds(1)); // the books keep milliseconds
        Assert.NotNull(story.Provenance.Fetcher);
        Assert.NotNull(await pipeline.Get<IRawArchive>().GetAsync(story.Provenance.ArchiveKey, default));

        // Parser
        Assert.Equal("Harbour cranes stand still for a second day", story.Headline);
        Assert.Equal(["Ada Moreno"], story.Authors);
        Assert.Equal(new DateTimeOffset(2026, 3, 4, 18, 30, 0, TimeSpan.FromHours(1)), story.Published?.At);
        Assert.Equal(3, story.Body.Blocks.Count);
        Assert.NotEmpty(story.Provenance.Parser);
        Assert.Matches("^[0-9a-f]{32}$", story.Provenance.TraceId);

        // Enricher
        Assert.Equal("en", story.Language.Tag);
        var minister = Assert.Single(story.Entities, entity => entity.Name == "Lena Brandt");
        Assert.Equal("Transport Minister", minister.Role);
        Assert.Equal(minister.Id, Assert.Single(story.Quotes, quote => quote.Kind == QuoteKind.Direct).Speaker);
        Assert.Contains(story.Times, time => time is { Text: "Tuesday", Value: "2026-03-03" });
        Assert.NotEmpty(story.Keyphrases);
        Assert.NotNull(story.Provenance.Enricher);

        // Indexer
        Assert.Equal((1, null), (story.Revision, story.Changes));
        Assert.NotNull(story.IndexedAt);
        Assert.Equal([story.ArticleId], (await pipeline.Get<IArticleStore>().ListAsync(new ArticleQuery { Text = "CRANES second" }, default)).Articles.Select(found => found.ArticleId));

        // One trace through all stages
        Assert.Single(pipeline.Messages.Published.Where(message => message.EntryId == entry.Id).Select(message => message.TraceParent?.Split('-')[1]).OfType<string>().Distinct());
    }

    [Fact]
    public async Task The_same_page_again_is_unchanged_a_changed_one_a_revision_and_a_kill_the_end()
    {
        origin.OnPage("/s/1", Page("Harbour cranes stand still"));
        var first = await SubmitAsync("/s/1");

        var same = await SubmitAsync("/s/1");
        origin.OnPage("/s/1", Page("Harbour cranes turn again"));
        var changed = await SubmitAsync("/s/1");
        origin.OnPage("/s/1", Page("Harbour cranes turn again", "<meta name=\"pubstatus\" content=\"canceled\">"));
        var killed = await SubmitAsync("/s/1");
        origin.OnPage("/s/1", Page("Harbour cranes turn again, once more"));
        var revived = await SubmitAsync("/s/1");

        Assert.Equal((Outcome.Unchanged, first.ArticleId, 1), (same.Outcome, same.ArticleId, same.Revision));
        Assert.Equal((Outcome.Revised, first.ArticleId, 2), (changed.Outcome, changed.ArticleId, changed.Revision));
        Assert.Equal((Outcome.Withdrawn, WithdrawReason.Kill, History.TombstoneRevision), (killed.Outcome, killed.Reason, killed.Revision));
        Assert.Equal((Outcome.Withdrawn, WithdrawReason.WithdrawnBefore, History.TombstoneRevision), (revived.Outcome, revived.Reason, revived.Revision));
        var left = Assert.Single(await pipeline.Get<IArticleStore>().RevisionsAsync(first.ArticleId!, default));
        Assert.Equal((PubStatus.Canceled, ""), (left.PubStatus, left.Body.Text));
        Assert.Empty((await pipeline.Get<IArticleStore>().ListAsync(new ArticleQuery(), default)).Articles);

        // Nobody hears of what is killed but that it is, and no bytes are left.
        Assert.Equal(2, pipeline.Messages.PublishedOf<ArticleEnriched>().Select(said => said.MessageId).Distinct().Count());
        Assert.DoesNotContain(pipeline.Messages.PublishedOf<ArticleEnriched>(), said => ((ArticleEnriched)said.Message).PubStatus != PubStatus.Usable || said.EntryId == revived.Id);
        foreach (var fetched in pipeline.Messages.PublishedOf<DocumentFetched>())
        {
            Assert.Null(await pipeline.Get<IRawArchive>().GetAsync(((DocumentFetched)fetched.Message).ArchiveKey, default));
        }
    }

    [Fact]
    public async Task A_page_that_changes_says_what_changed_and_one_whose_furniture_changes_nothing()
    {
        origin.OnPage("/s/1", Page("Harbour cranes stand still"));
        var first = await SubmitAsync("/s/1");

        origin.OnPage("/s/1", Page("Harbour cranes stand still", "<meta name=\"keywords\" content=\"cranes\"><meta name=\"rendered\" content=\"2026-03-04T19:00:00Z\">"));
        var furniture = await SubmitAsync("/s/1");
        origin.OnPage("/s/1", Page("Harbour cranes stand still").Replace("Eleven ships", "Twelve ships", StringComparison.Ordinal));
        var changed = await SubmitAsync("/s/1");

        Assert.Equal((Outcome.Unchanged, 1), (furniture.Outcome, furniture.Revision));
        Assert.Equal((Outcome.Revised, 2), (changed.Outcome, changed.Revision));
        var revised = (ArticleRevised)Assert.Single(pipeline.Messages.PublishedOf<ArticleRevised>()).Message;
        var paragraph = Assert.Single(Assert.Single(revised.Changes).Paragraphs!);
        Assert.StartsWith("Eleven ships", paragraph.From, StringComparison.Ordinal);
        Assert.StartsWith("Twelve ships", paragraph.To, StringComparison.Ordinal);
        Assert.Equal(first.ArticleId, revised.ArticleId);
    }

    [Fact]
    public async Task A_withheld_version_recalls_the_story_and_a_usable_one_brings_it_back()
    {
        var first = await GiveAsync(Wire(1));
        var withheld = await GiveAsync(Wire(2) with { PubStatus = PubStatus.Withheld });
        Assert.Empty((await pipeline.Get<IArticleStore>().ListAsync(new ArticleQuery(), default)).Articles);
        var back = await GiveAsync(Wire(3));

        Assert.Equal((Outcome.Indexed, Outcome.Withdrawn, WithdrawReason.Withheld, Outcome.Revised), (first.Outcome, withheld.Outcome, withheld.Reason, back.Outcome));
        Assert.Equal(3, Assert.Single((await pipeline.Get<IArticleStore>().ListAsync(new ArticleQuery(), default)).Articles).Revision);
        Assert.Equal([first.Id, back.Id], pipeline.Messages.PublishedOf<ArticleEnriched>().Select(said => said.EntryId!.Value));
    }

    [Fact]
    public async Task What_is_under_embargo_is_stored_and_not_announced_until_its_time_and_a_kill_ends_it()
    {
        var until = TimeProvider.System.GetUtcNow().AddSeconds(8);
        var (released, killed) = (Wire(1) with { EmbargoedUntil = until }, Wire(1, "EW-2") with { EmbargoedUntil = until });
        var entries = new[] { await OpenAsync(released), await OpenAsync(killed) };
        await Shell.UntilAsync("both wait", async () => (await BalanceAsync()).Waiting == 2);
        Assert.Empty(await pipeline.Get<ILedger>().SuspectsAsync());
        Assert.Empty((await pipeline.Get<IArticleStore>().ListAsync(new ArticleQuery(), default)).Articles);
        Assert.Equal(2, await pipeline.Get<IArticleStore>().CountAsync(default));
        var kill = await GiveAsync(Wire(2, "EW-2") with { PubStatus = PubStatus.Canceled });
        Assert.True(until < TimeProvider.System.GetUtcNow() || pipeline.Messages.PublishedOf<ArticleEnriched>().Count == 0);

        var (first, second) = (await pipeline.ClosedAsync(entries[0]), await pipeline.ClosedAsync(entries[1]));

        Assert.Equal((Outcome.Indexed, 1), (first.Outcome, first.Revision));
        Assert.Equal((Outcome.Withdrawn, WithdrawReason.WithdrawnBefore, WithdrawReason.Kill), (second.Outcome, second.Reason, kill.Reason));
        var announced = Assert.Single(pipeline.Messages.PublishedOf<ArticleEnriched>().Select(said => ((ArticleEnriched)said.Message).ArticleId).Distinct());
        Assert.Equal(released.ArticleId, announced);
        Assert.True(first.ClosedAt >= until);
        Assert.Equal(released.ArticleId, Assert.Single((await pipeline.Get<IArticleStore>().ListAsync(new ArticleQuery(), default)).Articles).ArticleId);
        await AssertBalancedAsync();
    }

    [Fact]
    public async Task A_takedown_of_a_foreign_client_leaves_neither_text_nor_bytes_and_a_later_fetch_does_not_revive_it()
    {
        origin.OnPage("/s/1", Page("Harbour cranes stand still"));
        var first = await SubmitAsync("/s/1");

        await pipeline.Get<IBus>().Publish(new WithdrawArticle { ArticleId = first.ArticleId!, Reason = "Court order 7/26", RequestedBy = "Legal desk" });
        await Shell.UntilAsync("it is withdrawn", () => Task.FromResult(pipeline.Messages.PublishedOf<ArticleWithdrawn>().Count > 0));
        var again = await SubmitAsync("/s/1");

        Assert.Equal((Outcome.Withdrawn, WithdrawReason.WithdrawnBefore), (again.Outcome, again.Reason));
        Assert.Single(pipeline.Messages.PublishedOf<ArticleEnriched>());
        Assert.Null(await pipeline.Get<IRawArchive>().GetAsync(((DocumentFetched)pipeline.Messages.PublishedOf<DocumentFetched>()[0].Message).ArchiveKey, default));
    }

    [Theory]
    [InlineData("/missing", Outcome.Abandoned, AbandonReason.NotFound)]
    [InlineData("/down", Outcome.Abandoned, AbandonReason.GaveUp)] // after three tries, through the schedule
    [InlineData("/short", Outcome.Rejected, RejectReason.TooShort)]
    public async Task What_gives_no_story_ends_with_its_reason(string path, string outcome, string reason)
    {
        origin.OnStatus("/down", 503);
        origin.OnPage("/short", "<html><body><h1>Fog closes harbour</h1><p>More follows.</p></body></html>");

        var entry = await SubmitAsync(path);

        Assert.Equal((outcome, reason), (entry.Outcome, entry.Reason));
        Assert.NotEmpty(entry.Detail!);
        Assert.Equal(path == "/down" ? 3 : 1, origin.Requests.Count(asked => asked == path));
    }

    [Fact]
    public async Task A_server_that_recovers_gives_its_story_after_all()
    {
        var tries = 0;
        origin.On("/s/1", context =>
        {
            context.Response.StatusCode = ++tries == 1 ? 503 : 200;
            context.Response.ContentType = "text/html; charset=utf-8";
            return context.Response.WriteAsync(Page("Harbour cranes stand still"));
        });

        Assert.Equal(Outcome.Indexed, (await SubmitAsync("/s/1")).Outcome);
        Assert.Equal(2, tries);
    }

    [Fact]
    public async Task A_stage_that_fails_ends_as_dead_with_its_reason()
    {
        // Announced as fetched, but the archive has lost it.
        var entry = Intake.Entry(Guid.NewGuid(), "https://wire.example/lost", SourceKind.Web, TimeProvider.System.GetUtcNow());
        await pipeline.Get<ILedger>().OpenAsync([entry], default);

        await pipeline.Get<IBus>().SayAsync((DocumentFetched)Samples.Messages[nameof(DocumentFetched)], entry.Id, CancellationToken.None);

        var closed = await pipeline.ClosedAsync(entry.Id);
        Assert.Equal((Outcome.Dead, nameof(InvalidDataException)), (closed.Outcome, closed.Reason));
        Assert.Contains(Samples.Article.Provenance.ArchiveKey, closed.Detail, StringComparison.Ordinal);
        await AssertBalancedAsync();
    }

    [Fact]
    public async Task A_feed_and_a_list_that_name_one_story_file_it_once()
    {
        origin.OnPage("/s/1", Page("Harbour cranes stand still"));
        origin.OnPage("/rss", $"<rss version=\"2.0\"><channel><item><link>{origin.Url}/s/1</link></item></channel></rss>", "application/rss+xml");

        await pipeline.Get<IBus>().SayAsync(new PollFeed { Url = origin.Url + "/rss" }, Guid.NewGuid(), CancellationToken.None);
        await pipeline.Get<Intake>().AcceptUrlsAsync([origin.Url + "/s/1?fbclid=1"], feed: null, default);
        await Shell.UntilAsync("both are closed", async () => (await BalanceAsync()).Terminal.Values.Sum() == 2);

        var balance = await AssertBalancedAsync();
        Assert.Equal(1, balance.Terminal[Outcome.Indexed]);
        Assert.Equal(1, balance.Terminal.GetValueOrDefault(Outcome.DuplicateSubmission) + balance.Terminal.GetValueOrDefault(Outcome.Unchanged));
        Assert.Equal(1, await pipeline.Get<IArticleStore>().CountAsync(default));
    }

    private static string Page(string headline, string head = "") => $$$"""
        <!doctype html><html lang="en"><head><title>{{{headline}}} - Example Wire</title>{{{head}}}
        <script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"{{{headline}}}","datePublished":"2026-03-04T18:30:00+01:00","author":{"@type":"Person","name":"Ada Moreno"}}</script>
        </head><body><article><h1>{{{headline}}}</h1>
        <p>Dockers in Port Ellis stayed out on Tuesday and the four big cranes above the grain quay did not move, the harbour office said.</p>
        <p>“We will talk when the cranes stand still and not a day later,” Transport Minister Lena Brandt said.</p>
        <p>Eleven ships were waiting in the roads by the evening, two of them with fruit that will not keep beyond the end of the week.</p>
        </article></body></html>
        """;

    /// <summary>A version of wire copy, as the parser gives it.</summary>
    private static ArticleParsed Wire(int version, string itemId = "EW-1") => new ArticleParsed(Samples.Article) with
    {
        ArticleId = ArticleId.FromProvider("Example Wire", itemId),
        Provider = new Provider { Name = "Example Wire", ItemId = itemId, Version = version },
        EmbargoedUntil = null,
        Body = new BodyBuilder().Add(BlockKind.Paragraph, $"Dockers in Port Ellis stayed out for day {version}, the harbour office said.").Build(),
        Provenance = Samples.Article.Provenance with { ArchiveKey = ContentKey.OfText($"{itemId} {version}") },
    };

    private async Task<Guid> OpenAsync(ArticleParsed item)
    {
        var entry = Intake.Entry(Guid.NewGuid(), $"urn:{item.Provenance.ArchiveKey}", SourceKind.File, TimeProvider.System.GetUtcNow());
        await pipeline.Get<ILedger>().OpenAsync([entry], default);
        await pipeline.Get<IBus>().SayAsync(item, entry.Id, CancellationToken.None);
        return entry.Id;
    }

    private async Task<LedgerEntry> GiveAsync(ArticleParsed item) => await pipeline.ClosedAsync(await OpenAsync(item));

    private async Task<LedgerEntry> SubmitAsync(string path)
    {
        var accepted = Assert.Single(await pipeline.Get<Intake>().AcceptUrlsAsync([origin.Url + path], feed: null, default));
        var closed = await pipeline.ClosedAsync(accepted.Id);
        await AssertBalancedAsync();
        return closed;
    }

    private Task<LedgerBalance> BalanceAsync() => pipeline.Get<ILedger>().BalanceAsync(default);

    private async Task<LedgerBalance> AssertBalancedAsync()
    {
        var balance = await BalanceAsync();
        Assert.True(balance is { Waiting: 0, InFlight: 0 } && balance.Accepted == balance.Terminal.Values.Sum(), LedgerLine.Of(balance));
        Assert.Empty(await pipeline.Get<ILedger>().SuspectsAsync());
        return balance;
    }
}
