using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Ingestion.Chaos.Tests.Deployment;
using Ingestion.Chaos.Tests.Inputs;
using Ingestion.TestSupport;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Ingestion.Chaos.Tests;

/// <summary>What cannot be worked off stands in nobody's way.</summary>
public sealed class PoisonTests(ITestOutputHelper output)
{
    private const int Good = 1_000;
    private const int Batch = 20;

    // Half of what the machine does when it is quiet: what is late is late for another reason than the queue before it.
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(0.5);

    private static readonly TimeSpan Late = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Guid, long> fetched = new();
    private readonly ConcurrentDictionary<Guid, long> parsed = new();
    private readonly TaskCompletionSource killerFetched = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task A_poison_message_and_a_page_that_ends_its_parser_delay_none_of_a_thousand_good_ones()
    {
        Assert.SkipUnless(File.Exists("/usr/lib/rabbitmq/bin/rabbitmq-server"), "There is no installed rabbitmq-server.");
        var stop = TestContext.Current.CancellationToken;
        await using var pipeline = await Pipeline.PrepareAsync(new RigOptions { Sources = Repository.Root, Seed = 1 });
        await using var connection = await new ConnectionFactory { Uri = pipeline.Broker.Uri }.CreateConnectionAsync(stop);
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), stop);
        await ListenAsync(channel, "DocumentFetched", fetched);
        await ListenAsync(channel, "ArticleParsed", parsed);
        await pipeline.StartAsync();
        var submissions = new Submissions();
        using var desk = new DeskProducer(pipeline.Desk, submissions);
        var inputs = Enumerable.Range(1, 10 * Good).Select(number => Input.Of(1, number)).Where(input => input.Kind == InputKind.Article).Take(Good).ToList();
        var killer = new Input(0, InputKind.NotNews, ByMessage: false);
        var parser = pipeline.Services.Single(service => service.Name == "Parser-1");
        var crash = CrashAsync(parser);

        using var beat = new PeriodicTimer(Beat);
        foreach (var (number, batch) in inputs.Chunk(Batch).Index())
        {
            await beat.WaitForNextTickAsync(stop);
            await desk.SubmitAsync([.. batch.Select(input => (input, pipeline.Origin.Url(input)))], stop);
            if (number == Good / Batch / 3)
            {
                await desk.SubmitAsync([(killer, pipeline.Origin.KillerUrl)], stop);
                await channel.BasicPublishAsync("", "fetch-article", mandatory: true, Encoding.UTF8.GetBytes("{\"url\": "), stop);
            }
        }

        JsonNode? books = null;
        await Shell.UntilAsync("all are closed", async () => (books = await desk.AskAsync(HttpMethod.Get, "/ledger", null, stop))?["waiting"]!.GetValue<long>() + books?["inFlight"]!.GetValue<long>() == 0, seconds: 180);
        var down = await crash;

        // All good ones are stored, and both bad ones explained.
        Assert.Equal(Good, books!["terminal"]!["indexed"]!.GetValue<long>());
        books = await desk.AskAsync(HttpMethod.Post, "/reconcile", null, stop);
        Assert.Equal(0, books!["unexplained"]!.GetValue<long>());
        var entry = (await desk.AskAsync(HttpMethod.Get, $"/ledger/entries?url={Uri.EscapeDataString(pipeline.Origin.KillerUrl)}", null, stop))![0]!;
        Assert.Equal("rejected", entry["outcome"]!.GetValue<string>());
        Assert.Contains(entry["reason"]!.GetValue<string>(), (string[])["crashed", "too-slow"]); // on a machine that is busy its time is over first
        JsonArray letters = [];
        await Shell.UntilAsync("the poison is a dead letter", async () => (letters = (await desk.AskAsync(HttpMethod.Get, "/dead-letters", null, stop))?["letters"] as JsonArray ?? []).Count > 0);
        var poison = Assert.Single(letters)!;
        Assert.Equal("fetch-article", poison["stage"]!.GetValue<string>());
        Assert.Contains("Json", poison["exceptionType"]!.GetValue<string>(), StringComparison.Ordinal);

        var pages = inputs.SelectMany(input => submissions.Of(input.Number).Accepted).Select(id => new Way(fetched[id], parsed[id])).ToList();
        var (pause, late) = (LongestPause(pages), LatestOfPeers(pages));
        output.WriteLine($"While good ones waited nothing was parsed for {pause.TotalSeconds:0.0} s, of which the parser was away for {down.TotalSeconds:0.0} s; the latest good one came {late.TotalSeconds:0.0} s after those fetched with it.");

        // The first pages after a start take about as long as the start: 5 s, and as long again as the start took where even that took longer.
        Assert.InRange(pause - down, TimeSpan.MinValue, down > Late ? down : Late);
        Assert.InRange(late, TimeSpan.MinValue, Late);
    }

    /// <summary>How long all stood still: how fast the machine is otherwise is its own affair.</summary>
    private static TimeSpan LongestPause(IReadOnlyList<Way> pages)
    {
        var (pause, last) = (TimeSpan.Zero, long.MinValue);
        var byEnd = pages.OrderByDescending(page => page.Parsed).ToList();
        for (; byEnd.Count > 0; byEnd.RemoveAt(byEnd.Count - 1))
        {
            pause = TimeSpan.FromTicks(Math.Max(pause.Ticks, Stopwatch.GetElapsedTime(Math.Max(last, byEnd.Min(page => page.Fetched)), byEnd[^1].Parsed).Ticks));
            last = byEnd[^1].Parsed;
        }

        return pause;
    }

    /// <summary>How long one was left behind by the rest, those that were fetched after it.</summary>
    private static TimeSpan LatestOfPeers(IReadOnlyList<Way> pages)
    {
        var inOrder = pages.OrderBy(page => page.Fetched).ToList();
        return inOrder.SkipLast(Batch).Select((page, i) => Stopwatch.GetElapsedTime(inOrder[(i + 1)..(i + 1 + Batch)].Select(peer => peer.Parsed).Order().ElementAt(Batch / 2), page.Parsed)).Max();
    }

    /// <summary>Does to the parser what a page does that it cannot survive, as soon as it has it.</summary>
    /// <returns>How long there was no parser.</returns>
    private async Task<TimeSpan> CrashAsync(ServiceProcess parser)
    {
        await killerFetched.Task;
        await parser.KillAsync();
        var clock = Stopwatch.StartNew();
        parser.Start();
        await Shell.UntilAsync("the parser is back", parser.IsReadyAsync);
        return clock.Elapsed;
    }

    /// <summary>Moments of one page.</summary>
    private sealed record Way(long Fetched, long Parsed);

    private async Task ListenAsync(IChannel channel, string exchange, ConcurrentDictionary<Guid, long> heard)
    {
        var queue = (await channel.QueueDeclareAsync()).QueueName;
        await channel.QueueBindAsync(queue, exchange, "");
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            heard.TryAdd(Guid.Parse(delivery.BasicProperties.CorrelationId!), Stopwatch.GetTimestamp());
            if (Encoding.UTF8.GetString(delivery.Body.Span).Contains("/killer", StringComparison.Ordinal))
            {
                killerFetched.TrySetResult();
            }

            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue, autoAck: true, consumer);
    }
}
