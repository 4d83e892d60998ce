using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Ingestion.Contracts;
using Ingestion.Desk;
using Ingestion.Hosting;
using Ingestion.Storage;
using Ingestion.TestSupport;
using MassTransit;

namespace Ingestion.Bench.DeadLetters;

/// <summary>Dead letters in three groups: how fast they are drained, listed by group, and one group sent again at a set rate.</summary>
internal static class DeadLettersCommand
{
    private const int Times = 50;
    private const double MostMilliseconds = 200; // to list 10,000 letters by group

    public static Command Create()
    {
        var letters = new Option<int>("--letters") { Description = "Messages that fail.", DefaultValueFactory = _ => 10_000 };
        var rate = new Option<double>("--rate") { Description = "Letters to send again a second.", DefaultValueFactory = _ => 100 };
        var transport = new Option<string>("--transport") { Description = "rabbitmq (a private node) or memory.", DefaultValueFactory = _ => "rabbitmq" };
        var store = new Option<string>("--store") { Description = "sqlite; or mongo: MONGODB_URI, a mongod on the path, or the stand-in.", DefaultValueFactory = _ => "sqlite" };
        store.AcceptOnlyFromAmong("sqlite", "mongo");
        transport.AcceptOnlyFromAmong("rabbitmq", "memory");
        var command = new Command("deadletters", "Letters/s drained, ms to list them by group, and one group replayed at a set rate; every twentieth of it fails again.") { letters, rate, transport, store };
        command.SetAction((parsed, stop) => RunAsync(
            Math.Max(100, parsed.GetValue(letters)), parsed.GetValue(rate), parsed.GetValue(transport)!, parsed.GetValue(store) == "mongo", Console.Out, stop));
        return command;
    }

    private static async Task<int> RunAsync(int count, double rate, string transport, bool mongo, TextWriter output, CancellationToken stop)
    {
        await using var broker = new RabbitBroker { PrivateNode = true };
        await using var store = new MongoServer();
        var settings = new Dictionary<string, string?> { ["Bus:Transport"] = transport };
        if (transport == "rabbitmq")
        {
            await broker.InitializeAsync();
            settings["Bus:Uri"] = broker.Uri;
        }

        if (mongo)
        {
            await store.InitializeAsync();
            settings["Storage:Store"] = store.ConnectionString;
            settings["Storage:Database"] = MongoServer.NewDatabase();
        }

        await using var service = await RunningService.StartAsync(
            builder => builder.AddDesk(),
            bus =>
            {
                bus.AddConsumer<ParseDocumentConsumer>();
                bus.AddConsumer<EnrichArticleConsumer>();
                bus.AddConsumer<IndexArticleConsumer>();
            },
            app => app.MapDesk(),
            settings);
        var isRight = await FailAsync(service, count, output, stop) && await ListAsync(service, count, output, stop) & await ReplayAsync(service, rate, output, stop);
        var balance = await service.Get<ILedger>().BalanceAsync(stop);
        output.WriteLine(LedgerLine.Of(balance));
        return isRight && (await service.Get<ILedger>().CompareAsync(null, 10_000, stop)).Suspects.Count == 0 && balance.InFlight == 0 && balance.Accepted == count ? 0 : 1;
    }

