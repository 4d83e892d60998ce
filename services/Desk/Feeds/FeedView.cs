using Ingestion.Storage;

namespace Ingestion.Desk.Feeds;

/// <summary>A feed and its health, as the API shows it; fields as in <see cref="Feed"/>. The hub's secret is not among them.</summary>
internal sealed record FeedView
{
    public required string Url { get; init; }

    public required bool Subscribed { get; init; }

    public required DateTimeOffset AddedAt { get; init; }

    public string? Title { get; init; }

    public string? Category { get; init; }

    public string? Index { get; init; }

    public DateTimeOffset? NextPollAt { get; init; }

    public required double IntervalSeconds { get; init; }

    public required int Polls { get; init; }

    public DateTimeOffset? PolledAt { get; init; }

    public DateTimeOffset? SucceededAt { get; init; }

    /// <summary>Polls that failed since then.</summary>
    public required int Failures { get; init; }

    public string? LastError { get; init; }

    public DateTimeOffset? NewEntriesAt { get; init; }

    public double? UsualGapSeconds { get; init; }

    /// <summary>Nothing new for far longer than usual: it may have moved, or broken in a way that still answers.</summary>
    public required bool Silent { get; init; }

    public required int Entries { get; init; }

    public required int Unusable { get; init; }

    /// <summary>URLs taken in from it, all in all.</summary>
    public required long Accepted { get; init; }

    public string? Hub { get; init; }

    public DateTimeOffset? HubUntil { get; init; }

    public static FeedView Of(Feed feed, DateTimeOffset now) => new()
    {
        Url = feed.Url,
        Subscribed = feed.Subscribed,
        AddedAt = feed.AddedAt,
        Title = feed.Title,
        Category = feed.Category,
        Index = feed.Index,
        NextPollAt = feed.NextPollAt,
        IntervalSeconds = feed.Interval.TotalSeconds,
        Polls = feed.Polls,
        PolledAt = feed.PolledAt,
        SucceededAt = feed.SucceededAt,
        Failures = feed.Failures,
        LastError = feed.LastError,
        NewEntriesAt = feed.NewEntriesAt,
        UsualGapSeconds = feed.UsualGap?.TotalSeconds,
        Silent = Silence.Is(feed.NewEntriesAt, feed.UsualGap, now),
        Entries = feed.EntryCount,
        Unusable = feed.UnusableCount,
        Accepted = feed.AcceptedCount,
        Hub = feed.Hub,
        HubUntil = feed.HubUntil,
    };
}

/// <summary>A page of feeds; <paramref name="Next"/> is the <c>after</c> of the next page, null at the end.</summary>
internal sealed record FeedPage(IReadOnlyList<FeedView> Feeds, string? Next);
