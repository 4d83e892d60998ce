namespace Ingestion.Contracts;

/// <summary>
/// One piece of news with its metadata, as the page or the wire copy says it: what the parser gives and every later stage carries on.
/// Field names follow ninjs, NewsML-G2 and schema.org; null (left out on the wire) means that the source did not say.
/// </summary>
public abstract record NewsItem
{
    /// <summary>Identity through all revisions, <c>a1_</c> and 26 characters: derived from the canonical URL, or from provider and item id.</summary>
    public required string ArticleId { get; init; }

    /// <summary>One of <see cref="Contracts.PubStatus"/>: may the item be distributed.</summary>
    public string PubStatus { get; init; } = Contracts.PubStatus.Usable;

    /// <summary>Version of this shape. Additive changes keep it.</summary>
    public int SchemaVersion { get; init; } = 1;

    /// <summary>The URL as it was asked for, or <c>urn:sha256:…</c> for a file that was handed in without one.</summary>
    public required string RequestedUrl { get; init; }

    /// <summary>The URL after redirects.</summary>
    public required string FinalUrl { get; init; }

    /// <summary>The URL the item is filed under: the page's own canonical link where it may be believed, else the final URL without tracking.</summary>
    public required string CanonicalUrl { get; init; }

    /// <summary>Who supplied the item.</summary>
    public required Provider Provider { get; init; }

    /// <summary>How we came to know of it.</summary>
    public required Source Source { get; init; }

    /// <summary>Publishable headline, without site name or kicker.</summary>
    public required string Headline { get; init; }

    /// <summary>Second headline, standfirst or deck.</summary>
    public string? AlternativeHeadline { get; init; }

    /// <summary>The desk's tag on wire copy, such as <c>US-FINANCE-FED</c>; not the last segment of the URL.</summary>
    public string? Slugline { get; init; }

    /// <summary>Editorial urgency, 1 (highest) to 9.</summary>
    public int? Urgency { get; init; }

    /// <summary>One of <see cref="ItemKind"/>.</summary>
    public string Kind { get; init; } = ItemKind.Article;

    /// <summary>Printed credit, such as <c>By Jane Roe in Beirut</c>.</summary>
    public string? Byline { get; init; }

    /// <summary>Names only, in printed order. Empty when none is given.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>Printed place and date of filing.</summary>
    public Dateline? Dateline { get; init; }

    /// <summary>When the publisher says that it published.</summary>
    public EditorialDate? Published { get; init; }

    /// <summary>When the publisher says that it last changed the item.</summary>
    public EditorialDate? Modified { get; init; }

    /// <summary>When we got the bytes, UTC.</summary>
    public required DateTimeOffset FetchedAt { get; init; }

    /// <summary>The text.</summary>
    public required Body Body { get; init; }

    /// <summary>Summary written as such by the publisher.</summary>
    public string? Abstract { get; init; }

    /// <summary>Lead image.</summary>
    public Image? Image { get; init; }

    /// <summary>Words under the pictures of the text, in order; no part of <see cref="Body"/>. Null when none.</summary>
    public IReadOnlyList<string>? Captions { get; init; }

    /// <summary>The publisher's own words for the item. Empty when none.</summary>
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>Section of the publication.</summary>
    public string? Section { get; init; }

    /// <summary>The provider's codes for what the item is about. Null when none.</summary>
    public IReadOnlyList<Subject>? Subjects { get; init; }

    /// <summary>What may be done with the item.</summary>
    public Rights? Rights { get; init; }

    /// <summary>Not to be announced before this moment.</summary>
    public DateTimeOffset? EmbargoedUntil { get; init; }

    /// <summary>Note for editors at the receiver, never published: corrections and kills say why here.</summary>
    public string? EdNote { get; init; }

    /// <summary>Language that the markup or the feed claims, BCP 47. A prior for the enricher, not a finding.</summary>
    public string? MarkupLanguage { get; init; }

    /// <summary>Where the item came from and what handled it.</summary>
    public required Provenance Provenance { get; init; }
}
