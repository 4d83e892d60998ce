namespace Ingestion.Bench.Soak;

/// <summary>How long everything lasts, so that a run of any length shows many polls and re-checks and can come to rest.</summary>
/// <param name="Length">The whole run, up to the moment at which it should have come to rest.</param>
internal sealed record SoakPlan(TimeSpan Length)
{
    /// <summary>Pause between two requests to a site.</summary>
    public static readonly TimeSpan Gap = TimeSpan.FromSeconds(0.2);

    /// <summary>Nothing is expected to take longer after the end.</summary>
    public TimeSpan Patience => TimeSpan.FromMinutes(3) + (Length / 3);

    public static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(4);

    /// <summary>First look again at a story.</summary>
    public static readonly TimeSpan RecheckFirst = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan ResubmitAfter = TimeSpan.FromSeconds(20);

    /// <summary>Age at which a story that does not change is left alone.</summary>
    public TimeSpan RecheckUntil => TimeSpan.FromSeconds(Math.Clamp(Length.TotalSeconds / 4, 45, 300));

    /// <summary>Age up to which stories change. The last look at one comes after more than 1/2.1 of <see cref="RecheckUntil"/>: it sees the last change.</summary>
    public TimeSpan ReviseUntil => RecheckUntil / 2.5;

    /// <summary>When sites publish, revise and misbehave no more.</summary>
    public TimeSpan CalmAt => Length - (RecheckUntil * 1.2) - TimeSpan.FromSeconds(20);

    /// <summary>Shortest time that a site misbehaves, in seconds; the longest is twice that.</summary>
    public int ShortestSpell => (int)Math.Clamp(Length.TotalSeconds / 20, 9, 20);

    /// <summary>Options of the fetcher.</summary>
    public Dictionary<string, string> Options => new()
    {
        ["Fetcher__HostGap"] = Gap.ToString(),
        ["Fetcher__LatencyFactor"] = "0",
        ["Fetcher__FirstBackOff"] = "00:00:01",
        ["Fetcher__MaxBackOff"] = "00:00:05",
        ["Fetcher__RecheckFirst"] = RecheckFirst.ToString(),
        ["Fetcher__RecheckUntil"] = RecheckUntil.ToString(),
        ["Fetcher__MinPollInterval"] = "00:00:05",
        ["Fetcher__MaxPollInterval"] = "00:00:08",
        ["Fetcher__ResubmitAfter"] = ResubmitAfter.ToString(),
        ["Fetcher__MaxAttempts"] = "8",
        ["Fetcher__RetryPause"] = "00:00:02",
        ["Fetcher__HeadersTimeout"] = HeadersTimeout.ToString(),
        ["Fetcher__RequestTimeout"] = "00:00:10",
        ["Fetcher__RobotsLifetime"] = "00:03:00",
    };

    /// <summary>Most requests for a story that are explained, whatever its feeds say: by feeds, by looks again, by refusals.</summary>
    public double MostRequests(Story story, int feeds, TimeSpan age)
    {
        var looks = Math.Ceiling(Math.Log2(RecheckUntil / RecheckFirst)) + 2;
        return (feeds * (1 + Math.Floor(age / ResubmitAfter) + (looks * Math.Max(1, story.Served.Count)))) + story.Refused;
    }
}
