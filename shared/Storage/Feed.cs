namespace Ingestion.Storage;

/// <summary>A feed or sitemap, and how it does.</summary>
public sealed record Feed
{
    /// <summary>Its canonical URL.</summary>
    public required string Url { get; init; }

    /// <summary>Whether it is polled again and again; one that is not was read because somebody asked once, or because an index names it.</summary>
    public required bool Subscribed { get; init; }

    /// <summary>When it was added, UTC.</summary>
    public required DateTimeOffset AddedAt { get; init; }

    /// <summary>Name: the source list's, else its own; null when neither says.</summary>
    public string? Title { get; init; }

    /// <summary>Where the source list has it, such as <c>Europe/Politics</c>; null when nowhere.</summary>
    public string? Category { get; init; }

    /// <summary>URL of the sitemap index that names it; null when none does.</summary>
    public string? Index { get; init; }

    /// <summary>Where redirects led when it was last read; null when nowhere else.</summary>
    public string? Location { get; init; }

    /// <summary>When it is to be polled next, UTC; null when it is not to be: a poll that the schedule still holds is then taken off.</summary>
    public DateTimeOffset? NextPollAt { get; init; }

    /// <summary>Pause between two polls, as learned.</summary>
    public TimeSpan Interval { get; init; }

    /// <summary><c>ETag</c> of what was read last.</summary>
    public string? ETag { get; init; }

    /// <summary><c>Last-Modified</c> of what was read last, as the origin wrote it.</summary>
    public string? LastModified { get; init; }

    /// <summary>Polls so far.</summary>
    public int Polls { get; init; }

    /// <summary>When it was last polled, UTC.</summary>
    public DateTimeOffset? PolledAt { get; init; }

    /// <summary>When a poll last succeeded (304 counts), UTC.</summary>
    public DateTimeOffset? SucceededAt { get; init; }

    /// <summary>Polls that failed since then.</summary>
    public int Failures { get; init; }

    /// <summary>Why the last poll failed, in one sentence; null when it did not.</summary>
    public string? LastError { get; init; }

    /// <summary>When a poll last brought something new, UTC.</summary>
    public DateTimeOffset? NewEntriesAt { get; init; }

    /// <summary>Smoothed time between two polls that brought something new; null until there were two.</summary>
    public TimeSpan? UsualGap { get; init; }

    /// <summary>Entries that it held when it was last read.</summary>
    public int EntryCount { get; init; }

    /// <summary>Entries of those without a URL that could be taken in.</summary>
    public int UnusableCount { get; init; }

    /// <summary>Its yield: URLs taken in from it, all in all.</summary>
    public long AcceptedCount { get; init; }

    /// <summary>URLs noted and not taken in, all in all: a sitemap's archive, older than the subscription cares for.</summary>
    public long PassedOverCount { get; init; }

    /// <summary>The day, UTC, that <see cref="TakenToday"/> counts; null when nothing was taken in yet.</summary>
    public DateOnly? TakenOn { get; init; }

    /// <summary>URLs taken in on that day from it, and from the sitemaps that it names as an index.</summary>
    public int TakenToday { get; init; }

    /// <summary>When a poll that nobody had planned, such as a hub's push causes, last brought something new, UTC.</summary>
    public DateTimeOffset? PushedAt { get; init; }

    /// <summary>The WebSub hub that it names; null when none.</summary>
    public string? Hub { get; init; }

    /// <summary>What the hub knows it by (<c>hub.topic</c>); null when it names no hub.</summary>
    public string? HubTopic { get; init; }

    /// <summary>When the hub was last asked for a subscription, UTC; null when never.</summary>
    public DateTimeOffset? HubAskedAt { get; init; }

    /// <summary>Secret that the hub signs with; null when no subscription was asked for.</summary>
    public string? HubSecret { get; init; }

    /// <summary>When the hub's subscription ends, UTC; null when the hub has not confirmed one.</summary>
    public DateTimeOffset? HubUntil { get; init; }
}
