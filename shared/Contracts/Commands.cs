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

    /// <summary>Our place in the line of the host that is to be asked, UTC; null when we have none.</summary>
    public DateTimeOffset? SlotAt { get; init; }

    /// <summary>Where redirects have led so far: what is to be asked instead of <see cref="Url"/>. Null when none has.</summary>
    public string? Location { get; init; }

    /// <summary>The URLs that redirected there, <see cref="Url"/> first; null when none has.</summary>
    public IReadOnlyList<string>? Via { get; init; }

    /// <summary>What we have of the page, when this is another look at one; null when it is not.</summary>
    public Recheck? Recheck { get; init; }
}

/// <summary>Another look at a page that became an article.</summary>
public sealed record Recheck
{
    /// <summary>1 for the first look after the fetch that found the article.</summary>
    public required int Number { get; init; }

    /// <summary>The article.</summary>
    public required string ArticleId { get; init; }

    /// <summary>Its revision when this look was planned.</summary>
    public required int Revision { get; init; }

    /// <summary>Key of the bytes that came last.</summary>
    public required string ArchiveKey { get; init; }

    /// <summary><c>ETag</c> of those bytes, as the origin wrote it; null when it gave none.</summary>
    public string? ETag { get; init; }

    /// <summary><c>Last-Modified</c> of those bytes, as the origin wrote it; null when it gave none.</summary>
    public string? LastModified { get; init; }
}

/// <summary>Read one feed or sitemap now and fetch what it names. Queue <c>poll-feed</c>.</summary>
public sealed record PollFeed
{
    /// <summary>URL of an RSS or Atom feed, a sitemap or a sitemap index.</summary>
    public required string Url { get; init; }

    /// <summary>URL of the sitemap index that named it; what it names as sitemaps itself is then left alone.</summary>
    public string? Index { get; init; }

    /// <summary>Our place in the line of the host that is to be asked, UTC; null when we have none.</summary>
    public DateTimeOffset? SlotAt { get; init; }

    /// <summary>Where redirects have led so far: what is to be asked instead of <see cref="Url"/>. Null when none has.</summary>
    public string? Location { get; init; }

    /// <summary>The URLs that redirected there, <see cref="Url"/> first; null when none has.</summary>
    public IReadOnlyList<string>? Via { get; init; }
}

/// <summary>
/// Take an article down: its text and its bytes are deleted, and a tombstone stands in its place for good. Queue <c>withdraw-article</c>; any AMQP client may
/// publish it as <c>{"articleId": "a1_…", "reason": "…", "requestedBy": "…"}</c>. Ordered again, it changes nothing.
/// </summary>
public sealed record WithdrawArticle
{
    /// <summary>The article; one that was never filed is an error.</summary>
    public required string ArticleId { get; init; }

    /// <summary>Why, in a sentence: it stands in the tombstone.</summary>
    public required string Reason { get; init; }

    /// <summary>Who asks for it: a person or an office, as it shall stand in the tombstone.</summary>
    public required string RequestedBy { get; init; }
}

/// <summary>The embargo of a version may be over: announce it if it is. Queue <c>release-article</c>; the schedule publishes it.</summary>
public sealed record ReleaseArticle
{
    /// <summary>The article.</summary>
    public required string ArticleId { get; init; }

    /// <summary>The version, as <see cref="ArticleIndexed.Version"/>.</summary>
    public required string Version { get; init; }
}
