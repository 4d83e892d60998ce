namespace Ingestion.News.Feeds;

/// <summary>What feed and entry share while they are read: of several values the one of the highest rank, of equal ones the first.</summary>
internal abstract class LinkedDraft
{
    private int _linkRank = -1;
    private int _titleRank = -1;

    public string? Link { get; private set; }

    public string? TitleHtml { get; private set; }

    public string? Language { get; set; }

    public void SetLink(string? link, int rank) => Link = Better(link, Link, rank, ref _linkRank);

    public void SetTitle(string? html, int rank) => TitleHtml = Better(html, TitleHtml, rank, ref _titleRank);

    protected static T Better<T>(T offered, T held, int rank, ref int heldRank)
    {
        if (offered is null || rank <= heldRank)
        {
            return held;
        }

        heldRank = rank;
        return offered;
    }
}

/// <summary>A feed while it is read.</summary>
internal sealed class FeedDraft : LinkedDraft
{
    public string? Self { get; set; }
    public List<string> Hubs { get; } = [];
    public TimeSpan? TimeToLive { get; set; }
    public string? UpdatePeriod { get; set; }
    public int UpdateFrequency { get; set; } = 1;
    public List<int> SkipHours { get; } = [];
    public List<DayOfWeek> SkipDays { get; } = [];
    public List<FeedPerson> Authors { get; } = [];
    public List<EntryDraft> Entries { get; } = [];
    public List<SitemapReference> Sitemaps { get; } = [];

    public FeedDocument ToDocument(FeedKind kind, string? incomplete) => new()
    {
        Kind = kind,
        Title = HtmlFragment.Plain(TitleHtml),
        TitleHtml = TitleHtml,
        Link = Link,
        Self = Self,
        Hubs = [.. Hubs.Distinct(StringComparer.Ordinal)],
        TimeToLive = TimeToLive ?? Period(),
        SkipHours = [.. SkipHours.Distinct()],
        SkipDays = [.. SkipDays.Distinct()],
        Language = Language,
        // RFC 4287 section 4.2.1: the feed's authors stand for entries without. RSS's editor does not write the items.
        Entries = [.. Entries.Select(entry => entry.ToEntry(kind == FeedKind.Atom ? Authors : []))],
        Sitemaps = Sitemaps,
        Incomplete = incomplete,
    };

    // web.resource.org/rss/1.0/modules/syndication: so many times in such a period.
    private TimeSpan? Period() => UpdatePeriod switch
    {
        "hourly" => TimeSpan.FromHours(1) / UpdateFrequency,
        "daily" => TimeSpan.FromDays(1) / UpdateFrequency,
        "weekly" => TimeSpan.FromDays(7) / UpdateFrequency,
        "monthly" => TimeSpan.FromDays(30) / UpdateFrequency,
        "yearly" => TimeSpan.FromDays(365) / UpdateFrequency,
        _ => null,
    };
}

/// <summary>An entry while it is read.</summary>
internal sealed class EntryDraft : LinkedDraft
{
    private string? _id;
    private DateTimeOffset? _published;
    private DateTimeOffset? _updated;
    private string? _summary;
    private (string Html, string Type)? _content;
    private bool _isPermaLink;
    private int _idRank = -1;
    private int _publishedRank = -1;
    private int _updatedRank = -1;
    private int _summaryRank = -1;
    private int _summaries;

    public List<FeedPerson> Authors { get; } = [];
    public List<FeedPerson> SourceAuthors { get; } = [];
    public FeedPerson? Presenter { get; set; }
    public string? Publication { get; set; }

    public void SetId(string id, int rank) => _id = Better(id.Trim() is { Length: > 0 } text ? text : null, _id, rank, ref _idRank);

    /// <summary>RSS 2.0: "If isPermaLink is omitted, its value is assumed to be true". It is then taken for a URL where it looks like one.</summary>
    public void SetGuid(string guid, bool? isPermaLink, Uri baseUrl)
    {
        SetId(guid, 3);
        _isPermaLink = isPermaLink ?? FeedLink.IsAbsolute(guid);
        SetLink(_isPermaLink ? FeedLink.Resolve(guid, baseUrl) : null, 0);
    }

    public void SetPublished(string? date, int rank) => _published = Better(FeedDate.Parse(date), _published, rank, ref _publishedRank);

    public void SetUpdated(string? date, int rank) => _updated = Better(FeedDate.Parse(date), _updated, rank, ref _updatedRank);

    public void SetSummary(string? html, int rank)
    {
        // Two texts for one entry: the longer is the story itself.
        if (html is not null && rank == 2 && _summaryRank == 2 && _summaries++ == 0 && _content is null)
        {
            var (shorter, longer) = html.Length > _summary!.Length ? (_summary, html) : (html, _summary);
            (_summary, _content) = (shorter, (longer, HtmlFragment.LooksLikeHtml(longer) ? "text/html" : "text/plain"));
            return;
        }

        _summary = Better(html, _summary, rank, ref _summaryRank);
    }

    /// <summary>Of several (plain text and HTML of the same) the longest is kept.</summary>
    public void SetContent((string Html, string Type)? content) => _content = (content?.Html.Length ?? 0) > (_content?.Html.Length ?? 0) ? content : _content;

    public FeedEntry ToEntry(IReadOnlyList<FeedPerson> feedAuthors) => new()
    {
        Title = HtmlFragment.Plain(TitleHtml),
        TitleHtml = TitleHtml,
        Link = Link,
        Id = _id,
        IsPermaLink = _isPermaLink,
        Published = _published,
        Updated = _updated,
        Authors = Authors.Count > 0 ? Authors : Presenter is not null ? [Presenter] : SourceAuthors.Count > 0 ? SourceAuthors : feedAuthors,
        Summary = _summary,
        Content = _content?.Html,
        ContentType = _content?.Type,
        Language = Language,
        Publication = Publication,
    };
}
