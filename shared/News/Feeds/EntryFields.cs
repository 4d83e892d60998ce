using System.Globalization;

namespace Ingestion.News.Feeds;

/// <summary>Which element says what. Keys are names in lower case, other vocabularies than the core with their usual prefix.</summary>
internal static class EntryFields
{
    public static FeedKind? KindOf(string root) => root switch
    {
        "rss" or "rdf:rdf" or "rdf" or "item" => FeedKind.Rss,
        "feed" or "entry" => FeedKind.Atom,
        "channel" => FeedKind.Cdf,
        "urlset" => FeedKind.Sitemap,
        "sitemapindex" => FeedKind.SitemapIndex,
        _ => null,
    };

    public static bool IsEntry(string key, FeedKind? kind) => kind is FeedKind.Sitemap or FeedKind.SitemapIndex ? key is "url" or "sitemap" : key is "item" or "entry";

    /// <summary>Fields whose text may be markup, so that a tag in them is no sign of a forgotten end tag.</summary>
    public static bool MayHoldMarkup(string key) => key is "description" or "summary" or "abstract" or "tagline" or "subtitle" or "info" or "content" or "content:encoded" or "fullitem"
        or "xhtml:body" or "body" or "media:description" or "itunes:summary" or "dc:description" or "dcterms:abstract";

    public static bool IsField(string key) => key is not ("summary" or "name" or "title" or "source") && (IsEntryField(key) || IsFeedField(key) || key is "author" or "enclosure" or "comments" or "category");

    public static bool IsFeedField(string key) => key is "title" or "dc:title" or "link" or "language" or "dc:language" or "ttl" or "sy:updateperiod" or "sy:updatefrequency" or "hour" or "day";

    public static bool IsEntryField(string key) => key is
        "title" or "dc:title" or "media:title" or "itunes:title" or "news:title"
        or "link" or "loc" or "guid" or "id" or "dc:identifier"
        or "pubdate" or "published" or "issued" or "dcterms:issued" or "dcterms:created" or "created" or "news:publication_date"
        or "updated" or "modified" or "dcterms:modified" or "dc:date" or "lastmod"
        or "dc:creator" or "dc:author" or "itunes:author"
        or "dc:language" or "language" or "news:language" or "news:name"
        or "description" or "summary" or "abstract" or "itunes:summary" or "dc:description" or "dcterms:abstract" or "media:description"
        or "content" or "content:encoded" or "fullitem" or "xhtml:body" or "body";

    /// <summary>Takes a field of the feed itself.</summary>
    public static void Set(FeedDraft feed, string key, FieldText field, TextKind? kind, Uri baseUrl)
    {
        switch (key)
        {
            case "title" or "dc:title":
                feed.SetTitle(kind?.Html(field, baseUrl)?.Html, key == "title" ? 2 : 1);
                break;
            case "link":
                feed.SetLink(FeedLink.Resolve(field.Plain, baseUrl), 4);
                break;
            case "language" or "dc:language":
                feed.Language = field.Plain is { Length: > 0 and < 40 } language ? language : feed.Language;
                break;
            case "ttl" when double.TryParse(field.Plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var minutes) && minutes is > 0 and < 1_000_000:
                feed.TimeToLive = TimeSpan.FromMinutes(minutes);
                break;
            case "sy:updateperiod":
                feed.UpdatePeriod = field.Plain.ToLowerInvariant();
                break;
            case "sy:updatefrequency" when int.TryParse(field.Plain, NumberStyles.None, CultureInfo.InvariantCulture, out var times) && times > 0:
                feed.UpdateFrequency = times;
                break;
            case "hour" when int.TryParse(field.Plain, NumberStyles.None, CultureInfo.InvariantCulture, out var hour) && hour <= 24:
                // RSS 0.91 counted from 1 to 24.
                feed.SkipHours.Add(hour % 24);
                break;
            case "day" when Enum.TryParse<DayOfWeek>(field.Plain, ignoreCase: true, out var day) && Enum.IsDefined(day):
                feed.SkipDays.Add(day);
                break;
        }
    }

    /// <summary>Takes a field of an entry. Where two say the same, the better one wins, and of equals the first.</summary>
    public static void Set(EntryDraft entry, string key, FieldText field, TextKind? kind, bool? isPermaLink, Uri baseUrl)
    {
        switch (key)
        {
            case "title" or "dc:title" or "media:title" or "itunes:title" or "news:title":
                entry.SetTitle(kind?.Html(field, baseUrl)?.Html, key == "title" ? 2 : 1);
                break;
            case "link" or "loc":
                entry.SetLink(FeedLink.Resolve(field.Plain, baseUrl), 4);
                break;
            case "guid":
                entry.SetGuid(field.Plain, isPermaLink, baseUrl);
                break;
            case "id" or "dc:identifier":
                entry.SetId(field.Plain, key == "id" ? 2 : 1);
                entry.SetLink(FeedLink.IsAbsolute(field.Plain) ? field.Plain : null, 0);
                break;
            case "pubdate" or "published" or "issued" or "dcterms:issued" or "news:publication_date":
                entry.SetPublished(field.Plain, 3);
                break;
            case "created" or "dcterms:created":
                entry.SetPublished(field.Plain, 1);
                break;
            case "updated" or "modified" or "dcterms:modified" or "lastmod":
                entry.SetUpdated(field.Plain, 3);
                break;
            case "dc:date":
                // "A point or period of time associated with an event in the lifecycle of the resource": either.
                entry.SetPublished(field.Plain, 2);
                entry.SetUpdated(field.Plain, 2);
                break;
            case "dc:creator" or "dc:author":
                entry.Authors.AddIfNew(FeedPeople.Parse(field.Plain));
                break;
            case "itunes:author":
                entry.Presenter ??= FeedPeople.Parse(field.Plain);
                break;
            case "language" or "dc:language" or "news:language":
                entry.Language = field.Plain is { Length: > 0 and < 40 } language ? language : entry.Language;
                break;
            case "news:name":
                entry.Publication ??= HtmlFragment.Fold(field.Plain);
                break;
            case "content" or "content:encoded" or "fullitem" or "xhtml:body" or "body":
                entry.SetContent(kind?.Html(field, baseUrl));
                break;
            default:
                entry.SetSummary(kind?.Html(field, baseUrl)?.Html, key is "description" or "summary" or "abstract" ? 2 : 1);
                break;
        }
    }
}
