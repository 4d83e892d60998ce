using Ingestion.Storage;

namespace Ingestion.Fetcher.Fetching;

/// <summary>What a request showed of its host.</summary>
internal enum Load
{
    /// <summary>It answered, whatever it said of the page.</summary>
    Well,

    /// <summary>It broke: 5xx, no connection, too slow.</summary>
    Failing,

    /// <summary>It asked us to slow down: 429 or 503.</summary>
    Overloaded,
}

/// <summary>One request, as its host's pace is to see it.</summary>
/// <param name="Load">How the host did.</param>
/// <param name="Took">From its start to its end.</param>
/// <param name="After">How long the host asks us to wait (<c>Retry-After</c>); null when it does not say.</param>
/// <param name="CrawlDelay">Pause that its robots.txt asks for; null when it asks for none.</param>
internal readonly record struct Observed(Load Load, TimeSpan Took, TimeSpan? After = null, TimeSpan? CrawlDelay = null);

/// <summary>How long a host is left alone after a request, from how it answered this one and those before.</summary>
internal static class Pacing
{
    // Weight of the newest request in the smoothed latency: about the last five count.
    private const double Newest = 0.3;

    // A host that is well again gets its pace back in a few answers, not at once: what slowed it down is mostly ourselves.
    private const double Recovery = 0.7;
    private static readonly TimeSpan Negligible = TimeSpan.FromSeconds(0.5);

    // A failure may be one bad page; the back-off grows from here while they go on.
    private static readonly TimeSpan FirstAfterFailure = TimeSpan.FromSeconds(2);

    // Dead links are no reason to leave the rest of a host for long.
    private static readonly TimeSpan MostAfterFailure = TimeSpan.FromMinutes(1);

    /// <returns>
    /// What is known of the host now, and the pause: the longest of our promise to publishers (<see cref="FetcherOptions.HostGap"/>), what
    /// robots.txt asks for, a multiple of what a request takes, the learned back-off and <c>Retry-After</c>.
    /// </returns>
    public static (HostPace Pace, TimeSpan Pause) After(HostPace before, Observed seen, FetcherOptions options)
    {
        // How long a failure took says nothing of how fast the host answers.
        var latency = seen.Load != Load.Well ? before.Latency
            : before.Latency == TimeSpan.Zero ? seen.Took
            : (before.Latency * (1 - Newest)) + (seen.Took * Newest);
        var backOff = seen.Load switch
        {
            Load.Well => before.BackOff * Recovery < Negligible ? TimeSpan.Zero : before.BackOff * Recovery,
            Load.Failing => Longer(before.BackOff, Shorter(Longer(before.BackOff * 2, Shorter(FirstAfterFailure, options.FirstBackOff)), MostAfterFailure)),
            _ => Longer(before.BackOff * 2, options.FirstBackOff),
        };
        var pace = new HostPace(latency, Shorter(backOff, options.MaxBackOff));
        var pause = Longer(options.HostGap, Shorter(latency * options.LatencyFactor, options.MaxLatencyPause));
        pause = Longer(pause, Shorter(seen.CrawlDelay ?? TimeSpan.Zero, options.MaxCrawlDelay));
        return (pace, Longer(Longer(pause, pace.BackOff), seen.After ?? TimeSpan.Zero));
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
