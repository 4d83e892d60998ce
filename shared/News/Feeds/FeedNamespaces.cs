namespace Ingestion.News.Feeds;

/// <summary>Which vocabulary a namespace is. Names and prefixes are compared without case.</summary>
internal static class FeedNamespaces
{
    /// <summary>RSS, Atom, CDF and sitemaps: what a feed is made of.</summary>
    public const string Core = "";

    /// <summary>Any other.</summary>
    public const string Other = "?";

    private static readonly Dictionary<string, string> ByUri = new(StringComparer.OrdinalIgnoreCase)
    {
        // RSS: the specifications' own, and what early versions and validators used (feedvalidator.org/docs).
        ["http://backend.userland.com/rss"] = Core,
        ["http://backend.userland.com/rss2"] = Core,
        ["http://backend.userland.com/rss091"] = Core,
        ["http://blogs.law.harvard.edu/tech/rss"] = Core,
        ["http://cyber.law.harvard.edu/rss/rss.html"] = Core,
        ["http://www.rssboard.org/rss-specification"] = Core,
        ["http://my.netscape.com/rdf/simple/0.9/"] = Core,
        ["http://channel.netscape.com/rdf/simple/0.9/"] = Core,
        ["http://my.netscape.com/publish/formats/rss-0.91.dtd"] = Core,
        ["http://purl.org/rss/1.0/"] = Core,
        ["http://purl.org/rss/1.0"] = Core,
        ["http://purl.org/net/rss1.1#"] = Core,
        ["http://purl.org/rss/1.0/modules/rss091#"] = Core,
        // Atom: RFC 4287, Atom 0.3 and the names it had before.
        ["http://www.w3.org/2005/Atom"] = Core,
        ["https://www.w3.org/2005/Atom"] = Core,
        ["http://purl.org/atom/ns#"] = Core,
        ["http://purl.org/pie/"] = Core,
        ["http://purl.org/echo/"] = Core,
        ["http://example.com/necho"] = Core,
        ["http://example.com/newformat#"] = Core,
        ["uri/of/echo/namespace#"] = Core,
        // sitemaps.org/protocol.html, and what Google had before it.
        ["http://www.sitemaps.org/schemas/sitemap/0.9"] = Core,
        ["https://www.sitemaps.org/schemas/sitemap/0.9"] = Core,
        ["http://www.google.com/schemas/sitemap/0.84"] = Core,
        ["http://www.google.com/schemas/sitemap/0.9"] = Core,
        // developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
        ["http://www.google.com/schemas/sitemap-news/0.9"] = "news",
        ["https://www.google.com/schemas/sitemap-news/0.9"] = "news",
        // Modules: web.resource.org/rss/1.0/modules, dublincore.org/documents/dcmi-namespace
        ["http://www.w3.org/1999/02/22-rdf-syntax-ns#"] = "rdf",
        ["http://purl.org/dc/elements/1.1/"] = "dc",
        ["http://purl.org/dc/elements/1.0/"] = "dc",
        ["http://purl.org/dc/terms/"] = "dcterms",
        ["http://purl.org/rss/1.0/modules/dcterms/"] = "dcterms",
        ["http://purl.org/rss/1.0/modules/content/"] = "content",
        ["http://purl.org/rss/1.0/modules/syndication/"] = "sy",
        // rssboard.org/media-rss, and help.apple.com/itc/podcasts_connect
        ["http://search.yahoo.com/mrss/"] = "media",
        ["http://search.yahoo.com/mrss"] = "media",
        ["http://www.itunes.com/DTDs/Podcast-1.0.dtd"] = "itunes",
        ["http://example.com/DTDs/PodCast-1.0.dtd"] = "itunes",
        ["http://www.w3.org/1999/xhtml"] = "xhtml",
        ["http://www.w3.org/XML/1998/namespace"] = "xml",
    };

    // What these prefixes mean where nobody declared them, or declared something unknown.
    private static readonly Dictionary<string, string> ByPrefix = new(StringComparer.OrdinalIgnoreCase)
    {
        ["rss"] = Core,
        ["atom"] = Core,
        ["atom10"] = Core,
        ["atom03"] = Core,
        ["a10"] = Core,
        ["rss1"] = Core,
        ["sitemap"] = Core,
        ["news"] = "news",
        ["n"] = "news",
        ["rdf"] = "rdf",
        ["dc"] = "dc",
        ["dcterms"] = "dcterms",
        ["dct"] = "dcterms",
        ["content"] = "content",
        ["sy"] = "sy",
        ["media"] = "media",
        ["itunes"] = "itunes",
        ["xhtml"] = "xhtml",
        ["xml"] = "xml",
    };

    /// <summary>The vocabulary of an element's namespace.</summary>
    /// <param name="prefix">Its prefix; empty for none.</param>
    /// <param name="uri">What the prefix, or the default, was declared as; null where it was not.</param>
    /// <param name="root">The namespace of the document's root: whatever it is called, it is the core.</param>
    public static string Vocabulary(string prefix, string? uri, string? root) =>
        string.IsNullOrEmpty(uri) && prefix.Length == 0 ? Core
        : uri is not null && ByUri.TryGetValue(uri, out var known) ? known
        : uri is not null && uri == root ? Core
        : prefix.Length > 0 && ByPrefix.TryGetValue(prefix, out known) ? known
        : Other;
}
