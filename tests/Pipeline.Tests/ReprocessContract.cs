using System.Text;
using System.Text.Json.Nodes;
using Ingestion.Contracts;
using Ingestion.Desk;
using Ingestion.Enricher;
using Ingestion.Hosting;
using Ingestion.Indexer;
using Ingestion.News;
using Ingestion.Parser;
using Ingestion.Storage;
using Ingestion.TestSupport;
using MassTransit;

namespace Ingestion.Pipeline.Tests;

public sealed class SqliteReprocessTests : ReprocessContract
{
    private protected override IReadOnlyDictionary<string, string?> StoreSettings { get; } = new Dictionary<string, string?>();
}

public sealed class MongoReprocessTests(MongoServer server) : ReprocessContract
{
    private protected override IReadOnlyDictionary<string, string?> StoreSettings { get; } = new Dictionary<string, string?>
    {
        ["Storage:Store"] = server.ConnectionString,
        ["Storage:Database"] = MongoServer.NewDatabase(),
        ["Storage:Archive"] = "gridfs",
    };
}

/// <summary>Documents that an older parser read, through today's: the services together, without a fetcher; one suite for every store.</summary>
public abstract class ReprocessContract : IAsyncLifetime
{
    private const string OldParser = "0.0.9";
    private static readonly DateTimeOffset FetchedAt = new(2026, 3, 4, 18, 40, 0, TimeSpan.Zero);
    private RunningService pipeline = null!;

    private protected abstract IReadOnlyDictionary<string, string?> StoreSettings { get; }

    public async ValueTask InitializeAsync() => pipeline = await StartAsync(StoreSettings);

