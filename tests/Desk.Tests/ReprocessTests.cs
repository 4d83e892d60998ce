using System.Text.Json;
using System.Text.Json.Nodes;
using Ingestion.Contracts;
using Ingestion.Storage;
using Ingestion.TestSupport;

namespace Ingestion.Desk.Tests;

/// <summary>Slices of the raw archive at the Desk alone: what it announces reaches nobody, so that a job stays under way until a test closes its entries.</summary>
public sealed class ReprocessTests : IAsyncLifetime
{
    private RunningService desk = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await RunningDesk.StartAsync(("Desk:ReprocessInFlight", "2"));
        for (var i = 1; i <= 5; i++)
        {
            await desk.Get<IDocuments>().NoteAsync(Document(i), null, default);
        }

        await desk.Get<IDocuments>().NoteOutcomeAsync(
            new DocumentOutcome { RequestedUrl = Document(1).RequestedUrl, ArchiveKey = Document(1).ArchiveKey, EntryId = Guid.NewGuid(), Parser = "0.0.9", Outcome = Outcome.Rejected, Reason = RejectReason.HomePage },
            default);
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Theory]
    [InlineData("", "The body is not the JSON that is expected")]
    [InlineData("[]", "The body is not the JSON that is expected")]
    [InlineData("{\"limit\":\"many\"}", "$.limit")]
    [InlineData("{}", "Name a part of the archive")]
    [InlineData("null", "Name a part of the archive")]
    [InlineData("{\"limit\":3}", "Name a part of the archive")]
    [InlineData("{\"hots\":\"wire.example\"}", "Unknown property at $.hots: known are host, kind")]
    [InlineData("{\"all\":true,\"host\":\"wire.example\"}", "'all' means the whole archive")]
    [InlineData("{\"host\":\"https://wire.example/\"}", "'host' must be a host name")]
    [InlineData("{\"host\":\"\"}", "'host' must be a host name")]
    [InlineData("{\"kind\":\"rss\"}", "'kind' must be one of: web, feed")]
    [InlineData("{\"feed\":\"rss\"}", "'feed': Not an absolute http or https URL")]
    [InlineData("{\"fetchedFrom\":\"yesterday\"}", "'fetchedFrom' must be a date")]
    [InlineData("{\"fetchedTo\":\"2026-13-01\"}", "'fetchedTo' must be a date")]
    [InlineData("{\"fetchedFrom\":\"2026-03-02\",\"fetchedTo\":\"2026-03-02\"}", "'fetchedTo' must be after 'fetchedFrom'")]
    [InlineData("{\"parser\":\"latest\"}", "'parser' must be a version")]
    [InlineData("{\"parserBelow\":\"1.x\"}", "'parserBelow' must be a version")]
    [InlineData("{\"enricher\":\"latest\"}", "'enricher' must be a version")]
    [InlineData("{\"enricherBelow\":\"1.x\"}", "'enricherBelow' must be a version")]
    [InlineData("{\"outcome\":\"filed\"}", "'outcome' must be one of: indexed")]
    [InlineData("{\"host\":\"wire.example\",\"limit\":0}", "'limit' must be 1 or more")]
    [InlineData("{\"reason\":\"home-pages\"}", "No document is in this slice")]
    public async Task A_slice_that_cannot_be_meant_starts_nothing_and_is_told_what_to_do(string body, string detail)
    {
        var (status, problem) = await desk.RefusedAsync(HttpMethod.Post, "/reprocess", RunningDesk.Utf8(body), ("Content-Type", "application/json"));

        Assert.Equal(400, status);
        Assert.Contains(detail, (string)problem["detail"]!, StringComparison.Ordinal);
        Assert.Empty(await desk.Get<IJobs<ReprocessJob>>().ListAsync(10, default));
    }

    [Fact]
    public async Task A_body_beyond_reason_is_not_read() =>
        Assert.Equal(413, (await desk.RefusedAsync(HttpMethod.Post, "/reprocess", new byte[70_000], ("Content-Type", "application/json"))).Status);

    [Theory]
    [InlineData("{\"all\":true}", 5)]
    [InlineData("{\"host\":\"WIRE.example\"}", 4)]
    [InlineData("{\"host\":\"bücher.example\"}", 1)]
    [InlineData("{\"all\":true,\"limit\":2}", 2)]
    [InlineData("{\"reason\":\"home-page\"}", 1)]
    [InlineData("{\"parserBelow\":\"0.1.0\"}", 5)]
    [InlineData("{\"enricherBelow\":\"9.0.0\"}", 0)]
    [InlineData("{\"fetchedFrom\":\"2026-03-02T12:03:00Z\",\"fetchedTo\":\"2026-03-02T12:05:00Z\"}", 2)]
    [InlineData("{\"kind\":\"file\"}", 0)]
    public async Task A_dry_run_says_how_many_and_shows_some_and_starts_nothing(string body, int expected)
    {
        var (status, preview) = await desk.PostAsync("/reprocess?dryRun=true", JsonNode.Parse(body));

        Assert.Equal((200, expected, expected), (status, (int)preview!["documents"]!, preview["examples"]!.AsArray().Count));
        Assert.Empty(await desk.Get<IJobs<ReprocessJob>>().ListAsync(10, default));
        Assert.Empty(desk.Messages.Published);
    }

    [Fact]
    public async Task A_dry_run_shows_what_became_of_a_document_last()
    {
        var (_, preview) = await desk.PostAsync("/reprocess?dryRun=true", new { reason = RejectReason.HomePage });

        var example = Assert.Single(preview!["examples"]!.AsArray())!;
        Assert.Equal(("https://wire.example/1", "0.0.9", "rejected", "home-page"), ((string)example["url"]!, (string)example["parser"]!, (string)example["outcome"]!, (string)example["reason"]!));
    }

    [Fact]
    public async Task No_more_are_on_their_way_than_may_be_and_each_that_ends_makes_room()
    {
        var (status, started) = await desk.PostAsync("/reprocess", new { host = "wire.example" });
        var id = (Guid)started!["id"]!;
        await Shell.UntilAsync("two are announced", () => Task.FromResult(desk.Messages.PublishedOf<DocumentFetched>().Count == 2));
        var (_, running) = await desk.GetAsync($"/reprocess/{id}");

        Assert.Equal((202, 4), (status, (int)started["documents"]!));
        Assert.Equal(("running", 0, 2), ((string)running["state"]!, (int)running["finished"]!, (int)running["inFlight"]!));
        for (var closed = 0; closed < 4; closed++)
        {
            await Shell.UntilAsync("another is announced", () => Task.FromResult(desk.Messages.PublishedOf<DocumentFetched>().Count > closed));
            var announced = desk.Messages.PublishedOf<DocumentFetched>()[closed];
            await CloseAsync(announced.EntryId!.Value, new LedgerClosing { Outcome = Outcome.Rejected, Reason = RejectReason.TooShort, Detail = "Short.", At = Samples.At });
        }

        var ended = await EndAsync(id);
        Assert.Equal(("done", 4, 0), ((string)ended["state"]!, (int)ended["finished"]!, (int)ended["inFlight"]!));
        Assert.Equal("[3,1]", JsonSerializer.Serialize(ended["report"]!.AsArray().Select(row => (int)row!["count"]!)));
        Assert.Equal(4, desk.Messages.PublishedOf<DocumentFetched>().Count);
        Assert.Equal(["done"], (await desk.GetAsync("/reprocess")).Json.AsArray().Select(job => (string)job!["state"]!));
    }

    [Fact]
    public async Task What_is_announced_is_the_document_as_it_was_with_an_entry_of_its_own()
    {
        await desk.PostAsync("/reprocess", new { host = "wire.example", limit = 1 });
        await Shell.UntilAsync("it is announced", () => Task.FromResult(desk.Messages.PublishedOf<DocumentFetched>().Count == 1));

        var announced = desk.Messages.PublishedOf<DocumentFetched>()[0];
        var entry = (await desk.Get<ILedger>().FindAsync(announced.EntryId!.Value, default))!;
        var document = (DocumentFetched)announced.Message;
        Assert.Equal((SourceKind.Reprocess, LedgerState.InFlight, "https://wire.example/1"), (entry.Kind, entry.State, entry.Url));
        Assert.Equal(Document(1) with { Robots = [], Source = Document(1).Source with { Kind = SourceKind.Reprocess } }, document with { Robots = [] });

        // A fetch of the same URL is no duplicate of it.
        Assert.Null(await desk.Get<ILedger>().FindOpenAsync(entry.CanonicalUrl, default));
    }

    [Fact]
    public async Task A_job_that_is_stopped_takes_no_more_and_ends_when_what_it_took_has_ended()
    {
        var (_, started) = await desk.PostAsync("/reprocess", new { host = "wire.example" });
        var id = (Guid)started!["id"]!;
        await Shell.UntilAsync("two are announced", () => Task.FromResult(desk.Messages.PublishedOf<DocumentFetched>().Count == 2));

        var (again, problem) = await desk.PostAsync("/reprocess", new { all = true });
        var (stopped, _, _) = await desk.SendAsync(HttpMethod.Post, $"/reprocess/{id}/stop");
        foreach (var announced in desk.Messages.PublishedOf<DocumentFetched>())
        {
            await CloseAsync(announced.EntryId!.Value, new LedgerClosing { Outcome = Outcome.Dead, Reason = "Hole", At = Samples.At });
        }

        var ended = await EndAsync(id);
        Assert.Equal((409, 202), (again, stopped));
        Assert.Contains($"POST /reprocess/{id}/stop", (string)problem!["detail"]!, StringComparison.Ordinal);
        Assert.Equal(("stopped", 2), ((string)ended["state"]!, (int)ended["finished"]!));
        Assert.Equal(2, desk.Messages.PublishedOf<DocumentFetched>().Count);
        var (late, _) = await desk.RefusedAsync(HttpMethod.Post, $"/reprocess/{id}/stop");
        Assert.Equal(409, late);
    }

    [Theory]
    [InlineData("GET", "/reprocess/0195b3f0-0000-7000-8000-000000000001", 404, "There is no reprocess job")]
    [InlineData("POST", "/reprocess/0195b3f0-0000-7000-8000-000000000001/stop", 404, "There is no reprocess job")]
    [InlineData("GET", "/reprocess?limit=0", 400, "'limit' must be 1 to 100")]
    [InlineData("GET", "/reprocess/nonsense", 404, null)]
    public async Task What_cannot_be_shown_is_said(string method, string path, int status, string? detail)
    {
        var (answered, problem) = await desk.RefusedAsync(new HttpMethod(method), path);

        Assert.Equal(status, answered);
        Assert.True(detail is null || ((string)problem["detail"]!).Contains(detail, StringComparison.Ordinal), problem.ToJsonString());
    }

    private static DocumentFetched Document(int number) => new()
    {
        RequestedUrl = $"https://wire.example/{number}",
        FinalUrl = number == 5 ? "https://xn--bcher-kva.example/5" : $"https://wire.example/{number}",
        ArchiveKey = "sha256:" + new string((char)('0' + number), 64),
        ByteCount = number,
        ContentType = "text/html",
        Charset = "iso-8859-2",
        FetchedAt = new DateTimeOffset(2026, 3, 2, 12, number, 0, TimeSpan.Zero),
        Source = new Source { Kind = SourceKind.Feed, Feed = "https://wire.example/rss", DiscoveredAt = Samples.At },
        Robots = ["noarchive"],
    };

    private async Task CloseAsync(Guid entry, LedgerClosing closing) => Assert.True(await desk.Get<ILedger>().CloseAsync(entry, closing, default));

    private async Task<JsonNode> EndAsync(Guid id)
    {
        JsonNode job = null!;
        await Shell.UntilAsync("the job has ended", async () =>
        {
            (_, job) = await desk.GetAsync($"/reprocess/{id}");
            return job["endedAt"] is not null;
        });
        return job;
    }
}
