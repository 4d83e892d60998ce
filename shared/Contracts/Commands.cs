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
/// Take in one document, or a message of several items: the one message that carries bytes, and only as far as the raw archive. Queue <c>submit-document</c>; any AMQP client may publish it as
/// <c>{"provider": "Harbour Wire", "contentType": "application/xml", "text": "…"}</c>. Sent again with the same message id it is the same submission;
/// without one, what says the same is. What cannot be taken in gets a ledger entry too, which says why.
/// </summary>
public sealed record SubmitDocument
{
    /// <summary>The document as text; exactly one of this and <see cref="Base64"/>.</summary>
    public string? Text { get; init; }

    /// <summary>The document's bytes in base64 (RFC 4648, section 4), for what is in an encoding of its own.</summary>
    public string? Base64 { get; init; }

    /// <summary>Media type, such as <c>application/xml</c>, <c>application/json</c> or <c>text/plain</c>; null to look at the bytes.</summary>
    public string? ContentType { get; init; }

    /// <summary>Who supplied it; what the document itself says goes first.</summary>
    public string? Provider { get; init; }

    /// <summary>The provider's id of the item, for copy that does not carry it.</summary>
    public string? Id { get; init; }

    /// <summary>The provider's number of this version, 1 or more, for copy that does not carry it.</summary>
    public long? Version { get; init; }

    /// <summary>Where it was published; null when it is only wire copy.</summary>
    public string? Url { get; init; }

    /// <summary>When it was published; null when not known.</summary>
    public DateTimeOffset? PublishedAt { get; init; }
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