    public async ValueTask DisposeAsync()
    {
        await pipeline.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Each_document_gets_what_todays_parser_makes_of_it_and_the_report_says_what_changed()
    {
        var better = await ArticleByOldParserAsync("/better", Page("Harbour cranes stand still"), old => old with { Headline = "Menu Harbour cranes" });
        var same = await ByTodaysParserAsync("/same", Page("Locks reopen"));
        await RejectedByOldParserAsync("/found", Page("Ferry returns"), RejectReason.HomePage);
        await RejectedByOldParserAsync("/no-story", "<html><body><h1>Fog</h1></body></html>", RejectReason.NotAnArticle);
        var killed = await ArticleByOldParserAsync("/killed", Page("Bridge closes"));
        await SayAsync(killed with { PubStatus = PubStatus.Canceled, FetchedAt = FetchedAt.AddHours(1), Provenance = killed.Provenance with { ArchiveKey = ContentKey.Of("kill"u8) } });
        var lost = await ArticleByOldParserAsync("/lost", bytes: null);
        var notKept = await ArticleByOldParserAsync("/not-kept", Page("Tram derails"));
        await pipeline.Get<IRawArchive>().DeleteAsync(notKept.Provenance.ArchiveKey, "takedown", default);
        var refused = await ArticleByOldParserAsync("/refused", "<html><body><h1>Fog</h1></body></html>");

        var job = await RunAsync(new { host = "wire.example" });
        Assert.Equal(("done", 8, 8, 0), ((string)job["state"]!, (int)job["documents"]!, (int)job["finished"]!, (int)job["inFlight"]!));
        Assert.Equal(
            [
                "article > rejected:bytes-missing 1 /lost", "article > rejected:not-kept 1 /not-kept", "article > rejected:too-short 1 /refused",
                "article > revised 1 /better", "article > unchanged 1 /same", "rejected:home-page > indexed 1 /found",
                "rejected:not-an-article > rejected:too-short 1 /no-story", "withdrawn > withdrawn 1 /killed",
            ],
            Rows(job));
        Assert.Contains("headline", job["fields"]!.AsObject().Select(field => field.Key));
        Assert.Contains("headline", Example(job, "revised")["fields"]!.AsArray().Select(field => (string)field!));

        var articles = pipeline.Get<IArticleStore>();
        Assert.Equal(["Menu Harbour cranes", "Harbour cranes stand still"], (await articles.RevisionsAsync(better.ArticleId, default)).Select(revision => revision.Headline));
        var now = (await articles.FindAsync(better.ArticleId, default))!;
        Assert.Equal((FetchedAt, SourceKind.Reprocess, better.Source.DiscoveredAt), (now.FetchedAt, now.Source.Kind, now.Source.DiscoveredAt));
        Assert.Single(await articles.RevisionsAsync(same, default));
        Assert.NotNull(await articles.FindAsync((string)Example(job, "indexed")["articleId"]!, default));
        Assert.Equal(PubStatus.Canceled, (await articles.FindAsync(killed.ArticleId, default))!.PubStatus);
        Assert.Equal(refused.Headline, (await articles.FindAsync(refused.ArticleId, default))!.Headline);
        Assert.Equal(lost.Headline, (await articles.FindAsync(lost.ArticleId, default))!.Headline);
        Assert.Contains(pipeline.Messages.PublishedOf<ArticleRevised>(), said => ((ArticleRevised)said.Message).ArticleId == better.ArticleId);
        await AssertBalancedAsync();
    }

    [Fact]
    public async Task A_second_time_nothing_changes_and_what_was_parsed_is_in_no_slice_of_older_parsers()
    {
        await ArticleByOldParserAsync("/1", Page("Harbour cranes stand still"), old => old with { Headline = "Menu" });
        await RejectedByOldParserAsync("/2", Page("Ferry returns"), RejectReason.HomePage);

        var first = await RunAsync(new { parserBelow = "0.1.0" });
        var (status, problem) = await pipeline.PostAsync("/reprocess", new { parserBelow = "0.1.0" });
        var second = await RunAsync(new { all = true });

        Assert.Equal(["article > revised 1 /1", "rejected:home-page > indexed 1 /2"], Rows(first));
        Assert.Equal(400, status);
        Assert.Contains("No document is in this slice", (string)problem!["detail"]!, StringComparison.Ordinal);
        Assert.Equal(["article > unchanged 2 /1 /2"], Rows(second));
        await AssertBalancedAsync();
    }

    [Fact]
    public async Task An_older_version_of_a_story_does_not_come_back_when_its_bytes_are_parsed_again()
    {
        var old = await ArticleByOldParserAsync("/1", Page("Harbour cranes stand still"), article => article with { Headline = "Menu" });
        await SayAsync(old with { Headline = "Harbour cranes turn", Modified = new EditorialDate { At = FetchedAt.AddHours(1), Evidence = "test", Confidence = 1 }, FetchedAt = FetchedAt.AddHours(2), Provenance = old.Provenance with { ArchiveKey = ContentKey.Of("new"u8) } });

        await RunAsync(new { articleId = old.ArticleId });

        Assert.Equal("Harbour cranes turn", (await pipeline.Get<IArticleStore>().FindAsync(old.ArticleId, default))!.Headline);
        await AssertBalancedAsync();
    }

    [Fact]
    public async Task Whoever_died_after_saving_is_made_up_for_and_nothing_is_counted_twice()
    {
        var ids = new List<KnownDocument>();
        for (var i = 1; i <= 5; i++)
        {
            await RejectedByOldParserAsync($"/{i}", Page($"Ferry returns, day {i}"), RejectReason.HomePage, FetchedAt.AddMinutes(i));
        }

        ids.AddRange(await pipeline.Get<IDocuments>().ListAsync(new DocumentSlice(), after: null, 5, default));
        var job = new ReprocessJob
        {
            Id = Guid.NewGuid(),
            Slice = new DocumentSlice { Host = "wire.example" },
            StartedAt = FetchedAt,
            Documents = 5,
            Taken = 3,
            After = ids[2].Place,
            InFlight = [.. ids.Skip(1).Take(2).Select(known => new ReprocessItem(known.Id, "rejected:home-page", null))],
            Report = [new ReprocessRow("rejected:home-page", "indexed", 1, [])],
        };

        // The first was counted; the second had come to its end when the process died; the third was never announced.
        var entry = job.EntryOf(ids[1].Id);
        await pipeline.Get<Intake>().AcceptAgainAsync([(entry, ids[1].Document.RequestedUrl, ids[1].Document)], default);
        await pipeline.ClosedAsync(entry);
        await pipeline.Get<IJobs<ReprocessJob>>().TrySaveAsync(job, default);
        var ended = await EndAsync(job.Id);

        Assert.Equal(["rejected:home-page > indexed 5 /2 /3 /4 /5"], Rows(ended));
        Assert.Equal(4, await pipeline.Get<IArticleStore>().CountAsync(default));
        await AssertBalancedAsync();
    }

    [Fact]
    public async Task Two_Desks_share_a_job_and_each_document_is_counted_once()
    {
        for (var i = 0; i < 60; i++)
        {
            await RejectedByOldParserAsync($"/{i}", Page($"Ferry returns, day {i}"), RejectReason.HomePage, FetchedAt.AddMinutes(i % 7));
        }

        await using var other = await StartAsync(new Dictionary<string, string?>(StoreSettings) { ["Storage:Folder"] = Path.Combine(pipeline.Folder, "data") });
        var (_, job) = await pipeline.PostAsync("/reprocess", new { reason = RejectReason.HomePage });
        var ended = await EndAsync((Guid)job!["id"]!);

        var row = Assert.Single(ended["report"]!.AsArray())!;
        Assert.Equal(("rejected:home-page", "indexed", 60), ((string)row["was"]!, (string)row["is"]!, (int)row["count"]!));
        Assert.Equal(10, row["examples"]!.AsArray().Count);
        Assert.Equal(60, await pipeline.Get<IArticleStore>().CountAsync(default));
        await AssertBalancedAsync();
    }

    [Fact]
    public async Task A_slice_is_enriched_again_and_events_tell_of_what_changed_and_of_nothing_else()
    {
        await pipeline.DisposeAsync();
        var folder = Directory.CreateTempSubdirectory("ingestion-again-").FullName;
        var store = new Dictionary<string, string?>(StoreSettings) { ["Storage:Folder"] = folder };

        // An enricher that knows fewer languages and has no model.
        pipeline = await StartAsync(new Dictionary<string, string?>(store) { ["Enricher:Names"] = "rules", ["Enricher:Languages"] = "English, French" });
        var changed = await ByTodaysParserAsync("/german", German);
        var same = await ByTodaysParserAsync("/same", Page("Locks reopen"));
        var killed = await ByTodaysParserAsync("/killed", Page("Bridge closes"));
        await SayAsync((await pipeline.Get<IArticleStore>().FindAsync(killed, default))! with { PubStatus = PubStatus.Canceled, FetchedAt = FetchedAt.AddHours(1), Provenance = new Provenance { ArchiveKey = ContentKey.Of("kill"u8), Parser = "1" } });
        var before = (await pipeline.Get<IArticleStore>().FindAsync(changed, default))!;
        await pipeline.DisposeAsync();

        pipeline = await StartAsync(new Dictionary<string, string?>(store) { ["Enricher:Names"] = "rules" });
        var first = await RunAsync(new { host = "wire.example" });
        var said = pipeline.Messages.PublishedOf<ArticleEnriched>();
        var filed = (await pipeline.Get<IArticleStore>().FindAsync(changed, default))!;
        var second = await RunAsync(new { all = true });
        var third = await RunAsync(new { enricher = before.Provenance.Enricher });

        Assert.Equal(["article > annotated 1 /german", "article > unchanged 1 /same", "withdrawn > withdrawn 1 /killed"], Rows(first));
        Assert.Contains("language", first["fields"]!.AsObject().Select(field => field.Key));
        Assert.Equal(("en", "de"), (before.Language.Tag, filed.Language.Tag));
        var (eventOf, unchanged) = ((ArticleEnriched)Assert.Single(said).Message, pipeline.Messages.PublishedOf<ArticleUnchanged>().Select(one => (ArticleUnchanged)one.Message));
        Assert.Equal((changed, "de", before.Provenance.Enricher), (eventOf.ArticleId, eventOf.Language.Tag, eventOf.Reenriched!.Before));
        Assert.Equal(before.VersionOrder, eventOf.VersionOrder);
        Assert.Equal(eventOf.Reenriched.Parts, unchanged.Single(one => one.ArticleId == changed && one.Annotations is not null).Annotations);
        Assert.Equal((1, before.IndexedAt, before.Headline, before.Source.Kind), (filed.Revision, filed.IndexedAt, filed.Headline, filed.Source.Kind));
        Assert.True(filed.Provenance.EnrichedAt > before.Provenance.EnrichedAt);

        Assert.Equal(["article > unchanged 2 /german /same", "withdrawn > withdrawn 1 /killed"], Rows(second));
        Assert.Equal(["article > unchanged 2 /german /same", "withdrawn > withdrawn 1 /killed"], Rows(third));
        Assert.Single(pipeline.Messages.PublishedOf<ArticleEnriched>());
        var (_, list) = await pipeline.GetAsync($"/articles/{changed}/annotations");
        Assert.Equal(["en False", "de True"], list.AsArray().Select(one => $"{one!["language"]!["tag"]} {(bool)one["isCurrent"]!}"));
        Assert.Equal(eventOf.Reenriched.Parts, list[1]!["changes"]!.AsArray().Select(part => (string)part!));
        Assert.Equal(before.Entities.Count, list[0]!["entities"]!.AsArray().Count);
        var (_, kept) = await pipeline.GetAsync($"/articles/{same}/annotations");
        Assert.All(kept.AsArray(), one => Assert.Empty(one!["changes"]!.AsArray()));
        Assert.Empty(await pipeline.Get<IArticleStore>().ReadingsAsync(killed, default));
        await AssertBalancedAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static Task<RunningService> StartAsync(IReadOnlyDictionary<string, string?> store) => RunningService.StartAsync(
        builder =>
        {
            builder.AddParser();
            builder.AddEnricher();
            builder.AddIndexer();
            builder.AddDesk();
        },
        bus =>
        {
            bus.AddParserConsumers();
            bus.AddEnricherConsumers();
            bus.AddIndexerConsumers();
        },
        app => app.MapDesk(),
        new Dictionary<string, string?>(store) { ["Desk:ReprocessInFlight"] = "16" });

    private static string Page(string headline) => $$$"""
        <!doctype html><html lang="en"><head><title>{{{headline}}} - Example Wire</title>
        <script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"{{{headline}}}","datePublished":"2026-03-04T18:30:00+01:00"}</script>
        </head><body><article><h1>{{{headline}}}</h1>
        <p>Dockers in Port Ellis stayed out on Tuesday and the four big cranes above the grain quay did not move, the harbour office said.</p>
        <p>“We will talk when the cranes stand still and not a day later,” Transport Minister Lena Brandt said.</p>
        <p>Eleven ships were waiting in the roads by the evening, two of them with fruit that will not keep beyond the end of the week.</p>
        </article></body></html>
        """;

    private const string German = """
        <!doctype html><html><head><title>Hafenstreik - Example Wire</title></head><body><article><h1>Im Hafen stehen die Kräne still</h1>
        <p>Die Hafenarbeiter blieben am Dienstag wieder zu Hause, und die vier großen Kräne über dem Getreidekai bewegten sich nicht, teilte das Hafenamt mit.</p>
        <p>„Wir reden, wenn die Kräne stillstehen, und keinen Tag später“, sagte die Verkehrsministerin Lena Brandt am Abend vor dem Rathaus.</p>
        <p>Elf Schiffe lagen am Abend auf Reede, zwei davon mit Obst, das sich bis zum Ende der Woche nicht halten wird.</p>
        </article></body></html>
        """;

    private static DocumentFetched Document(string path, string key, DateTimeOffset? fetchedAt = null) => new()
    {
        RequestedUrl = "https://wire.example" + path,
        FinalUrl = "https://wire.example" + path,
        ArchiveKey = key,
        ByteCount = 1,
        ContentType = "text/html",
        Charset = "utf-8",
        FetchedAt = fetchedAt ?? FetchedAt,
        Source = new Source { Kind = SourceKind.Web, DiscoveredAt = FetchedAt.AddMinutes(-5) },
    };

    /// <summary>Null bytes: they are not in the archive.</summary>
    private async Task<ArticleEnriched> ArticleByOldParserAsync(string path, string? bytes, Func<ArticleEnriched, ArticleEnriched>? change = null)
    {
        var key = bytes is null ? ContentKey.Of(Encoding.UTF8.GetBytes(path)) : await pipeline.Get<IRawArchive>().PutAsync(Encoding.UTF8.GetBytes(bytes), default);
        var document = Document(path, key);
        await pipeline.Get<IDocuments>().NoteAsync(document, null, default);
        var article = Samples.Article with
        {
            ArticleId = ArticleId.FromUrl(document.FinalUrl),
            RequestedUrl = document.RequestedUrl,
            FinalUrl = document.FinalUrl,
            CanonicalUrl = document.FinalUrl,
            Source = document.Source,
            Headline = "As it was",
            Modified = null,
            FetchedAt = document.FetchedAt,
            Provenance = new Provenance { ArchiveKey = key, Parser = OldParser },
            Revision = null,
            IndexedAt = null,
            Changes = null,
        };
        article = change?.Invoke(article) ?? article;
        await SayAsync(article);
        return article;
    }

    private async Task RejectedByOldParserAsync(string path, string bytes, string reason, DateTimeOffset? fetchedAt = null)
    {
        var document = Document(path, await pipeline.Get<IRawArchive>().PutAsync(Encoding.UTF8.GetBytes(bytes), default), fetchedAt);
        await pipeline.Get<IDocuments>().NoteAsync(document, null, default);
        await SayAsync(new DocumentRejected { RequestedUrl = document.RequestedUrl, FinalUrl = document.FinalUrl, ArchiveKey = document.ArchiveKey, Reason = reason, Detail = "As it was.", Parser = OldParser });
        await Shell.UntilAsync("its outcome is noted", async () => (await pipeline.Get<IDocuments>().FindAsync(KnownDocument.IdOf(document.RequestedUrl, document.ArchiveKey), default))?.Last is not null);
    }

    private async Task<string> ByTodaysParserAsync(string path, string bytes)
    {
        var document = Document(path, await pipeline.Get<IRawArchive>().PutAsync(Encoding.UTF8.GetBytes(bytes), default));
        var entry = await SayAsync(document);
        await Shell.UntilAsync("the document is noted", async () => await pipeline.Get<IDocuments>().FindAsync(KnownDocument.IdOf(document.RequestedUrl, document.ArchiveKey), default) is not null);
        return entry.ArticleId!;
    }

    /// <summary>Opens an entry, says a message for it and waits until it is closed.</summary>
    private async Task<LedgerEntry> SayAsync<T>(T message)
        where T : class
    {
        var entry = Intake.Entry(Guid.NewGuid(), "https://wire.example/", SourceKind.Web, TimeProvider.System.GetUtcNow());
        await pipeline.Get<ILedger>().OpenAsync([entry], default);
        await pipeline.Get<IBus>().SayAsync(message, entry.Id, CancellationToken.None);
        return await pipeline.ClosedAsync(entry.Id);
    }

    private async Task<JsonNode> RunAsync<T>(T slice)
    {
        var (status, started) = await pipeline.PostAsync("/reprocess", slice);
        Assert.True(status == 202, $"{status} {started}");
        return await EndAsync((Guid)started!["id"]!);
    }

    private async Task<JsonNode> EndAsync(Guid id)
    {
        JsonNode job = null!;
        await Shell.UntilAsync("the job has ended", async () =>
        {
            (_, job) = await pipeline.GetAsync($"/reprocess/{id}");
            return job["endedAt"] is not null;
        });
        return job;
    }

    private static IEnumerable<string> Rows(JsonNode job) => job["report"]!.AsArray()
        .Select(row => $"{row!["was"]} > {row["is"]} {row["count"]} {string.Join(' ', row["examples"]!.AsArray().Select(example => new Uri((string)example!["url"]!).AbsolutePath).Order())}").Order(StringComparer.Ordinal);

    private static JsonNode Example(JsonNode job, string became) => job["report"]!.AsArray().Single(row => (string)row!["is"]! == became)!["examples"]![0]!;

    private async Task AssertBalancedAsync()
    {
        var balance = await pipeline.Get<ILedger>().BalanceAsync(default);
        Assert.True(balance is { Waiting: 0, InFlight: 0 } && balance.Accepted == balance.Terminal.Values.Sum(), LedgerLine.Of(balance));
        Assert.Empty(await pipeline.Get<ILedger>().SuspectsAsync());
    }
}