    private static async Task<bool> FailAsync(RunningService service, int count, TextWriter output, CancellationToken stop)
    {
        Faults.IsMended = false;
        var (clock, bus, ledger) = (Stopwatch.StartNew(), service.Get<IBus>(), service.Get<ILedger>());
        foreach (var numbers in Enumerable.Range(0, count).Chunk(500))
        {
            var entries = numbers.Select(number => (Number: number, Entry: Hosting.Intake.Entry(Guid.NewGuid(), $"https://wire.example/{number}", SourceKind.Web, TimeProvider.System.GetUtcNow()))).ToList();
            await ledger.OpenAsync([.. entries.Select(item => item.Entry)], stop);
            await Task.WhenAll(entries.Select(item => (item.Number % 10) switch
            {
                < 5 => bus.SayAsync((DocumentFetched)Samples.Messages[nameof(DocumentFetched)] with { RequestedUrl = item.Entry.Url, ArchiveKey = $"sha256:{item.Number:x64}" }, item.Entry.Id, stop),
                < 8 => bus.SayAsync((ArticleParsed)Samples.Messages[nameof(ArticleParsed)] with { RequestedUrl = item.Entry.Url, ArticleId = $"a1_{item.Number}" }, item.Entry.Id, stop),
                _ => bus.SayAsync((ArticleEnriched)Samples.Messages[nameof(ArticleEnriched)] with { RequestedUrl = item.Entry.Url, ArticleId = $"a1_{item.Number}" }, item.Entry.Id, stop),
            }));
        }

        while (await service.Get<IDeadLetters>().CountAsync(new DeadLetterSlice(), stop) < count)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), stop);
        }

        Say(output, $"{count} messages published, failed and filed in {clock.Elapsed.TotalSeconds:0.0} s: {count / clock.Elapsed.TotalSeconds:0} letters/s");
        return true;
    }

    private static async Task<bool> ListAsync(RunningService service, int count, TextWriter output, CancellationToken stop)
    {
        // What a process compiles for its first answer, whatever is asked, is told apart.
        var first = Stopwatch.StartNew();
        await service.GetAsync("/ledger");
        Say(output, $"the Desk's first answer of all, to GET /ledger: {first.Elapsed.TotalMilliseconds:0} ms");
        var (times, groups) = (new List<double>(), 0);
        for (var i = 0; i < Times; i++)
        {
            stop.ThrowIfCancellationRequested();
            var clock = Stopwatch.StartNew();
            var (_, answer) = await service.GetAsync("/dead-letters/groups");
            times.Add(clock.Elapsed.TotalMilliseconds);
            groups = answer["groups"]!.AsArray().Count;
        }

        Say(output, $"{count} letters listed in {groups} groups by GET /dead-letters/groups: the first time {times[0]:0} ms, then {times.Skip(1).Order().ElementAt(Times / 2):0.0} ms in the middle, {times.Skip(1).Max():0.0} ms at most");
        return groups == 3 && times.Max() < MostMilliseconds;
    }

    private static async Task<bool> ReplayAsync(RunningService service, double rate, TextWriter output, CancellationToken stop)
    {
        Faults.IsMended = true;
        var (_, answer) = await service.GetAsync("/dead-letters/groups");
        var (fingerprint, letters) = ((string)answer["groups"]![0]!["fingerprint"]!, (long)answer["groups"]![0]!["waiting"]!);
        var clock = Stopwatch.StartNew();
        var (status, job) = await service.PostAsync("/dead-letters/replay", new { fingerprint, rate, requestedBy = "bench", confirm = letters });
        if (status != 202)
        {
            throw new InvalidOperationException($"{status}: {job}");
        }

        var told = TimeSpan.Zero;
        while (job!["endedAt"] is null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), stop);
            (_, job) = await service.GetAsync($"/dead-letters/jobs/{job["id"]}");
            if (clock.Elapsed - told > TimeSpan.FromSeconds(10))
            {
                told = clock.Elapsed;
                Say(output, $"  {told.TotalSeconds:0} s: {job["finished"]} of {letters}, {job["inFlight"]} on their way");
            }
        }

        var seconds = clock.Elapsed.TotalSeconds;
        Say(output, $"{letters} replayed in {seconds:0.0} s: {letters / seconds:0.0}/s (asked for {rate}): {job["results"]!.ToJsonString()}");
        var (_, failed) = await service.GetAsync($"/dead-letters/jobs/{job["id"]}/results?result={DeadLetterResults.FailedAgain}&limit=1");
        Say(output, $"what fails again says so: {failed.AsArray().FirstOrDefault()?["detail"]}");
        var expected = (letters + 19) / 20;
        return (long?)job["results"]![DeadLetterResults.FailedAgain] == expected && (long?)job["results"]![Outcome.Rejected] == letters - expected;
    }

    private static void Say(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
