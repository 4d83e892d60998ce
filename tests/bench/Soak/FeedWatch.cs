using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Ingestion.Bench.Pipeline;

namespace Ingestion.Bench.Soak;

/// <summary>Asks the Desk every second or so how feeds do, as an editor's page would, and remembers the worst that it said of each.</summary>
internal sealed class FeedWatch(DeskClient desk)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Most failures in a row that the Desk told of, by feed.</summary>
    public ConcurrentDictionary<string, int> Failures { get; } = new(StringComparer.Ordinal);

    public async Task WatchAsync(CancellationToken stop)
    {
        try
        {
            using var ticks = new PeriodicTimer(Interval);
            do
            {
                foreach (var (url, feed) in await NowAsync(stop))
                {
                    Failures.AddOrUpdate(url, (int)feed["failures"]!, (_, before) => Math.Max(before, (int)feed["failures"]!));
                }
            }
            while (await ticks.WaitForNextTickAsync(stop));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }

    public async Task<Dictionary<string, JsonNode>> NowAsync(CancellationToken cancellationToken)
    {
        Dictionary<string, JsonNode> feeds = new(StringComparer.Ordinal);
        for (var next = ""; next is not null;)
        {
            var page = await desk.GetAsync("/feeds?limit=1000" + (next.Length > 0 ? "&after=" + Uri.EscapeDataString(next) : ""), cancellationToken);
            foreach (var feed in page["feeds"]!.AsArray())
            {
                feeds[(string)feed!["url"]!] = feed;
            }

            next = (string?)page["next"];
        }

        return feeds;
    }
}
