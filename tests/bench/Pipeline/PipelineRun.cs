using System.Diagnostics;
using Ingestion.Contracts;
using Ingestion.Storage;

namespace Ingestion.Bench.Pipeline;

/// <summary>
/// (1) start everything, (2) warm up, (3) throughput: all articles at once, until the books say that they are closed,
/// (4) latency: one article after another at a steady rate, (5) the books.
/// </summary>
internal sealed class PipelineRun(Deployment deployment, TextWriter progress)
{
    private const int WarmUp = 300;
    private const int LatencyArticles = 300;
    private const int Batch = 500; // half of what the Desk takes at once

    // Only for what never ends: nothing is judged by it.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public async Task<PipelineReport> MeasureAsync(int articles, bool rabbitmq, bool mongo, double rate, CancellationToken cancellationToken)
    {
        // (1)
        var loadBefore = ProcessUsage.Load();
        await progress.WriteLineAsync("starting");
        await deployment.StartOriginAsync();
        await deployment.StartAsync(rabbitmq, mongo, $"bench_{Guid.NewGuid():N}");
        using var desk = new DeskClient(deployment.DeskUrl);
        await desk.ReadyAsync(cancellationToken);

        // (2)
        var next = Math.Min(WarmUp, articles);
        await SubmitAsync(desk, Enumerable.Range(0, next), cancellationToken);
        await WaitUntilClosedAsync(desk, next, cancellationToken);

        // (3)
        var before = Usage();
        var clock = Stopwatch.StartNew();
        await SubmitAsync(desk, Enumerable.Range(next, articles), cancellationToken);
        next += articles;
        await WaitUntilClosedAsync(desk, next, cancellationToken);
        var elapsed = clock.Elapsed;
        var costs = Usage().Zip(before, (after, start) => new ProcessCost(
            after.Process.Part, after.Process.Name, (after.Usage.CpuMilliseconds - start.Usage.CpuMilliseconds) / articles, after.Usage.PeakMegabytes)).ToList();
        var loadAfter = ProcessUsage.Load();

        // (4)
        var latencies = await LatenciesAsync(desk, [.. Enumerable.Range(next, LatencyArticles)], rate, cancellationToken);
        next += LatencyArticles;

        // (5)
        await WaitUntilClosedAsync(desk, next, cancellationToken);
        var balance = await desk.ReconciledAsync(cancellationToken);
        return new PipelineReport
        {
            Transport = rabbitmq ? "rabbitmq" : "memory",
            Store = deployment.Store,
            Processors = Environment.ProcessorCount,
            Articles = articles,
            Seconds = elapsed.TotalSeconds,
            Load = [loadBefore, loadAfter],
            Costs = costs,
            Rate = rate,
            Latencies = latencies,
            Books = LedgerLine.Of(balance),
            Complete = balance.Accepted == next && balance.Terminal.GetValueOrDefault(Outcome.Indexed) == next && balance.Unexplained == 0,
            Unexpected = await desk.UnexpectedAsync(cancellationToken),
        };
    }

    private async Task SubmitAsync(DeskClient desk, IEnumerable<int> numbers, CancellationToken cancellationToken)
    {
        foreach (var batch in numbers.Select(deployment.PageUrl).Chunk(Batch))
        {
            await desk.SubmitAsync(batch, cancellationToken);
        }
    }

    /// <exception cref="InvalidOperationException">Nothing has moved for so long that nothing will.</exception>
    private async Task<LedgerBalance> WaitUntilClosedAsync(DeskClient desk, long accepted, CancellationToken cancellationToken)
    {
        var (closed, moved, said) = (-1L, Stopwatch.StartNew(), Stopwatch.StartNew());
        using var ticks = new PeriodicTimer(TimeSpan.FromSeconds(0.25));
        while (true)
        {
            var balance = await desk.BalanceAsync(cancellationToken);
            var now = balance.Terminal.Values.Sum();
            if (now >= accepted)
            {
                return balance;
            }

            if (now != closed)
            {
                (closed, moved) = (now, Stopwatch.StartNew());
            }

            if (moved.Elapsed > Patience)
            {
                throw new InvalidOperationException($"Nothing was closed for {Patience.TotalMinutes:0} minutes: {LedgerLine.Of(balance)}");
            }

            if (said.Elapsed > TimeSpan.FromSeconds(10))
            {
                await progress.WriteLineAsync($"{closed} of {accepted} closed");
                said.Restart();
            }

            await ticks.WaitForNextTickAsync(cancellationToken);
        }
    }

    private async Task<IReadOnlyList<LatencyFigures>> LatenciesAsync(DeskClient desk, int[] numbers, double rate, CancellationToken cancellationToken)
    {
        await using var subscriber = deployment.Broker is { } broker ? await EnrichedSubscriber.StartAsync(broker, cancellationToken) : null;
        Dictionary<string, long> sent = new(StringComparer.Ordinal);
        List<Task> submissions = [];
        using var beat = new PeriodicTimer(TimeSpan.FromSeconds(1 / rate));
        foreach (var url in numbers.Select(deployment.PageUrl))
        {
            await beat.WaitForNextTickAsync(cancellationToken);
            sent[url] = Stopwatch.GetTimestamp();
            submissions.Add(desk.SubmitAsync([url], cancellationToken));
        }

        await Task.WhenAll(submissions);
        await WaitUntilClosedAsync(desk, numbers[^1] + 1, cancellationToken);
        List<LatencyFigures> figures = [];
        if (subscriber is not null)
        {
            var heard = sent.Where(one => subscriber.Heard.ContainsKey(one.Key)).Select(one => Stopwatch.GetElapsedTime(one.Value, subscriber.Heard[one.Key]));
            figures.Add(LatencyFigures.Of("request sent to the Desk", "ArticleEnriched heard", heard));
        }

        List<TimeSpan> filed = [];
        foreach (var url in sent.Keys)
        {
            if (await desk.TimeToFileAsync(url, cancellationToken) is { } time)
            {
                filed.Add(time);
            }
        }

        figures.Add(LatencyFigures.Of("accepted by the Desk", "filed (discoveredAt, indexedAt)", filed));
        return figures;
    }

    private List<(Counted Process, ProcessUsage Usage)> Usage() => [.. deployment.Processes.Select(process => (process, ProcessUsage.Of(process.Id)))];
}
