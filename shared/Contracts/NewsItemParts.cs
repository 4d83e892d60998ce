namespace Ingestion.Contracts;

/// <summary>Who supplied an item.</summary>
public sealed record Provider
{
    /// <summary>Name as printed or as the markup gives it; the host when neither does; null for a file without any.</summary>
    public string? Name { get; init; }

    /// <summary>Host the item was got from, lower case; null for wire files handed in without a URL.</summary>
    public string? Host { get; init; }

    /// <summary>The provider's own id of the item, same through its versions.</summary>
    public string? ItemId { get; init; }

    /// <summary>The provider's own number of this version of the item, 1 or more; null when it does not say.</summary>
    public long? Version { get; init; }
}

/// <summary>How an item came to us.</summary>
public sealed record Source
{
    /// <summary>One of <see cref="SourceKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>URL of the feed or sitemap that named the item.</summary>
    public string? Feed { get; init; }

    /// <summary>When it was accepted, UTC.</summary>
    public required DateTimeOffset DiscoveredAt { get; init; }
}

/// <summary>Printed place and date of filing, such as <c>BEIRUT, June 2</c>.</summary>
public sealed record Dateline
{
    /// <summary>As printed, without the dash that parts it from the text.</summary>
    public required string Text { get; init; }

    /// <summary>The place, in ordinary case; null when there is only a date.</summary>
    public string? Place { get; init; }
}

/// <summary>A moment that the publisher gives, with what we read it from.</summary>
public sealed record EditorialDate
{
    /// <summary>The moment with the publisher's own offset (zero when it gave none).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Where it stood, such as <c>json-ld:datePublished</c>.</summary>
    public required string Evidence { get; init; }

    /// <summary>0 to 1.</summary>
    public required double Confidence { get; init; }
}

/// <summary>The text of an item. Offsets into <see cref="Text"/> are UTF-16 code units, here and everywhere.</summary>
public sealed record Body
{
    /// <summary>Blocks parted by one empty line.</summary>
    public required string Text { get; init; }

    /// <summary>The blocks in order; none overlaps another.</summary>
    public required IReadOnlyList<Block> Blocks { get; init; }

    /// <summary>Words; for scripts without spaces, letters.</summary>
    public required int WordCount { get; init; }

    /// <summary>UTF-16 code units in <see cref="Text"/>.</summary>
    public required int CharCount { get; init; }

    /// <summary><c>sha256:</c> and 64 hexadecimal digits over the text with white space folded.</summary>
    public required string Fingerprint { get; init; }
}

/// <summary>One block of a body: [<see cref="Start"/>, <see cref="End"/>).</summary>
public sealed record Block
{
    /// <summary>One of <see cref="BlockKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>First code unit.</summary>
    public required int Start { get; init; }

    /// <summary>One past the last code unit.</summary>
    public required int End { get; init; }
}

/// <summary>A coded concept that the provider attached to an item.</summary>
public sealed record Subject
{
    /// <summary>One of <see cref="SubjectKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Code in the provider's scheme, such as <c>medtop:20000547</c> or a URI; null when it is only named.</summary>
    public string? Code { get; init; }

    /// <summary>Name as given; null when it is only coded.</summary>
    public string? Name { get; init; }
}

/// <summary>A picture that belongs to an item.</summary>
public sealed record Image
{
    /// <summary>Absolute URL.</summary>
    public required string Url { get; init; }

    /// <summary>Caption without the credit.</summary>
    public string? Caption { get; init; }

    /// <summary>Who made or supplied it.</summary>
    public string? Credit { get; init; }
}

/// <summary>Rights in words and flags, as the source gives them.</summary>
public sealed record Rights
{
    /// <summary>schema.org <c>copyrightHolder</c>.</summary>
    public string? CopyrightHolder { get; init; }

    /// <summary>Copyright line as printed or given (ninjs <c>copyrightnotice</c>).</summary>
    public string? CopyrightNotice { get; init; }

    /// <summary>ninjs <c>usageterms</c>.</summary>
    public string? UsageTerms { get; init; }

    /// <summary>schema.org <c>isAccessibleForFree</c>; null when not said.</summary>
    public bool? IsAccessibleForFree { get; init; }

    /// <summary>Robots directives of page and headers, lower case, such as <c>noarchive</c>. Empty when none.</summary>
    public IReadOnlyList<string> Robots { get; init; } = [];

    /// <summary>Whether the publisher reserves text and data mining (W3C TDMRep), by header or page; null when not said.</summary>
    public bool? TdmReservation { get; init; }

    /// <summary>Where the publisher says that terms for mining stand.</summary>
    public string? TdmPolicy { get; init; }
}

/// <summary>Where an item came from and what handled it.</summary>
public sealed record Provenance
{
    /// <summary>Key of the raw bytes in the archive, <c>sha256:</c> and 64 hexadecimal digits.</summary>
    public required string ArchiveKey { get; init; }

    /// <summary>Version of the fetcher; null for a file that was handed in.</summary>
    public string? Fetcher { get; init; }

    /// <summary>Version of the parser.</summary>
    public required string Parser { get; init; }

    /// <summary>Version of the enricher, once it has handled the item.</summary>
    public string? Enricher { get; init; }

    /// <summary>When that was, UTC; null before it, and in articles that were enriched before it was told.</summary>
    public DateTimeOffset? EnrichedAt { get; init; }

    /// <summary>W3C trace id of the article's way through the pipeline, 32 hexadecimal digits; null when it is not traced.</summary>
    public string? TraceId { get; init; }

    /// <summary>What a reader should know about how the fields were read, as words such as <c>date-from-url</c>. Empty when nothing.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
