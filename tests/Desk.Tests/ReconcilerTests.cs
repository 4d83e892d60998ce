using System.Text.Json.Nodes;
using Ingestion.Contracts;
using Ingestion.Hosting;
using Ingestion.News;
using Ingestion.Storage;
using Ingestion.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace Ingestion.Desk.Tests;

/// <summary>The reconciler on the Desk's store. Messages are in memory, so what is older than the process is in no queue; what it publishes reaches nobody.</summary>
public sealed class ReconcilerTests : IAsyncLifetime
{
    private RunningService desk = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await RunningService.StartAsync(
            builder =>
            {
                builder.AddDesk();
                var documents = builder.Services.Last(service => service.ServiceType == typeof(IDocuments)).ImplementationFactory!;
                builder.Services.AddSingleton(services => new Meanwhile((IDocuments)documents(services)));
                builder.Services.AddSingleton<IDocuments>(services => services.GetRequiredService<Meanwhile>());
            },
            _ => { },
            app => app.MapDesk(),
            new Dictionary<string, string?> { ["Desk:LostAfter"] = "00:00:00.5", ["Desk:StuckAfter"] = "00:00:01", ["Desk:RedrivesAtMost"] = "2", ["Desk:ReconcileInterval"] = "1.00:00:00" });
        await desk.ReconciledAsync();
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task What_is_nowhere_is_driven_again_from_its_document_or_else_its_URL_and_says_so()
    {
        var (page, known, waiting) = (await OpenAsync("/1"), await OpenAsync("/2"), await OpenAsync("/3"));
        var document = await DocumentAsync(known);
        await desk.Get<ISchedule>().PutAsync([Intake.Scheduled(waiting.Id, new FetchArticle { Url = waiting.Url }, TimeProvider.System.GetUtcNow().AddHours(1))], default);

        var (_, books) = await desk.PostAsync("/reconcile", new { });

        var said = desk.Messages.Published.Select(one => (one.EntryId, one.Message)).ToList();
        Assert.Equal(new HashSet<Guid?> { page.Id, known.Id }, said.Select(one => one.EntryId).ToHashSet());
        Assert.Equal(page.Url, Assert.Single(said.Select(one => one.Message).OfType<FetchArticle>()).Url);
        Assert.Equal(document.ArchiveKey, Assert.Single(said.Select(one => one.Message).OfType<DocumentFetched>()).ArchiveKey);
        Assert.Equal((0, 3), ((int)books!["unexplained"]!, (int)books["inFlight"]!));
        var step = Assert.Single(await desk.Get<ILedger>().StepsAsync(known.Id, default));
        Assert.Equal((1, true), (step.Attempts, step.Detail!.Contains("re-driven from its document, time 1 of at most 2", StringComparison.Ordinal)));
        Assert.Equal([page.Id, known.Id], (await FindingsAsync("mending")).Select(finding => (Guid)finding!["entryId"]!).Order(Comparer<Guid>.Create((one, other) => (one == page.Id ? 0 : 1) - (other == page.Id ? 0 : 1))));
        Assert.Empty(await FindingsAsync("unexplained"));
    }

    [Fact]
    public async Task What_is_driven_again_in_vain_is_unexplained_until_somebody_acts()
    {
        var entry = await OpenAsync("/1");

        await Shell.UntilAsync("it is unexplained", async () => (int)(await desk.PostAsync("/reconcile", new { })).Json!["unexplained"]! == 1);

        Assert.Equal(2, desk.Messages.PublishedOf<FetchArticle>().Count);
        var finding = Assert.Single(await FindingsAsync("unexplained"))!;
        Assert.Equal((entry.Id, "lost", 2, entry.Url, "inFlight"), ((Guid)finding["entryId"]!, (string)finding["fault"]!, (int)finding["redrives"]!, (string)finding["url"]!, (string)finding["entryState"]!));

        // Another try, and then it is accepted.
        await desk.PostAsync($"/unexplained/{entry.Id}/redrive", new { });
        await Shell.UntilAsync("it was tried again", async () => (await desk.PostAsync("/reconcile", new { })).Status == 200 && desk.Messages.PublishedOf<FetchArticle>().Count >= 3);
        var (status, accepted) = await desk.PostAsync($"/unexplained/{entry.Id}/accept", new { requestedBy = "Ada", reason = "Its site is gone." });
        var (_, books) = await desk.PostAsync("/reconcile", new { });

        Assert.Equal((200, "accepted", "Ada", 0), (status, (string)accepted!["state"]!, (string)accepted["acceptedBy"]!, (int)books!["unexplained"]!));
        await desk.Get<ILedger>().CloseAsync(entry.Id, new LedgerClosing { Outcome = Outcome.Abandoned, Reason = AbandonReason.Gone, At = TimeProvider.System.GetUtcNow() }, default);
        await desk.PostAsync("/reconcile", new { });
        Assert.Empty(await FindingsAsync("any"));
    }

