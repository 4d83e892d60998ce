using System.Globalization;
using System.Security;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ingestion.Bench.Soak;

/// <summary>A site's stories in the format of its feed, with the faults that are its habits.</summary>
internal static class StoryList
{
    /// <summary>Stories in one sitemap of an index.</summary>
    private const int Chunk = 20;

    /// <summary>The feed at a path of a site; null when there is none.</summary>
    /// <param name="site">The site.</param>
    /// <param name="path">Path of the feed.</param>
    /// <param name="lie">What all dates are, where they lie; null where they are true.</param>
    /// <returns>Text, media type and the stories that it names.</returns>
    public static (string Text, string Type, IReadOnlyList<Story> Named)? Of(Site site, string path, DateTimeOffset? lie)
    {
        var stories = site.Newest;
        if (path == "/second.xml" && site.Habits.HasSecondFeed)
        {
            return (Rss(site, stories, lie, "edition=second"), "application/rss+xml; charset=utf-8", stories);
        }

        var tracking = site.Habits.Tracks ? "utm_source=feed&utm_medium=rss" : "";
        return (site.Habits.Format, path) switch
        {
            (ListFormat.Rss, "/rss.xml") => (Rss(site, stories, lie, tracking), "application/rss+xml; charset=utf-8", stories),
            (ListFormat.Atom, "/atom.xml") => (Atom(site, stories, lie, tracking), "application/atom+xml; charset=utf-8", stories),
            (ListFormat.JsonFeed, "/feed.json") => (Json(site, stories, lie, tracking), "application/feed+json", stories),
            (ListFormat.Sitemap, "/sitemap.xml") => (Sitemap(site, stories, lie, tracking), "application/xml", stories),
            (ListFormat.SitemapIndex, "/sitemap.xml") => (Index(site, stories, lie), "application/xml", []),
            (ListFormat.SitemapIndex, _) when path.StartsWith("/sitemap-", StringComparison.Ordinal) => Part(site, stories, path, lie, tracking),
            _ => null,
        };
    }

    public static string Link(Site site, Story story, string query)
    {
        var path = site.Habits.HasDetours && !story.Forbidden ? $"/go/{story.Number}" : story.Path;
        return site.Url(path + (query.Length > 0 ? "?" + query : ""));
    }

    private static string Rss(Site site, IReadOnlyList<Story> stories, DateTimeOffset? lie, string query)
    {
        var text = new StringBuilder($"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{site.Name}</title><link>{site.Url("/")}</link><description>{site.Name}</description>""");
        foreach (var story in stories)
        {
            var version = story.Latest;
            text.Append(CultureInfo.InvariantCulture, $"<item><title>{SecurityElement.Escape(StoryPage.Headline(site, story, version))}</title><link>{SecurityElement.Escape(Link(site, story, query))}</link>")
                .Append(Id(site, story) is { } id ? $"<guid isPermaLink=\"false\">{id}</guid>" : "")
                .Append(CultureInfo.InvariantCulture, $"<pubDate>{lie ?? story.PublishedAt:r}</pubDate></item>\n");
        }

        return text.Append("</channel></rss>").ToString();
    }

    private static string Atom(Site site, IReadOnlyList<Story> stories, DateTimeOffset? lie, string query)
    {
        var text = new StringBuilder($"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>{site.Name}</title><id>{site.FeedUrl}</id><updated>{Moment(site.ChangedAt)}</updated>""");
        foreach (var story in stories)
        {
            var version = story.Latest;
            text.Append(CultureInfo.InvariantCulture, $"<entry><title>{SecurityElement.Escape(StoryPage.Headline(site, story, version))}</title><link href=\"{SecurityElement.Escape(Link(site, story, query))}\"/>")
                .Append(Id(site, story) is { } id ? $"<id>{id}</id>" : "")
                .Append(CultureInfo.InvariantCulture, $"<published>{Moment(story.PublishedAt)}</published><updated>{Moment(lie ?? version.At)}</updated></entry>\n");
        }

        return text.Append("</feed>").ToString();
    }

    private static string Json(Site site, IReadOnlyList<Story> stories, DateTimeOffset? lie, string query)
    {
        var items = new JsonArray();
        foreach (var story in stories)
        {
            var version = story.Latest;
            var item = new JsonObject
            {
                ["url"] = Link(site, story, query),
                ["title"] = StoryPage.Headline(site, story, version),
                ["date_published"] = Moment(story.PublishedAt),
                ["date_modified"] = Moment(lie ?? version.At),
            };
            if (Id(site, story) is { } id)
            {
                item["id"] = id;
            }

            items.Add((JsonNode)item);
        }

        return new JsonObject { ["version"] = "https://jsonfeed.org/version/1.1", ["title"] = site.Name, ["items"] = items }.ToJsonString(JsonSerializerOptions.Default);
    }

    private static string Sitemap(Site site, IReadOnlyList<Story> stories, DateTimeOffset? lie, string query)
    {
        var text = new StringBuilder("""<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">""");
        foreach (var story in stories)
        {
            text.Append(CultureInfo.InvariantCulture, $"<url><loc>{SecurityElement.Escape(Link(site, story, query))}</loc><lastmod>{Moment(lie ?? story.Latest.At)}</lastmod></url>\n");
        }

        return text.Append("</urlset>").ToString();
    }

    private static string Index(Site site, IReadOnlyList<Story> stories, DateTimeOffset? lie)
    {
        var text = new StringBuilder("""<?xml version="1.0" encoding="UTF-8"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">""");
        foreach (var part in stories.GroupBy(story => (story.Number - 1) / Chunk))
        {
            text.Append(CultureInfo.InvariantCulture, $"<sitemap><loc>{site.Url($"/sitemap-{part.Key}.xml.gz")}</loc><lastmod>{Moment(lie ?? part.Max(story => story.Latest.At))}</lastmod></sitemap>\n");
        }

        return text.Append("</sitemapindex>").ToString();
    }

    private static (string Text, string Type, IReadOnlyList<Story> Named)? Part(Site site, IReadOnlyList<Story> stories, string path, DateTimeOffset? lie, string query)
    {
        if (!int.TryParse(path.AsSpan("/sitemap-".Length).TrimEnd(".xml.gz"), NumberStyles.None, CultureInfo.InvariantCulture, out var part))
        {
            return null;
        }

        Story[] named = [.. stories.Where(story => (story.Number - 1) / Chunk == part)];
        return named.Length == 0 ? null : (Sitemap(site, named, lie, query), "application/gzip", named);
    }

    private static string? Id(Site site, Story story) => site.Habits.LeavesOutIds ? null : site.Habits.RepeatsIds ? "urn:one" : $"urn:story:{site.Number}:{story.Number}";

    private static string Moment(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
