namespace Ingestion.News.Feeds;

/// <summary>What a list of stories is written in.</summary>
public enum FeedKind
{
    /// <summary>RSS 0.90 to 2.0, RDF among them.</summary>
    Rss,

    /// <summary>Atom 0.3 or 1.0.</summary>
    Atom,

    /// <summary>Channel Definition Format.</summary>
    Cdf,

    /// <summary>JSON Feed 1.0 or 1.1.</summary>
    JsonFeed,

    /// <summary>A sitemap in XML, with or without Google's news extension.</summary>
    Sitemap,

    /// <summary>An index of sitemaps: <see cref="FeedDocument.Sitemaps"/> and no entries.</summary>
    SitemapIndex,

    /// <summary>A sitemap that is a list of URLs, one a line.</summary>
    TextSitemap,
}

/// <summary>What a feed or sitemap says. Nothing in it was checked but its form: links may lead anywhere.</summary>
public sealed record FeedDocument
{
    /// <summary>What it is written in.</summary>
    public required FeedKind Kind { get; init; }

    /// <summary>Name of the feed, plain text; null where it has none.</summary>
    public string? Title { get; init; }

    /// <summary>The same with its harmless inline markup, as HTML; null where it has none.</summary>
    public string? TitleHtml { get; init; }

    /// <summary>URL of the site or page it belongs to; null where none is given.</summary>
    public string? Link { get; init; }

    /// <summary>URL that the feed gives as its own (rel=self): the topic to subscribe to in WebSub; null where none is given.</summary>
    public string? Self { get; init; }

    /// <summary>URLs of its WebSub hubs (rel=hub), in order.</summary>
    public IReadOnlyList<string> Hubs { get; init; } = [];

    /// <summary>How long the publisher says it need not be asked again (RSS <c>ttl</c>, or <c>sy:updatePeriod</c> / <c>sy:updateFrequency</c>); null where nothing is said.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>Hours of the day, 0 to 23 in UTC, in which it need not be asked (RSS <c>skipHours</c>).</summary>
    public IReadOnlyList<int> SkipHours { get; init; } = [];

    /// <summary>Days in UTC on which it need not be asked (RSS <c>skipDays</c>).</summary>
    public IReadOnlyList<DayOfWeek> SkipDays { get; init; } = [];

    /// <summary>Language tag as given, such as <c>en-gb</c>; null where none is given.</summary>
    public string? Language { get; init; }

    /// <summary>Its stories in the order of the document; at most <see cref="FeedReader.MaxEntries"/>.</summary>
    public IReadOnlyList<FeedEntry> Entries { get; init; } = [];

    /// <summary>The sitemaps that an index names, in order; at most <see cref="FeedReader.MaxEntries"/>.</summary>
    public IReadOnlyList<SitemapReference> Sitemaps { get; init; } = [];

    /// <summary>Why a part of it was not read, in words; null when it was read to its end.</summary>
    public string? Incomplete { get; init; }
}

/// <summary>One story of a feed, or one URL of a sitemap. All texts are null where the document has none.</summary>
public sealed record FeedEntry
{
    /// <summary>Headline, plain text on one line.</summary>
    public string? Title { get; init; }

    /// <summary>The same with its harmless inline markup, as HTML.</summary>
    public string? TitleHtml { get; init; }

    /// <summary>Absolute URL of the story as it was written, or resolved against <c>xml:base</c> and the feed's own URL.</summary>
    public string? Link { get; init; }

    /// <summary>The publisher's own id of it, as written: <c>guid</c>, <c>id</c>, <c>rdf:about</c>.</summary>
    public string? Id { get; init; }

    /// <summary>The id is said, or by default taken, to be the story's URL (RSS <c>isPermaLink</c>).</summary>
    public bool IsPermaLink { get; init; }

    /// <summary>When it was first published, with the offset given; UTC where the document names no zone.</summary>
    public DateTimeOffset? Published { get; init; }

    /// <summary>When it last changed, likewise; of a sitemap its <c>lastmod</c>.</summary>
    public DateTimeOffset? Updated { get; init; }

    /// <summary>Who wrote it, in order; in Atom the feed's authors where the entry names none.</summary>
    public IReadOnlyList<FeedPerson> Authors { get; init; } = [];

    /// <summary>The authors as one text.</summary>
    public string? Author => Authors.Count == 0 ? null : string.Join(", ", Authors.Select(author => author.Text));

    /// <summary>Its teaser as harmless HTML: no scripts, styles, handlers or frames, links absolute.</summary>
    public string? Summary { get; init; }

    /// <summary>Its full text as harmless HTML, likewise.</summary>
    public string? Content { get; init; }

    /// <summary>What the content was declared or found to be, such as <c>text/html</c> or <c>text/plain</c>; null without content.</summary>
    public string? ContentType { get; init; }

    /// <summary>Language tag of the entry, where it differs from the feed's or is given for each (news sitemaps).</summary>
    public string? Language { get; init; }

    /// <summary>Name of the publication (news sitemaps).</summary>
    public string? Publication { get; init; }
}

/// <summary>Somebody a feed names.</summary>
/// <param name="Text">As written, or name and address together: <c>Ann Lee (ann@wire.example)</c>.</param>
/// <param name="Name">The name alone; null where only an address is given.</param>
/// <param name="Email">The address; null where none is given.</param>
public sealed record FeedPerson(string Text, string? Name, string? Email);

/// <summary>A sitemap that an index names.</summary>
/// <param name="Url">Absolute URL.</param>
/// <param name="LastModified">When it last changed; null where not said.</param>
public sealed record SitemapReference(string Url, DateTimeOffset? LastModified);
