namespace Ingestion.Contracts;

/// <summary>
/// Fetch one URL. Queue <c>fetch-article</c>; any AMQP client may publish it as <c>{"url": "https://…"}</c>.
/// The message's correlation id, when set, is the ledger entry; without one the fetcher opens an entry.
/// </summary>
public sealed record FetchArticle
{
    /// <summary>http or https, absolute.</summary>
    public required string Url { get; init; }

    /// <summary>URL of the feed or sitemap that named it.</summary>
    public string? Feed { get; init; }

    /// <summary>When it was accepted, UTC; null means now.</summary>
    public DateTimeOffset? DiscoveredAt { get; init; }

    /// <summary>Tries already made, for work that comes back from the schedule.</summary>
    public int Attempts { get; init; }

    /// <summary>The host's slot that was reserved for this try, UTC; null when none is.</summary>
    public DateTimeOffset? SlotAt { get; init; }
}

/// <summary>Read one feed or sitemap now and fetch what it names. Queue <c>poll-feed</c>.</summary>
public sealed record PollFeed
{
    /// <summary>URL of an RSS or Atom feed, a sitemap or a sitemap index.</summary>
    public required string Url { get; init; }

    /// <summary>URL of the sitemap index that named it; what it names as sitemaps itself is then left alone.</summary>
    public string? Index { get; init; }
}
