using System.Text.Json;
using System.Text.Json.Nodes;
using Ingestion.Contracts;
using Ingestion.Hosting;
using Ingestion.News;
using Ingestion.Storage;
using Ingestion.TestSupport;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Ingestion.Standalone.Tests;

public sealed class DeadLettersTests
{
    private static readonly byte[] Page = """
        <!doctype html><html lang="en"><head><title>Ferry returns to service</title></head><body><article><h1>Ferry returns to service after repairs</h1>
        <p>The Northbank ferry carried passengers again on Friday after a month in dry dock, where its rudder was replaced, the harbour office said.</p>
        <p>Two crossings an hour are planned until the end of the season, with a third on market days and a late boat on Saturdays.</p>
        </article></body></html>
        """u8.ToArray();

    [Fact]
    public async Task A_document_that_the_archive_had_lost_is_a_dead_letter_until_it_is_back_and_then_a_story()
    {
        using var folder = new TemporaryFolder();
        await using var app = StandaloneHost.Build(folder.FullName, "http://127.0.0.1:0", new Dictionary<string, string?> { ["Fetcher:UserAgent"] = "Tests/1.0 (+http://127.0.0.1/)" });
        await app.StartAsync(CancellationToken.None);
        await app.Services.GetRequiredService<PipelineStartup>().Ready;
        var (desk, ledger, bus) = (new DeskCall(app.Urls.First(), null), app.Services.GetRequiredService<ILedger>(), app.Services.GetRequiredService<IBus>());
        var entry = Intake.Entry(Guid.NewGuid(), "https://wire.example/ferry", SourceKind.Web, TimeProvider.System.GetUtcNow());
        await ledger.OpenAsync([entry], default);
        await bus.SayAsync(Document(entry.Url), entry.Id, default);
        await Shell.UntilAsync("it is a dead letter", async () => await app.Services.GetRequiredService<IDeadLetters>().CountAsync(new DeadLetterSlice(), default) == 1);

        var groups = await SaysAsync(output => DeadLettersCommand.GroupsAsync(desk, output, default));
        var counted = await RunAsync("replay", new JsonObject { ["stage"] = "parse-document", ["requestedBy"] = "Ada" }, yes: false, desk);
        var failed = await RunAsync("replay", new JsonObject { ["stage"] = "parse-document", ["requestedBy"] = "Ada" }, yes: true, desk);
        await app.Services.GetRequiredService<IRawArchive>().PutAsync(Page, default);
        var mended = await RunAsync("replay", new JsonObject { ["stage"] = "parse-document", ["requestedBy"] = "Ada", ["rate"] = 100 }, yes: true, desk);
        var letter = (await ledger.FindAsync(entry.Id, default))!;
        var shown = await SaysAsync(output => DeadLettersCommand.ShowAsync(counted.Letter, desk, output, default));
        await app.StopAsync(CancellationToken.None);

        Assert.Contains("1 dead letters in 1 groups", groups.Output, StringComparison.Ordinal);
        Assert.Contains("parse-document  System.IO.InvalidDataException", groups.Output, StringComparison.Ordinal);
        Assert.Contains("add --yes to replay them", counted.Output, StringComparison.Ordinal);
        Assert.Contains("done: 1 of 1, 0 on their way; failed-again 1", failed.Output, StringComparison.Ordinal);
        Assert.Contains("done: 1 of 1, 0 on their way; indexed 1", mended.Output, StringComparison.Ordinal);
        Assert.Equal((0, 0, 1, 0, 0), (groups.ExitCode, counted.ExitCode, failed.ExitCode, mended.ExitCode, shown.ExitCode));
        Assert.Equal((Outcome.Indexed, (Guid?)null), (letter.Outcome, letter.DeadLetterId));
        Assert.Contains("replay by Ada: indexed", shown.Output, StringComparison.Ordinal);
        Assert.Contains("replay by Ada: failed-again", shown.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("discard", "{\"all\":true,\"requestedBy\":\"Ada\"}", "400: 'reason' is missing")]
    [InlineData("replay", "{\"requestedBy\":\"Ada\"}", "400: Name letters by 'ids'")]
    public async Task What_is_refused_is_said(string action, string request, string said)
    {
        await using var service = await RunningService.StartAsync(builder => Desk.DeskServices.AddDesk(builder), _ => { }, app => Desk.DeskServices.MapDesk(app));

        var (exitCode, output, _) = await RunAsync(action, JsonNode.Parse(request)!.AsObject(), yes: true, new DeskCall(service.Url, null));

        Assert.Equal(1, exitCode);
        Assert.Contains(said, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_is_stopped_and_what_it_has_not_taken_waits()
    {
        await using var service = await RunningService.StartAsync(builder => Desk.DeskServices.AddDesk(builder), _ => { }, app => Desk.DeskServices.MapDesk(app));
        var (letters, desk) = (service.Get<IDeadLetters>(), new DeskCall(service.Url, null));
        foreach (var minute in new[] { 1, 2 })
        {
            var letter = new DeadLetter
            {
                Id = Guid.NewGuid(),
                Kind = DeadLetterKind.Error,
                Stage = "parse-document",
                MessageType = nameof(DocumentFetched),
                BodyBytes = 1,
                ExceptionType = "System.Exception",
                Fingerprint = "f",
                FirstAt = Samples.At.AddMinutes(minute),
                LastAt = Samples.At.AddMinutes(minute),
            };
            await letters.PutBodyAsync(letter.Id, JsonSerializer.SerializeToUtf8Bytes(Document("https://wire.example/ferry"), ContractJson.Options), default);
            await letters.TrySaveAsync(letter, default);
        }

        var running = RunAsync("replay", new JsonObject { ["all"] = true, ["requestedBy"] = "Ada", ["rate"] = 0.1 }, yes: true, desk);
        DeadLetterJob? job = null;
        await Shell.UntilAsync("one is taken", async () => (job = await service.Get<IJobs<DeadLetterJob>>().FindOpenAsync(default)) is { Taken: 1 });
        var stopped = await SaysAsync(output => DeadLettersCommand.StopAsync(job!.Id, desk, output, default));
        var ended = await running;
        var late = await SaysAsync(output => DeadLettersCommand.StopAsync(job!.Id, desk, output, default));

        Assert.Equal((0, 1, 1), (stopped.ExitCode, ended.ExitCode, late.ExitCode));
        Assert.StartsWith("stopp", stopped.Output, StringComparison.Ordinal);
        Assert.Contains("stopped: 1 of 2, 0 on their way; sent 1", ended.Output, StringComparison.Ordinal);
        Assert.StartsWith("409: ", late.Output, StringComparison.Ordinal);
        Assert.Equal(1, await letters.CountAsync(new DeadLetterSlice { State = DeadLetterState.Waiting }, default));
    }

    [Theory]
    [InlineData("groups --desk http://127.0.0.1:1 --key k")]
    [InlineData("show 0195b3f0-0000-7000-8000-000000000001")]
    [InlineData("stop 0195b3f0-0000-7000-8000-000000000001")]
    [InlineData("replay --fingerprint f --stage s --kind error --exception-type t --message-type m --entry-id e --from 2026-03-02 --to 2026-03-03 --all --to-stage parse-document --rate 5 --by Ada --reason r --yes")]
    [InlineData("replay 0195b3f0-0000-7000-8000-000000000001 0195b3f0-0000-7000-8000-000000000002 --by Ada")]
    [InlineData("discard --all --by Ada --reason r --yes")]
    public void Every_part_of_a_request_is_an_option(string arguments) => Assert.Empty(DeadLettersCommand.Create().Parse(arguments.Split(' ')).Errors);

    [Theory]
    [InlineData("discard --all --by Ada")]
    [InlineData("replay --all")]
    [InlineData("show nonsense")]
    public void What_must_be_said_is_asked_for(string arguments) => Assert.NotEmpty(DeadLettersCommand.Create().Parse(arguments.Split(' ')).Errors);

    private static async Task<(int ExitCode, string Output, Guid Letter)> RunAsync(string action, JsonObject request, bool yes, DeskCall desk)
    {
        var (exitCode, output) = await SaysAsync(writer => DeadLettersCommand.RunAsync(action, request, yes, desk, writer, TimeProvider.System, default));
        return (exitCode, output, output.Split((char[]?)null).Select(word => Guid.TryParse(word, out var id) ? id : default).FirstOrDefault(id => id != default));
    }

    private static async Task<(int ExitCode, string Output)> SaysAsync(Func<TextWriter, Task<int>> run)
    {
        using var output = new StringWriter();
        return (await run(output), output.ToString());
    }

    private static DocumentFetched Document(string url) => new()
    {
        RequestedUrl = url,
        FinalUrl = url,
        ArchiveKey = ContentKey.Of(Page),
        ByteCount = Page.Length,
        ContentType = "text/html",
        Charset = "utf-8",
        FetchedAt = TimeProvider.System.GetUtcNow(),
        Source = new Source { Kind = SourceKind.Web, DiscoveredAt = TimeProvider.System.GetUtcNow() },
    };
}
