using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Ingestion.Contracts;
using Ingestion.Hosting;
using Ingestion.Storage;
using Ingestion.TestSupport;
using MassTransit;

namespace Ingestion.Desk.Tests;

/// <summary>Dead letters at the Desk, with a parser that does as a test says. Messages are in memory; the ledger is closed by the tests.</summary>
public sealed class DeadLetterTests : IAsyncLifetime
{
    private RunningService desk = null!;

    private static Func<DocumentFetched, Exception?> Fault { get; set; } = _ => null;

    private static ConcurrentQueue<(DocumentFetched Document, Guid? MessageId)> Parsed { get; } = new();

    public async ValueTask InitializeAsync()
    {
        Parsed.Clear();
        Fault = document => new InvalidDataException($"Page {document.RequestedUrl[^1]} has a hole.");
        desk = await StartAsync();
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task What_a_consumer_fails_on_is_a_letter_with_cause_and_body_and_its_entry_is_closed_with_its_name()
    {
        var entry = await FailAsync(1);

        var (_, page) = await desk.GetAsync($"/dead-letters?entryId={entry.Id}");
        var row = Assert.Single(page["letters"]!.AsArray())!;
        Assert.Equal((Outcome.Dead, nameof(InvalidDataException), "Page 1 has a hole.", (Guid)row["id"]!), (entry.Outcome, entry.Reason, entry.Detail, entry.DeadLetterId!.Value));
        Assert.Equal(("waiting", "error", "parse-document", "DocumentFetched", "System.IO.InvalidDataException", 1),
            ((string)row["state"]!, (string)row["kind"]!, (string)row["stage"]!, (string)row["messageType"]!, (string)row["exceptionType"]!, (int)row["attempts"]!));
        Assert.Equal((Document(1).RequestedUrl, "Ingestion.Desk.Tests.DeadLetterTests.ParseDocumentConsumer.Consume"), ((string)row["url"]!, ((string)row["frame"]!).Replace('+', '.')));

        var (_, one) = await desk.GetAsync($"/dead-letters/{row["id"]}");
        Assert.Equal(Document(1).ArchiveKey, (string)JsonNode.Parse((string)one["bodyText"]!)!["archiveKey"]!);
        Assert.Contains("ParseDocumentConsumer", (string)one["letter"]!["stack"]!, StringComparison.Ordinal);
        var (status, body, response) = await desk.SendAsync(HttpMethod.Get, $"/dead-letters/{row["id"]}/body");
        Assert.Equal((200, (string)one["bodyText"]!, "application/octet-stream", "nosniff"), (status, body, response.Content.Headers.ContentType!.MediaType, response.Headers.GetValues("X-Content-Type-Options").Single()));
        await BalancedAsync(dead: 1, inFlight: 0);
    }

    [Fact]
    public async Task Letters_of_one_cause_are_a_group_whatever_their_texts()
    {
        Fault = document => document.RequestedUrl.EndsWith('3') ? new FormatException("3") : new InvalidDataException(document.RequestedUrl);
        await FailAsync(1);
        await FailAsync(2);
        await FailAsync(3);

        var (_, answer) = await desk.GetAsync("/dead-letters/groups");
        var groups = answer["groups"]!;

        Assert.Equal([("System.IO.InvalidDataException", 2), ("System.FormatException", 1)], groups.AsArray().Select(group => ((string)group!["exceptionType"]!, (int)group["waiting"]!)));
        Assert.Equal(3, (int)answer["letters"]!);
        var (_, page) = await desk.GetAsync($"/dead-letters?fingerprint={groups[0]!["fingerprint"]}");
        Assert.Equal(2, page["letters"]!.AsArray().Count);
    }

    [Fact]
    public async Task Without_a_confirmation_only_the_count_is_told_and_with_one_that_is_too_small_nothing_is_done()
    {
        await FailAsync(1);
        await FailAsync(2);

        var (status, preview) = await desk.PostAsync("/dead-letters/replay", new { stage = "parse-document", requestedBy = "Ada" });
        var (late, problem) = await desk.PostAsync("/dead-letters/replay", new { stage = "parse-document", requestedBy = "Ada", confirm = 1 });

        Assert.Equal((200, 2, 2), (status, (int)preview!["letters"]!, preview["examples"]!.AsArray().Count));
        Assert.Equal(409, late);
        Assert.Contains("There are 2 by now, and not 1", (string)problem!["detail"]!, StringComparison.Ordinal);
        Assert.Empty(await desk.Get<IJobs<DeadLetterJob>>().ListAsync(10, default));
        Assert.Equal(2, Parsed.Count);
    }

    [Fact]
    public async Task Once_the_fault_is_gone_a_replay_goes_through_with_the_same_ids_and_the_books_balance_all_the_while()
    {
        var entry = await FailAsync(1);
        Fault = _ => null;

        var job = await StartJobAsync("replay", new { stage = "parse-document", requestedBy = "Ada", reason = "Mended.", rate = 100, confirm = 1 });
        await Shell.UntilAsync("it is parsed", () => Task.FromResult(Parsed.Count == 2));
        await BalancedAsync(dead: 0, inFlight: 1);
        var open = await desk.Get<ILedger>().FindAsync(entry.Id, default);
        await CloseAsync(entry.Id, Outcome.Rejected, RejectReason.TooShort);
        var ended = await EndAsync(job);

        Assert.Equal((LedgerState.InFlight, (string?)null, (Guid?)null), (open!.State, open.Outcome, open.DeadLetterId));
        Assert.Equal(("done", 1, "{\"rejected\":1}"), ((string)ended["state"]!, (int)ended["finished"]!, ended["results"]!.ToJsonString()));
        Assert.Single(Parsed.Select(parsed => parsed.MessageId).Distinct());
        var (_, one) = await desk.GetAsync($"/dead-letters/{entry.DeadLetterId}");
        var history = Assert.Single(one["history"]!.AsArray())!;
        Assert.Equal(("replayed", "Ada", "Mended.", "rejected", "too-short: Short."), ((string)one["letter"]!["state"]!, (string)history["requestedBy"]!, (string)history["reason"]!, (string)history["result"]!, (string)history["detail"]!));
        await BalancedAsync(dead: 0, inFlight: 0);
    }

    [Fact]
    public async Task What_fails_again_is_the_same_letter_and_the_result_says_so()
    {
        var entry = await FailAsync(1);

        var job = await StartJobAsync("replay", new { all = true, requestedBy = "Ada", confirm = 1 });
        var ended = await EndAsync(job);

        Assert.Equal("{\"failed-again\":1}", ended["results"]!.ToJsonString());
        var result = Assert.Single((await desk.GetAsync($"/dead-letters/jobs/{job}/results?result=failed-again")).Json.AsArray())!;
        Assert.Equal(((Guid?)(Guid)result["letterId"]!, "parse-document: System.IO.InvalidDataException: Page 1 has a hole."), (entry.DeadLetterId, (string)result["detail"]!));
        var (_, page) = await desk.GetAsync("/dead-letters?state=any");
        var row = Assert.Single(page["letters"]!.AsArray())!;
        Assert.Equal(("waiting", 2), ((string)row["state"]!, (int)row["attempts"]!));
        Assert.Equal((Outcome.Dead, entry.DeadLetterId), ((await desk.Get<ILedger>().FindAsync(entry.Id, default))!.Outcome, entry.DeadLetterId));
        await BalancedAsync(dead: 1, inFlight: 0);
    }

    [Fact]
    public async Task A_job_keeps_to_its_rate_and_is_stopped_with_what_it_has_not_taken_left_waiting()
    {
        for (var number = 1; number <= 5; number++)
        {
            await FailAsync(number);
        }

        Fault = _ => null;
        var job = await StartJobAsync("replay", new { all = true, requestedBy = "Ada", rate = 0.1, confirm = 5 });
        await Shell.UntilAsync("one is sent", () => Task.FromResult(Parsed.Count == 6));
        var (again, problem) = await desk.PostAsync("/dead-letters/replay", new { all = true, requestedBy = "Ada", confirm = 5 });
        var (_, running) = await desk.GetAsync($"/dead-letters/jobs/{job}");
        var (stopped, _, _) = await desk.SendAsync(HttpMethod.Post, $"/dead-letters/jobs/{job}/stop");
        var ended = await EndAsync(job);
        var (late, _) = await desk.RefusedAsync(HttpMethod.Post, $"/dead-letters/jobs/{job}/stop");

        Assert.Equal((409, 202, 409), (again, stopped, late));
        Assert.Contains($"POST /dead-letters/jobs/{job}/stop", (string)problem!["detail"]!, StringComparison.Ordinal);
        Assert.Equal(("running", 5, 1), ((string)running["state"]!, (int)running["letters"]!, (int)running["inFlight"]!));
        Assert.Equal(("stopped", "{\"on-its-way\":1}"), ((string)ended["state"]!, ended["results"]!.ToJsonString()));
        Assert.Equal(4, await desk.Get<IDeadLetters>().CountAsync(new DeadLetterSlice { State = DeadLetterState.Waiting }, default));
        await BalancedAsync(dead: 4, inFlight: 1);
    }

    [Fact]
    public async Task After_a_restart_a_job_goes_on_where_it_stood_and_counts_nothing_twice()
    {
        var kept = Directory.CreateTempSubdirectory("ingestion-letters-").FullName;
        await desk.DisposeAsync();
        desk = await StartAsync(("Storage:Folder", kept));
        List<Guid> entries = [(await FailAsync(1)).Id, (await FailAsync(2)).Id, (await FailAsync(3)).Id];
        Fault = _ => null;
        var job = await StartJobAsync("replay", new { all = true, requestedBy = "Ada", rate = 1000, confirm = 3 });
        await Shell.UntilAsync("all are sent", () => Task.FromResult(Parsed.Count == 6));
        await CloseAsync(entries[0], Outcome.Rejected, RejectReason.TooShort);

        await desk.DisposeAsync();
        desk = await StartAsync(("Storage:Folder", kept));
        await Shell.UntilAsync("those that were on their way are sent again", () => Task.FromResult(Parsed.Count >= 8));
        await CloseAsync(entries[1], Outcome.Rejected, RejectReason.TooShort);
        await CloseAsync(entries[2], Outcome.Abandoned, AbandonReason.NotFound);
        var ended = await EndAsync(job);

        Assert.Equal(("done", 3, 2, 1), ((string)ended["state"]!, (int)ended["finished"]!, (int)ended["results"]!["rejected"]!, (int)ended["results"]!["abandoned"]!));
        Assert.Equal(3, Parsed.Select(parsed => parsed.MessageId).Distinct().Count());
        Assert.Equal(3, await desk.Get<IDeadLetters>().CountAsync(new DeadLetterSlice { State = DeadLetterState.Replayed }, default));
        await BalancedAsync(dead: 0, inFlight: 0);
        await desk.DisposeAsync();
        Directory.Delete(kept, recursive: true);
        desk = await StartAsync();
    }

    [Fact]
    public async Task A_discarded_letter_keeps_who_and_why_and_its_entry_stays_dead()
    {
        var entry = await FailAsync(1);
        await FailAsync(2);

        var (without, problem) = await desk.PostAsync("/dead-letters/discard", new { ids = new[] { entry.DeadLetterId }, requestedBy = "Ada", confirm = 1 });
        var ended = await EndAsync(await StartJobAsync("discard", new { ids = new[] { entry.DeadLetterId }, requestedBy = "Ada", reason = "A test page.", confirm = 1 }));

        Assert.Equal(400, without);
        Assert.Contains("'reason' is missing", (string)problem!["detail"]!, StringComparison.Ordinal);
        Assert.Equal("{\"discarded\":1}", ended["results"]!.ToJsonString());
        var (_, one) = await desk.GetAsync($"/dead-letters/{entry.DeadLetterId}");
        Assert.Equal(("discarded", "A test page."), ((string)one["letter"]!["state"]!, (string)one["history"]![0]!["reason"]!));
        await BalancedAsync(dead: 2, inFlight: 0);
    }

    [Fact]
    public async Task What_was_replayed_or_discarded_long_ago_is_deleted_and_what_waits_is_not()
    {
        var kept = Directory.CreateTempSubdirectory("ingestion-letters-").FullName;
        await desk.DisposeAsync();
        desk = await StartAsync(("Storage:Folder", kept));
        var (discarded, replayed, waiting) = (await FailAsync(1), await FailAsync(2), await FailAsync(3));
        await EndAsync(await StartJobAsync("discard", new { ids = new[] { discarded.DeadLetterId }, requestedBy = "Ada", reason = "A test page.", confirm = 1 }));
        Fault = _ => null;
        var job = await StartJobAsync("replay", new { ids = new[] { replayed.DeadLetterId }, requestedBy = "Ada", confirm = 1 });
        await Shell.UntilAsync("it is sent", () => Task.FromResult(Parsed.Count == 4));
        await CloseAsync(replayed.Id, Outcome.Rejected, RejectReason.TooShort);
        await EndAsync(job);

        await desk.DisposeAsync();
        desk = await StartAsync(new Later(TimeSpan.FromDays(90)), ("Storage:Folder", kept));
        await Shell.UntilAsync("they are deleted", async () => await desk.Get<IDeadLetters>().CountAsync(new DeadLetterSlice(), default) < 3);

        Assert.Equal(waiting.DeadLetterId, Assert.Single(await desk.Get<IDeadLetters>().ListAsync(new DeadLetterSlice(), null, 10, default)).Id);
        Assert.NotEmpty(await desk.Get<IDeadLetters>().BodyAsync(waiting.DeadLetterId!.Value, default));
        Assert.Equal(Outcome.Dead, (await desk.Get<ILedger>().FindAsync(discarded.Id, default))!.Outcome);
        Assert.Equal("done", (string)(await desk.GetAsync($"/dead-letters/jobs/{job}")).Json["state"]!);
        await desk.DisposeAsync();
        Directory.Delete(kept, recursive: true);
        desk = await StartAsync();
    }

    [Fact]
    public async Task A_letter_may_go_through_an_earlier_stage_in_its_place()
    {
        var entry = await FailAsync(1);

        var ended = EndAsync(await StartJobAsync("replay", new { all = true, toStage = "fetch-article", requestedBy = "Ada", confirm = 1 }));
        await Shell.UntilAsync("it is ordered", () => Task.FromResult(desk.Messages.PublishedOf<FetchArticle>().Count == 1));
        var order = desk.Messages.PublishedOf<FetchArticle>()[0];
        await CloseAsync(entry.Id, Outcome.Abandoned, AbandonReason.NotFound);

        Assert.Equal((entry.Id, entry.Url, "https://wire.example/rss"), (order.EntryId, ((FetchArticle)order.Message).Url, ((FetchArticle)order.Message).Feed));
        Assert.Equal("{\"abandoned\":1}", (await ended)["results"]!.ToJsonString());
    }

    [Fact]
    public async Task What_has_no_document_cannot_be_parsed_anew_and_stays_as_it_was()
    {
        var entry = await FailAsync(1);

        var ended = await EndAsync(await StartJobAsync("replay", new { all = true, toStage = "parse-document", requestedBy = "Ada", confirm = 1 }));

        Assert.Equal("{\"not-possible\":1}", ended["results"]!.ToJsonString());
        Assert.Equal(DeadLetterState.Waiting, (await desk.Get<IDeadLetters>().FindAsync([entry.DeadLetterId!.Value], default)).Single().State);
        await BalancedAsync(dead: 1, inFlight: 0);
    }

    [Fact]
    public async Task Nobody_writes_another_body_unless_whoever_runs_the_Desk_allows_it()
    {
        var entry = await FailAsync(1);

        var (status, problem) = await desk.PostAsync($"/dead-letters/{entry.DeadLetterId}/edit-replay", new { body = Document(9), requestedBy = "Ada", reason = "Test." });

        Assert.Equal(403, status);
        Assert.Contains("Desk:AllowEditReplay=true", (string)problem!["detail"]!, StringComparison.Ordinal);
        Assert.Single(Parsed);
    }

    [Fact]
    public async Task An_edited_body_is_sent_with_an_id_of_its_own_and_kept_with_who_wrote_it()
    {
        await desk.DisposeAsync();
        desk = await StartAsync(("Desk:AllowEditReplay", "true"));
        var entry = await FailAsync(1);
        Fault = _ => null;

        var path = $"/dead-letters/{entry.DeadLetterId}/edit-replay";
        var (wrong, problem) = await desk.PostAsync(path, new { body = new { requestedUrl = 7 }, requestedBy = "Ada", reason = "Typo." });
        var (unsigned, _) = await desk.PostAsync(path, new { body = Document(9), reason = "Typo." });
        var (status, job) = await desk.PostAsync(path, new { body = Document(9), requestedBy = "Ada", reason = "Typo." });
        await Shell.UntilAsync("it is parsed", () => Task.FromResult(Parsed.Count == 2));
        await CloseAsync(entry.Id, Outcome.Rejected, RejectReason.TooShort);
        var ended = await EndAsync((Guid)job!["id"]!);

        Assert.Equal((400, 400, 202), (wrong, unsigned, status));
        Assert.Contains("'body' is no DocumentFetched", (string)problem!["detail"]!, StringComparison.Ordinal);
        Assert.Equal((Document(9).RequestedUrl, true, "Ada"), (Parsed.Last().Document.RequestedUrl, (bool)ended["isEdited"]!, (string)ended["requestedBy"]!));
        Assert.Equal(2, Parsed.Select(parsed => parsed.MessageId).Distinct().Count());
        Assert.Equal(Document(9).ArchiveKey, (string)JsonNode.Parse(await desk.Get<IDeadLetters>().BodyAsync((Guid)ended["id"]!, default))!["archiveKey"]!);
        Assert.Equal(Document(1).ArchiveKey, (string)JsonNode.Parse(await desk.Get<IDeadLetters>().BodyAsync(entry.DeadLetterId!.Value, default))!["archiveKey"]!);
    }

    [Theory]
    [InlineData("", "not the JSON that is expected")]
    [InlineData("[]", "not the JSON that is expected")]
    [InlineData("{}", "Name letters by 'ids' or by at least one of fingerprint")]
    [InlineData("{\"requestedBy\":\"Ada\"}", "Name letters by 'ids'")]
    [InlineData("{\"stages\":\"x\"}", "Unknown property at $.stages: known are ids, fingerprint")]
    [InlineData("{\"all\":true}", "'requestedBy' is missing")]
    [InlineData("{\"all\":true,\"stage\":\"x\",\"requestedBy\":\"Ada\"}", "Name letters in one way")]
    [InlineData("{\"ids\":[],\"requestedBy\":\"Ada\"}", "'ids' must have 1 to 1000 ids")]
    [InlineData("{\"ids\":[\"x\"],\"requestedBy\":\"Ada\"}", "$.ids[0]")]
    [InlineData("{\"kind\":\"broken\",\"requestedBy\":\"Ada\"}", "'kind' must be one of: error, skipped")]
    [InlineData("{\"from\":\"yesterday\",\"requestedBy\":\"Ada\"}", "'from' must be a date")]
    [InlineData("{\"all\":true,\"toStage\":\"index-article\",\"requestedBy\":\"Ada\"}", "'toStage' must be one of: fetch-article, parse-document")]
    [InlineData("{\"all\":true,\"rate\":0,\"requestedBy\":\"Ada\"}", "'rate' must be 0.1 to 10000")]
    [InlineData("{\"all\":true,\"requestedBy\":\"Ada\",\"confirm\":9}", "No dead letter that waits is meant")]
    public async Task A_request_that_cannot_be_meant_does_nothing_and_is_told_what_to_do(string body, string detail)
    {
        var (status, problem) = await desk.RefusedAsync(HttpMethod.Post, "/dead-letters/replay", Encoding.UTF8.GetBytes(body), ("Content-Type", "application/json"));

        Assert.Equal(400, status);
        Assert.Contains(detail, (string)problem["detail"]!, StringComparison.Ordinal);
        Assert.Empty(await desk.Get<IJobs<DeadLetterJob>>().ListAsync(10, default));
    }

    [Theory]
    [InlineData("GET", "/dead-letters?state=lost", 400, "'state' must be waiting")]
    [InlineData("GET", "/dead-letters?state=1", 400, "'state' must be waiting")]
    [InlineData("GET", "/dead-letters?after=x", 400, "'after' must be the 'next'")]
    [InlineData("GET", "/dead-letters?limit=0", 400, "'limit' must be 1 to 1000")]
    [InlineData("GET", "/dead-letters?from=soon", 400, "must be dates")]
    [InlineData("GET", "/dead-letters/groups?limit=0", 400, "'limit' must be 1 to 1000")]
    [InlineData("GET", "/dead-letters/0195b3f0-0000-7000-8000-000000000001", 404, "There is no dead letter")]
    [InlineData("GET", "/dead-letters/0195b3f0-0000-7000-8000-000000000001/body", 404, "There is no dead letter")]
    [InlineData("GET", "/dead-letters/jobs/0195b3f0-0000-7000-8000-000000000001", 404, "There is no job")]
    [InlineData("GET", "/dead-letters/jobs/0195b3f0-0000-7000-8000-000000000001/results", 404, "There is no job")]
    [InlineData("POST", "/dead-letters/jobs/0195b3f0-0000-7000-8000-000000000001/stop", 404, "There is no job")]
    [InlineData("GET", "/dead-letters/jobs?limit=0", 400, "'limit' must be 1 to 100")]
    public async Task What_cannot_be_shown_is_said(string method, string path, int status, string detail)
    {
        var (answered, problem) = await desk.RefusedAsync(new HttpMethod(method), path);

        Assert.Equal(status, answered);
        Assert.Contains(detail, (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_id_that_is_no_letter_stops_the_whole_request()
    {
        var entry = await FailAsync(1);

        var (status, _) = await desk.PostAsync("/dead-letters/replay", new { ids = new[] { entry.DeadLetterId, Guid.NewGuid() }, requestedBy = "Ada", confirm = 2 });

        Assert.Equal(404, status);
    }

    private static Task<RunningService> StartAsync(params (string Name, string Value)[] settings) => StartAsync(TimeProvider.System, settings);

    private static Task<RunningService> StartAsync(TimeProvider time, params (string Name, string Value)[] settings) => RunningService.StartAsync(
        builder => builder.AddDesk(), bus => bus.AddConsumer<ParseDocumentConsumer>(), app => app.MapDesk(), settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value), time);

    private async Task<LedgerEntry> FailAsync(int number)
    {
        var document = Document(number);
        var entry = Intake.Entry(Guid.NewGuid(), document.RequestedUrl, SourceKind.Feed, TimeProvider.System.GetUtcNow());
        await desk.Get<ILedger>().OpenAsync([entry], default);
        await desk.Get<IBus>().SayAsync(document, entry.Id, default);
        var closed = await desk.ClosedAsync(entry.Id);
        // The letter is saved after its entry is closed.
        await Shell.UntilAsync("its letter is there", async () => (await desk.Get<IDeadLetters>().FindAsync([closed.DeadLetterId!.Value], default)).Count == 1);
        return closed;
    }

    private async Task<Guid> StartJobAsync<T>(string action, T request)
    {
        var (status, job) = await desk.PostAsync("/dead-letters/" + action, request);
        Assert.True(status == 202, $"{status}: {job}");
        return (Guid)job!["id"]!;
    }

    private async Task<JsonNode> EndAsync(Guid id)
    {
        JsonNode job = null!;
        await Shell.UntilAsync("the job has ended", async () =>
        {
            (_, job) = await desk.GetAsync($"/dead-letters/jobs/{id}");
            return job["endedAt"] is not null;
        });
        return job;
    }

    private async Task CloseAsync(Guid entry, string outcome, string reason) =>
        Assert.True(await desk.Get<ILedger>().CloseAsync(entry, new LedgerClosing { Outcome = outcome, Reason = reason, Detail = "Short.", At = Samples.At }, default));

    private async Task BalancedAsync(int dead, int inFlight)
    {
        var balance = await desk.Get<ILedger>().BalanceAsync(default);

        Assert.Equal((dead, inFlight, 0), (balance.Terminal.GetValueOrDefault(Outcome.Dead), balance.InFlight, (await desk.Get<ILedger>().SuspectsAsync()).Count));
        Assert.Equal(balance.Accepted, balance.Terminal.Values.Sum() + balance.InFlight + balance.Waiting);
    }

    private static DocumentFetched Document(int number) => new()
    {
        RequestedUrl = $"https://wire.example/{number}",
        FinalUrl = $"https://wire.example/{number}",
        ArchiveKey = "sha256:" + new string((char)('0' + number), 64),
        ByteCount = number,
        FetchedAt = Samples.At,
        Source = new Source { Kind = SourceKind.Feed, Feed = "https://wire.example/rss", DiscoveredAt = Samples.At },
    };

    /// <summary>A clock that is ahead.</summary>
    private sealed class Later(TimeSpan ahead) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
    }

    internal sealed class ParseDocumentConsumer : IConsumer<DocumentFetched>
    {
        public Task Consume(ConsumeContext<DocumentFetched> context)
        {
            Parsed.Enqueue((context.Message, context.MessageId));
            return Fault(context.Message) is { } fault ? throw fault : Task.CompletedTask;
        }
    }
}
