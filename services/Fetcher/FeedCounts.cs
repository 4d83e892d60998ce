using System.Diagnostics.Metrics;
using Ingestion.Fetcher.Fetching;
using Ingestion.Hosting;

namespace Ingestion.Fetcher;

/// <summary>What polls came to, for all feeds together; how one feed does is in its record.</summary>
internal static class FeedCounts
{
    private static readonly Meter Meter = new(Telemetry.SourceName);
    private static readonly Counter<long> Polls = Meter.CreateCounter<long>("ingestion.feed.polls", "{poll}", "Polls of feeds and sitemaps, by what came of them.");
    private static readonly Counter<long> Entries = Meter.CreateCounter<long>("ingestion.feed.entries", "{entry}", "Entries of feeds, by what came of them: seen-before ones are not counted.");

    /// <summary>Counts a poll.</summary>
    public static void Count(FetchResult result, Brought brought)
    {
        var word = result switch
        {
            FetchResult.Fetched => "read",
            FetchResult.NotModified => "not-modified",
            FetchResult.Busy => "waits",
            FetchResult.NotNow notNow => notNow.Reason,
            FetchResult.Refused refused => refused.Reason,
            _ => "other",
        };
        Polls.Add(1, new KeyValuePair<string, object?>("result", word));
        Add("new", brought.Fresh);
        Add("changed", brought.Accepted - brought.Fresh);
        Add("too-old", brought.PassedOver);
        Add("no-url", brought.Unusable);
        Add("over-budget", brought.Postponed);
    }

    private static void Add(string result, int count)
    {
        if (count > 0)
        {
            Entries.Add(count, new KeyValuePair<string, object?>("result", result));
        }
    }
}