    [Fact]
    public async Task What_has_nothing_left_to_be_driven_from_is_unexplained_at_once_and_named()
    {
        var handed = await OpenAsync("/1", SourceKind.File);

        var (_, books) = await desk.PostAsync("/reconcile", new { });

        Assert.Equal((1, 0), ((int)books!["unexplained"]!, desk.Messages.Published.Count));
        Assert.Contains("Neither its document nor a URL", (string)Assert.Single(await FindingsAsync("unexplained"))!["detail"]!, StringComparison.Ordinal);
        Assert.Contains($"POST /unexplained/{handed.Id}/redrive", (string)(await desk.GetAsync($"/journey?q={handed.Id}")).Json["stands"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dead_letter_that_waits_explains_its_entry()
    {
        var entry = await OpenAsync("/1");
        var letter = new DeadLetter { Id = Guid.NewGuid(), Kind = DeadLetterKind.Error, Stage = "parse-document", EntryId = entry.Id, BodyBytes = 1, ExceptionType = "X", Fingerprint = "f", FirstAt = Samples.At, LastAt = Samples.At };
        await desk.Get<IDeadLetters>().TrySaveAsync(letter, default);

        await desk.PostAsync("/reconcile", new { });
        Assert.Empty(desk.Messages.Published);

        // One beside the line does not: the entry goes on without.
        await desk.Get<IDeadLetters>().TrySaveAsync(letter with { Version = 2, Stage = "record-document" }, default);
        await desk.PostAsync("/reconcile", new { });
        Assert.Single(desk.Messages.PublishedOf<FetchArticle>());
    }

    [Fact]
    public async Task An_article_that_is_not_there_is_named_driven_again_and_forgotten_when_it_is_back()
    {
        var entry = await OpenAsync("/1");
        await DocumentAsync(entry);
        var article = Samples.Article with { ArticleId = ArticleId.FromUrl(entry.Url), Withdrawal = null, Changes = null };
        await desk.Get<ILedger>().CloseAsync(entry.Id, new LedgerClosing { Outcome = Outcome.Indexed, ArticleId = article.ArticleId, Revision = 1, At = Samples.At }, default);

        var (_, before) = await desk.PostAsync("/reconcile", new { });
        await desk.Get<IArticleStore>().FileAsync(article with { Provenance = article.Provenance with { ArchiveKey = (await desk.Get<IDocuments>().ForEntryAsync(entry.Id, default))[0].Document.ArchiveKey } }, entry.Id, Samples.At, default);
        var (_, after) = await desk.PostAsync("/reconcile", new { });

        Assert.Equal((1, 0), ((int)before!["unexplained"]!, (int)after!["unexplained"]!));
        Assert.Equal(entry.Id, Assert.Single(desk.Messages.PublishedOf<DocumentFetched>()).EntryId);
        Assert.Empty(await FindingsAsync("any"));
    }

    [Theory]
    [InlineData("gone by accident", false, 1)]
    [InlineData("deleted on purpose", true, 0)]
    public async Task Bytes_that_the_archive_has_lost_are_named(string because, bool onPurpose, int expected)
    {
        var entry = await OpenAsync("/1");
        var key = ContentKey.Of("<p>one</p>"u8);
        var article = Samples.Article with { ArticleId = ArticleId.FromUrl(entry.Url), Withdrawal = null, Changes = null, Provenance = Samples.Article.Provenance with { ArchiveKey = key } };
        await desk.Get<IArticleStore>().FileAsync(article, entry.Id, Samples.At, default);
        await desk.Get<ILedger>().CloseAsync(entry.Id, new LedgerClosing { Outcome = Outcome.Indexed, ArticleId = article.ArticleId, Revision = 1, At = Samples.At }, default);
        if (onPurpose)
        {
            await desk.Get<IRawArchive>().DeleteAsync(key, "the publisher", default);
        }

        var (_, books) = await desk.PostAsync("/reconcile", new { });

        Assert.True((int)books!["unexplained"]! == expected, $"{because}: {books}");
        Assert.Equal(expected == 0 ? [] : ["bytes-missing"], (await FindingsAsync("any")).Select(finding => (string)finding!["fault"]!));
        await desk.Get<IRawArchive>().PutAsync("<p>one</p>"u8.ToArray(), default);
        Assert.Equal(0, (int)(await desk.PostAsync("/reconcile", new { })).Json!["unexplained"]!);
    }

    [Theory]
    [InlineData("it is closed")]
    [InlineData("its turn comes, and the schedule lets it go")]
    [InlineData("it waits for its next turn")]
    [InlineData("it moves on")]
    public async Task What_moves_while_it_is_looked_at_is_neither_unexplained_nor_driven_again(string because)
    {
        var entry = await OpenAsync("/1", SourceKind.File);
        var (ledger, schedule, now) = (desk.Get<ILedger>(), desk.Get<ISchedule>(), TimeProvider.System.GetUtcNow());
        desk.Get<Meanwhile>().Once = because switch
        {
            "it is closed" => () => ledger.CloseAsync(entry.Id, new LedgerClosing { Outcome = Outcome.Rejected, Reason = RejectReason.TooShort, At = now }, default),
            "it waits for its next turn" => () => schedule.PutAsync([Intake.Scheduled(entry.Id, new FetchArticle { Url = entry.Url }, now.AddHours(1))], default),
            "it moves on" => () => ledger.MoveAsync(entry.Id, LedgerState.Waiting, 1, now, "It waits.", default),
            _ => () => ledger.MoveAsync(entry.Id, LedgerState.InFlight, 0, now, detail: null, default),
        };

        var (_, books) = await desk.PostAsync("/reconcile", new { });

        Assert.True(desk.Get<Meanwhile>().Once is null, "Nothing happened meanwhile.");
        Assert.True((int)books!["unexplained"]! == 0, $"{because}: {books}");
        Assert.Empty(desk.Messages.Published);
        Assert.Empty(await FindingsAsync("any"));
    }

    [Fact]
    public async Task While_another_Desk_has_the_lease_none_but_that_one_compares()
    {
        var states = desk.Get<IJobs<Reconciliation>>();
        var state = (await states.FindAsync(Reconciliation.OnlyId, default))!;
        Assert.True(await states.TrySaveAsync(state with { Version = state.Version + 1, Holder = Guid.NewGuid(), LeaseUntil = TimeProvider.System.GetUtcNow().AddHours(1) }, default));
        await OpenAsync("/1");

        var (status, problem) = await desk.PostAsync("/reconcile", new { });

        Assert.Equal((409, "Nothing was compared"), (status, (string?)problem!["title"]));
        Assert.Empty(desk.Messages.Published);
    }

    [Theory]
    [InlineData("GET", "/unexplained?state=lost", "", 400, "'state' must be")]
    [InlineData("GET", "/unexplained?state=1", "", 400, "'state' must be")]
    [InlineData("GET", "/unexplained?limit=0", "", 400, "'limit' must be")]
    [InlineData("POST", "/unexplained/0195b3f0-0000-7000-8000-000000000001/redrive", "", 404, "has found nothing wrong")]
    [InlineData("POST", "/unexplained/0195b3f0-0000-7000-8000-000000000001/accept", """{"requestedBy": "Ada", "reason": "So."}""", 404, "has found nothing wrong")]
    [InlineData("POST", "/unexplained/0195b3f0-0000-7000-8000-000000000001/accept", """{"requestedBy": "Ada"}""", 400, "requestedBy")]
    [InlineData("POST", "/unexplained/0195b3f0-0000-7000-8000-000000000001/accept", "nonsense", 400, "requestedBy")]
    public async Task What_cannot_be_done_is_said(string method, string path, string body, int status, string detail)
    {
        var (answered, problem) = await desk.RefusedAsync(new HttpMethod(method), path, RunningDesk.Utf8(body), ("Content-Type", "application/json"));

        Assert.True(status == answered && ((string)problem["detail"]!).Contains(detail, StringComparison.Ordinal), problem.ToJsonString());
    }

    private async Task<JsonArray> FindingsAsync(string state) => (await desk.GetAsync("/unexplained?state=" + state)).Json["findings"]!.AsArray();

    private async Task<LedgerEntry> OpenAsync(string path, string kind = SourceKind.Web)
    {
        var entry = Intake.Entry(Guid.CreateVersion7(), "https://wire.example" + path, kind, Samples.At);
        await desk.Get<ILedger>().OpenAsync([entry], default);
        return entry;
    }

    private async Task<DocumentFetched> DocumentAsync(LedgerEntry entry)
    {
        var bytes = RunningDesk.Utf8($"<p>{entry.Url}</p>");
        var document = new DocumentFetched
        {
            RequestedUrl = entry.Url,
            FinalUrl = entry.Url,
            ArchiveKey = await desk.Get<IRawArchive>().PutAsync(bytes, default),
            ByteCount = bytes.Length,
            FetchedAt = Samples.At,
            Source = new Source { Kind = entry.Kind, DiscoveredAt = Samples.At },
        };
        await desk.Get<IDocuments>().NoteAsync(document, entry.Id, default);
        return document;
    }
}
