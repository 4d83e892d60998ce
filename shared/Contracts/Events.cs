namespace Ingestion.Contracts;

/// <summary>The bytes of a document are in the raw archive.</summary>
public sealed record DocumentFetched
{
    /// <summary>As asked for; <c>urn:sha256:…</c> for a file handed in without a URL.</summary>
    public required string RequestedUrl { get; init; }

    /// <summary>After redirects.</summary>
    public required string FinalUrl { get; init; }

    /// <summary><c>sha256:</c> and 64 hexadecimal digits: where the raw archive holds the bytes.</summary>
    public required string ArchiveKey { get; init; }

    /// <summary>Bytes in the archive, content encoding undone.</summary>
    public required long ByteCount { get; init; }

    /// <summary>Media type without parameters, lower case; null when the origin did not say.</summary>
    public string? ContentType { get; init; }

    /// <summary>Character encoding that the transport claims; null when it did not say.</summary>
    public string? Charset { get; init; }

    /// <summary>When the bytes came, UTC.</summary>
    public required DateTimeOffset FetchedAt { get; init; }

    /// <summary>How we came to know of the document.</summary>
    public required Source Source { get; init; }

    /// <summary>Directives of <c>X-Robots-Tag</c>, lower case. Empty when none.</summary>
    public IReadOnlyList<string> Robots { get; init; } = [];

    /// <summary>What the header <c>tdm-reservation</c> says (W3C TDMRep): text and data mining is reserved, or is not; null when it is silent.</summary>
    public bool? TdmReservation { get; init; }

    /// <summary>Where the header <c>tdm-policy</c> says that terms for mining stand; null when it is silent.</summary>
    public string? TdmPolicy { get; init; }

    /// <summary>True when the body broke off on every try and this is more than half of it; null when it is whole.</summary>
    public bool? Partial { get; init; }

    /// <summary>When it was published, where whoever handed it in says so.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Who supplied it, and its id and version there, where whoever handed it in says so; what the document itself says goes first. Null when not said.</summary>
    public Provider? Provider { get; init; }

    /// <summary>Version of the fetcher; null for a file that was handed in.</summary>
    public string? Fetcher { get; init; }
}

/// <summary>The bytes of a URL could not be had, and we stopped trying.</summary>
public sealed record FetchAbandoned
{
    /// <summary>As asked for.</summary>
    public required string RequestedUrl { get; init; }

    /// <summary>One of <see cref="AbandonReason"/>.</summary>
    public required string Reason { get; init; }

    /// <summary>One sentence for whoever asks why.</summary>
    public required string Detail { get; init; }

    /// <summary>How often it was tried, 0 when it was not worth a try.</summary>
    public required int Attempts { get; init; }

    /// <summary>When we stopped, UTC.</summary>
    public required DateTimeOffset AbandonedAt { get; init; }
}

/// <summary>A document holds no news item.</summary>
public sealed record DocumentRejected
{
    /// <summary>As asked for.</summary>
    public required string RequestedUrl { get; init; }

    /// <summary>After redirects.</summary>
    public required string FinalUrl { get; init; }

    /// <summary>Where the raw archive holds the bytes.</summary>
    public required string ArchiveKey { get; init; }

    /// <summary>One of <see cref="RejectReason"/>.</summary>
    public required string Reason { get; init; }

    /// <summary>One sentence for whoever asks why.</summary>
    public required string Detail { get; init; }

    /// <summary>Version of the parser that found so; null where there were no bytes to read.</summary>
    public string? Parser { get; init; }
}

/// <summary>
/// An enriched article that must not be announced: killed, withheld, under embargo, withdrawn before, or filed before and read again. From the enricher to the indexer, and for nobody else:
/// whoever may bind queues to this exchange reads what is under embargo.
/// </summary>
public sealed record ArticleHeld
{
    /// <summary>The article, whole.</summary>
    public required ArticleEnriched Article { get; init; }

    /// <summary>True when this version was filed before and was read again, for its annotations alone: then it may be public. Null for every other.</summary>
    public bool? IsFiled { get; init; }
}

/// <summary>The first version of an article was filed.</summary>
public sealed record ArticleIndexed
{
    /// <summary>Its identity.</summary>
    public required string ArticleId { get; init; }

    /// <summary>1, unless an older version was filed meanwhile.</summary>
    public required int Revision { get; init; }

    /// <summary>The URL it is filed under.</summary>
    public required string CanonicalUrl { get; init; }

    /// <summary>Its headline.</summary>
    public required string Headline { get; init; }

    /// <summary>BCP 47.</summary>
    public required string LanguageTag { get; init; }

    /// <summary>When it was filed, UTC.</summary>
    public required DateTimeOffset IndexedAt { get; init; }

    /// <summary>Names the version by its content. The message's id is made of article and version, and of nothing that depends on what else was filed.</summary>
    public string? Version { get; init; }
}

/// <summary>A further version of an article was filed. It need not be the newest one: <see cref="LatestRevision"/>.</summary>
public sealed record ArticleRevised
{
    /// <summary>Its identity.</summary>
    public required string ArticleId { get; init; }

    /// <summary>Its place among the versions filed so far, oldest first.</summary>
    public required int Revision { get; init; }

    /// <summary>The URL it is filed under.</summary>
    public required string CanonicalUrl { get; init; }

    /// <summary>Its headline.</summary>
    public required string Headline { get; init; }

    /// <summary>What changed against the version before it; empty when it is older than all that were filed.</summary>
    public required IReadOnlyList<FieldChange> Changes { get; init; }

    /// <summary>When it was filed, UTC.</summary>
    public required DateTimeOffset IndexedAt { get; init; }

    /// <summary>As <see cref="ArticleIndexed.Version"/>.</summary>
    public string? Version { get; init; }

    /// <summary>The newest revision, where that is another one: this version came late and is history. Null when it is the newest.</summary>
    public int? LatestRevision { get; init; }

    /// <summary>One of <see cref="RevisionKind"/>, where the editors' note, slug line or headline says so; else null.</summary>
    public string? Kind { get; init; }
}

/// <summary>An article came again with the content we have, or its page was looked at again and is as it was (304, or the same bytes).</summary>
public sealed record ArticleUnchanged
{
    /// <summary>Its identity.</summary>
    public required string ArticleId { get; init; }

    /// <summary>The revision that has this content.</summary>
    public required int Revision { get; init; }

    /// <summary>It was enriched again, and these fields say something else than before, such as <c>entities</c>; null when none does.</summary>
    public IReadOnlyList<string>? Annotations { get; init; }
}

/// <summary>
/// An article must no longer be distributed: whoever has copies takes them back. Killed or taken down, what we held of it is gone but for a tombstone;
/// withheld, a later version may bring it back.
/// </summary>
public sealed record ArticleWithdrawn
{
    /// <summary>Its identity.</summary>
    public required string ArticleId { get; init; }

    /// <summary>The tombstone's revision, 2147483647; of what is withheld its own.</summary>
    public required int Revision { get; init; }

    /// <summary>One of <see cref="WithdrawReason"/>.</summary>
    public required string Reason { get; init; }

    /// <summary>
    /// The version that is withheld, or that came after the article was withdrawn, as <see cref="ArticleIndexed.Version"/>. Null when it is said of the article
    /// as a whole.
    /// </summary>
    public string? Version { get; init; }
}
