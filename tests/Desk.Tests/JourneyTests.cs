using System.Text.Json.Nodes;
using Ingestion.Contracts;
using Ingestion.Hosting;
using Ingestion.News;
using Ingestion.Storage;
using Ingestion.TestSupport;

namespace Ingestion.Desk.Tests;

public sealed class JourneyTests : IAsyncLifetime
{
    private const string Url = "https://wire.example/1";
    private readonly LedgerEntry entry = Intake.Entry(Guid.CreateVersion7(), Url, SourceKind.Web, Samples.At);
    private RunningService desk = null!;

    private ILedger Ledger => desk.Get<ILedger>();

    public async ValueTask InitializeAsync()
    {
        desk = await RunningDesk.StartAsync(("Desk:ReconcileInterval", "1.00:00:00"));
        await desk.ReconciledAsync();
        await Ledger.OpenAsync([entry], default);
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task A_rejected_page_has_its_fetches_with_reasons_and_durations_its_document_and_the_reason()
    {
        var key = ContentKey.Of("<p>stub</p>"u8);
        await Ledger.MoveAsync(entry.Id, LedgerState.Waiting, 1, Samples.At.AddSeconds(2), "It answered 503. It is tried again at noon.", default);
        await Ledger.MoveAsync(entry.Id, LedgerState.InFlight, 1, Samples.At.AddSeconds(62.5), null, default);
        await desk.Get<IDocuments>().NoteAsync(Document(key), entry.Id, default);
        await desk.Get<IDocuments>().NoteOutcomeAsync(new DocumentOutcome { RequestedUrl = Url, ArchiveKey = key, EntryId = entry.Id, Parser = "0.9.0", Outcome = Outcome.Rejected, Reason = RejectReason.PaywallStub }, default);
        await Ledger.CloseAsync(entry.Id, Closing(Outcome.Rejected) with { Reason = RejectReason.PaywallStub, Detail = "The page gives the first paragraph only." }, default);

        var journey = await FindAsync(Url + "?utm_source=x#top");

        Assert.Equal(("url", 1, null), ((string)journey["foundAs"]!, journey["entries"]!.AsArray().Count, journey["article"]));
        var steps = journey["entries"]![0]!["steps"]!.AsArray();
        Assert.Equal(["submitted", "waits", "published", "fetched", "judged", "rejected"], steps.Select(step => (string)step!["what"]!));
        Assert.Equal([null, 2, 60.5, 0.5, null, 2], steps.Select(step => (double?)step!["seconds"]));
        Assert.Equal((1, "It answered 503. It is tried again at noon."), ((int)steps[1]!["attempt"]!, (string)steps[1]!["detail"]!));
        Assert.Contains("11 bytes as text/html, archived as " + key, (string)steps[3]!["detail"]!, StringComparison.Ordinal);
        Assert.Contains("The parser 0.9.0 made no article of it: paywall-stub.", (string)steps[4]!["detail"]!, StringComparison.Ordinal);
        Assert.Equal(
            "Rejected as paywall-stub at 2026-03-02 09:42:17Z: The page gives the first paragraph only. If that is wrong, have it parsed again by a later parser with POST /reprocess.",
            (string)journey["stands"]!);
    }

    [Fact]
    public async Task An_article_is_found_by_whatever_somebody_has_of_it()
    {
        var article = await FiledAsync("Cranes in Zermatt");
        var message = Guid.NewGuid();
        await Ledger.CloseAsync(entry.Id, Closing(Outcome.Indexed) with { ArticleId = article.ArticleId, Revision = 1, MessageId = message }, default);

        foreach (var (query, foundAs) in new[] { (Url, "url"), ("wire.example/1", "url"), ($"{entry.Id}", "entry"), (article.ArticleId, "article"), ($"{message}", "message"), ("cranes ZERMATT", "title") })
        {
            var journey = await FindAsync(query);

            Assert.True((string)journey["foundAs"]! == foundAs, $"{query}: {journey["foundAs"]}");
            Assert.Equal($"{entry.Id}", (string)Assert.Single(journey["entries"]!.AsArray())!["entryId"]!);
            Assert.Equal(["submitted", "parsed", "enriched", "indexed"], journey["entries"]![0]!["steps"]!.AsArray().Select(step => (string)step!["what"]!).Where(what => what != "fetched"));
            Assert.Equal((article.ArticleId, "usable", article.Headline), ((string)journey["article"]!["articleId"]!, (string)journey["article"]!["status"]!, (string)journey["article"]!["headline"]!));
            Assert.StartsWith("Indexed at", (string)journey["stands"]!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Words_of_several_titles_give_candidates_with_links()
    {
        await FiledAsync("Cranes in Zermatt");
        await desk.FileAsync("/2", one => one with { Headline = "Cranes in Port Ellis" });

        var journey = await FindAsync("cranes");

        var candidates = journey["candidates"]!.AsArray();
        Assert.Equal(["Cranes in Port Ellis", "Cranes in Zermatt"], candidates.Select(one => (string)one!["headline"]!).Order());
        Assert.All(candidates, one => Assert.Equal($"/journey?q={one!["articleId"]}", (string)one["journey"]!));
        Assert.Equal("2 articles have these words: ask for one of them.", (string)journey["stands"]!);
    }

    [Fact]
    public async Task Revisions_say_what_they_changed_and_a_withdrawal_who_asked_for_it()
    {
        var article = await FiledAsync("Cranes in Zermatt", version: 1);
        await FiledAsync("Cranes leave Zermatt", version: 2);
        await Ledger.CloseAsync(entry.Id, Closing(Outcome.Indexed) with { ArticleId = article.ArticleId, Revision = 1 }, default);

        var filed = (await FindAsync(article.ArticleId))["article"]!["steps"]!.AsArray().Where(step => (string)step!["what"]! == "filed").Select(step => (string)step!["detail"]!).ToList();
        Assert.Equal(["Revision 1: “Cranes in Zermatt”.", "Revision 2: “Cranes leave Zermatt”. It changed headline, version."], filed);

        await desk.Get<IArticleStore>().WithdrawAsync(
            article with { Headline = "", Body = article.Body with { Text = "" }, Withdrawal = new Withdrawal { Reason = WithdrawReason.Takedown, Detail = "A court said so.", RequestedBy = "Legal desk", At = Samples.At.AddHours(1) } }, default);
        var gone = await FindAsync(Url);
        Assert.Equal(("withdrawn", null), ((string)gone["article"]!["status"]!, gone["article"]!["headline"]));
        Assert.Contains("A court said so. Legal desk asked for it.", (string)gone["stands"]!, StringComparison.Ordinal);
        Assert.DoesNotContain("Zermatt", gone.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_said_of_what_must_not_be_shown()
    {
        var article = await desk.FileAsync("/1", one => one with { Headline = "A secret of Zermatt", EmbargoedUntil = DateTimeOffset.MaxValue });
        await Ledger.HoldAsync(entry.Id, article.ArticleId, Samples.At, "Under embargo until then.", default);

        var journey = await FindAsync(Url);

        Assert.Equal("embargoed", (string)journey["article"]!["status"]!);
        Assert.DoesNotContain("secret", journey.ToJsonString(), StringComparison.Ordinal);
        Assert.StartsWith("Waits: Under embargo until then.", (string)journey["stands"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dead_letter_tells_what_failed_and_what_was_done_and_how_to_send_it_again()
    {
        var letter = new DeadLetter
        {
            Id = Guid.NewGuid(),
            Kind = DeadLetterKind.Error,
            Stage = "parse-document",
            EntryId = entry.Id,
            MessageId = $"{Guid.NewGuid()}",
            BodyBytes = 1,
            Attempts = 3,
            ExceptionType = "System.IO.InvalidDataException",
            ExceptionMessage = "The page has a hole.",
            Frame = "Parser.Parse",
            Fingerprint = "f",
            FirstAt = Samples.At.AddSeconds(3),
            LastAt = Samples.At.AddSeconds(9),
        };
        await desk.Get<IDeadLetters>().TrySaveAsync(letter, default);
        await desk.Get<IDeadLetters>().NoteAsync(
            [new DeadLetterResult { JobId = Guid.NewGuid(), LetterId = letter.Id, Number = 0, Action = DeadLetterAction.Replay, RequestedBy = "Ada", Reason = "Mended.", TakenAt = Samples.At.AddSeconds(30), Result = "failed-again", At = Samples.At.AddSeconds(31) }], default);
        await Ledger.CloseAsync(entry.Id, Closing(Outcome.Dead) with { Reason = "InvalidDataException", Detail = "The page has a hole.", DeadLetterId = letter.Id }, default);

        foreach (var (query, foundAs) in new[] { ($"{letter.Id}", "dead-letter"), (letter.MessageId, "message"), (Url, "url") })
        {
            var journey = await FindAsync(query);

            Assert.Equal(foundAs, (string)journey["foundAs"]!);
            var steps = journey["entries"]![0]!["steps"]!.AsArray();
            Assert.Equal(["submitted", "failed", "replayed", "dead"], steps.Select(step => (string)step!["what"]!));
            Assert.Equal(("parse-document failed on it in Parser.Parse: System.IO.InvalidDataException: The page has a hole.", 3, $"/dead-letters/{letter.Id}"), ((string)steps[1]!["detail"]!, (int)steps[1]!["attempt"]!, (string)steps[1]!["link"]!));
            Assert.Equal("Ada asked for it (Mended.): failed-again.", (string)steps[2]!["detail"]!);
            Assert.EndsWith($"POST /dead-letters/replay and ids [\"{letter.Id}\"].", (string)journey["stands"]!, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("", 400, "'q' must be")]
    [InlineData("https://wire.example/never", 404, "Nothing is known of 'https://wire.example/never': it is no id of a ledger entry")]
    [InlineData("0195b3f0-0000-7000-8000-000000000001", 404, "Nothing is known of '0195b3f0")]
    [InlineData("a1_never", 404, "Nothing is known of 'a1_never'")]
    [InlineData("words of no title", 404, "no article's text has these words")]
    [InlineData("\"') OR * {", 404, "Nothing is known of")]
    public async Task What_is_not_known_is_said_with_what_was_looked_for(string query, int status, string detail)
    {
        var (answered, problem) = await desk.RefusedAsync(HttpMethod.Get, "/journey?q=" + Uri.EscapeDataString(query));

        Assert.True(status == answered && ((string)problem["detail"]!).Contains(detail, StringComparison.Ordinal), problem.ToJsonString());
    }

    private async Task<JsonNode> FindAsync(string query)
    {
        var (status, journey) = await desk.GetAsync("/journey?q=" + Uri.EscapeDataString(query));
        Assert.True(status == 200, $"{query}: {status} {journey.ToJsonString()}");
        return journey;
    }

    private Task<ArticleEnriched> FiledAsync(string headline, long? version = null) => desk.FileAsync("/1", one => one with { Headline = headline }, version);

    private static LedgerClosing Closing(string outcome) => new() { Outcome = outcome, At = Samples.At.AddSeconds(65) };

    private static DocumentFetched Document(string key) => new()
    {
        RequestedUrl = Url,
        FinalUrl = Url,
        ArchiveKey = key,
        ByteCount = 11,
        ContentType = "text/html",
        FetchedAt = Samples.At.AddSeconds(63),
        Source = new Source { Kind = SourceKind.Web, DiscoveredAt = Samples.At },
    };
}
