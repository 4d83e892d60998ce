using System.Diagnostics;
using System.Text.Json.Nodes;
using Ingestion.Chaos.Tests.Checks;
using Ingestion.Chaos.Tests.Deployment;
using Ingestion.Chaos.Tests.Faults;
using Ingestion.Chaos.Tests.Inputs;
using Ingestion.TestSupport;

namespace Ingestion.Chaos.Tests;

/// <summary>
/// One run: (1) start everything and subscribe, (2) inputs and faults until the time is over, (3) all faults made good, wait until all is at rest,
/// (4) gather the evidence and judge.
/// </summary>
internal sealed class Rig(RigOptions options, Journal journal)
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(0.5);

    // All leases, heartbeats and pauses of retries are over sooner: what has not moved for so long does not move any more.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Submissions submissions = new();
    private readonly List<(Input Input, string Url)> inputs = [];

    public async Task<RigReport> RunAsync(CancellationToken stop)
    {
        // (1)
        var length = TimeSpan.FromSeconds(options.Seconds);
        await using var pipeline = await Pipeline.PrepareAsync(options);
        journal.Say($"seed {options.Seed}, {options.Seconds} s, {options.Rate} inputs/s, {pipeline.Store.Description}; {pipeline.Folder}");
        var possible = pipeline.Possible();
        possible.IntersectWith(options.Only ?? possible);
        var schedule = options.Schedule ?? FaultSchedule.Of(options.Seed, length, Pipeline.Names, possible);
        await using var subscriber = new Subscriber(pipeline.Broker.Uri);
        await subscriber.StartAsync();
        await pipeline.StartAsync();

        // (2)
        using var nemesis = new Nemesis(pipeline, journal);
        using var desk = new DeskProducer(pipeline.Desk, submissions);
        await using var messages = new MessageProducer(pipeline.Broker.Uri, submissions);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var clock = Stopwatch.StartNew();
        var faults = nemesis.RunAsync(schedule, stop);
        var producing = await ProduceAsync(pipeline, subscriber, desk, messages, () => clock.Elapsed < length || !faults.IsCompleted, giveUp.Token);
        await faults;
        await pipeline.MendAsync();
        journal.Say($"{nemesis.CarriedOut} faults are over, {inputs.Count} inputs are made");

        // (3)
        var settling = Stopwatch.StartNew();
        await SettleAsync(pipeline, subscriber, desk, producing, stop);
        await giveUp.CancelAsync();
        await Task.WhenAny(Task.WhenAll(producing)); // those that were given up are found by their numbers
        journal.Say($"at rest after {settling.Elapsed.TotalSeconds:0} s");

        // (4)
        // A Desk that was killed in a pass has its lease for half a minute.
        JsonNode? books = null;
        await Shell.UntilAsync("the books are compared", async () => (books = await desk.AskAsync(HttpMethod.Post, "/reconcile", null, stop))?["accepted"] is not null);
        foreach (var service in pipeline.Services)
        {
            await service.StopAsync();
        }

        var evidence = new Evidence
        {
            Inputs = inputs,
            Submissions = submissions,
            Store = await pipeline.Store.ReadAsync(),
            Queues = await pipeline.Broker.QueuesAsync(),
            Heard = [.. subscriber.Events.Keys],
            Books = (books!["accepted"]!.GetValue<long>(), books["unexplained"]!.GetValue<long>()),
        };
        return new RigReport
        {
            Options = options,
            Store = pipeline.Store.Description,
            Faults = nemesis.CarriedOut,
            Scheduled = schedule,
            Inputs = inputs.Count,
            Articles = evidence.Store.Articles.Count,
            Events = subscriber.Events.Count,
            Repeats = subscriber.Events.Values.Sum(count => count - 1),
            Doubts = inputs.Sum(one => submissions.Of(one.Input.Number).Unknown),
            SettledAfter = settling.Elapsed,
            Books = books.ToJsonString(),
            Findings =
            [
                .. Checker.Judge(evidence),
                .. pipeline.Services.Where(service => service.EndedByThemselves.Count > 0)
                    .Select(service => new Finding(Wrong.Unexplained, $"{service.Name} ended by itself: exit code {string.Join(", ", service.EndedByThemselves)}")),
            ],
        };
    }

    /// <returns>What the producers still do.</returns>
    private async Task<List<Task>> ProduceAsync(Pipeline pipeline, Subscriber subscriber, DeskProducer desk, MessageProducer messages, Func<bool> goesOn, CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        var work = new List<Task>();
        using var ticks = new PeriodicTimer(Tick);
        while (goesOn() && await ticks.WaitForNextTickAsync(stop))
        {
            var batch = new List<(Input Input, string Url)>();
            while (inputs.Count < options.Rate * clock.Elapsed.TotalSeconds)
            {
                var input = Input.Of(options.Seed, inputs.Count + 1);
                var url = pipeline.Origin.Url(input);
                inputs.Add((input, url));
                if (input.ByMessage)
                {
                    work.Add(messages.SubmitAsync(input, url, stop));
                }
                else
                {
                    batch.AddRange(Enumerable.Repeat((input, url), input.Kind == InputKind.Twice ? 2 : 1));
                }

                if (input.Kind == InputKind.Revised)
                {
                    work.Add(ReviseAsync(pipeline, subscriber, desk, input, url, stop));
                }
            }

            if (batch.Count > 0)
            {
                work.Add(desk.SubmitAsync(batch, stop));
            }
        }

        return work;
    }

    private static async Task ReviseAsync(Pipeline pipeline, Subscriber subscriber, DeskProducer desk, Input input, string url, CancellationToken stop)
    {
        await subscriber.IndexedAsync(url).WaitAsync(stop);
        await desk.ClosedAsync(url, stop);
        pipeline.Origin.Change(input);
        await desk.SubmitAsync([(input, url)], stop);
    }

    /// <summary>What is not known is not empty.</summary>
    private static async Task<IReadOnlyDictionary<string, long>> QueuesAsync(Pipeline pipeline)
    {
        try
        {
            return await pipeline.Broker.QueuesAsync();
        }
        catch (InvalidOperationException)
        {
            return new Dictionary<string, long> { ["the broker does not answer"] = -1 };
        }
    }

    /// <summary>Ends when nothing is on its way, or when nothing has changed for so long that nothing will.</summary>
    private async Task SettleAsync(Pipeline pipeline, Subscriber subscriber, DeskProducer desk, List<Task> producing, CancellationToken stop)
    {
        var (last, since, said) = ("", Stopwatch.StartNew(), Stopwatch.StartNew());
        using var ticks = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (since.Elapsed < Patience && await ticks.WaitForNextTickAsync(stop))
        {
            var queues = (await QueuesAsync(pipeline)).Where(queue => queue.Value != 0).ToDictionary();
            var books = await desk.AskAsync(HttpMethod.Get, "/ledger", null, stop);
            var working = producing.Count(task => !task.IsCompleted);
            var open = books is null ? -1 : books["waiting"]!.GetValue<long>() + books["inFlight"]!.GetValue<long>();
            if (queues.Count == 0 && open == 0 && working == 0)
            {
                return;
            }

            var now = $"{working} submissions under way, {open} entries open, in queues {string.Join(", ", queues.Select(queue => $"{queue.Key} {queue.Value}"))}, {subscriber.Events.Count} events";
            if (now != last)
            {
                (last, since) = (now, Stopwatch.StartNew());
            }

            if (said.Elapsed > TimeSpan.FromSeconds(10))
            {
                journal.Say(now);
                said.Restart();
            }
        }
    }
}
