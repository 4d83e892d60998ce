namespace Ingestion.Fetcher.Fetching;

/// <summary>What kind of document is asked for.</summary>
/// <param name="Types">Media types that are taken.</param>
/// <param name="Limits">What its body may cost.</param>
internal sealed record Wanted(string[] Types, BodyLimits Limits)
{
    private static readonly string[] ArticleTypes = ["text/html", "application/xhtml+xml", "text/plain"];

    // Feeds are served as nearly anything.
    private static readonly string[] FeedTypes =
    [
        .. ArticleTypes, "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml",
        "application/feed+json", "application/json", "application/gzip", "application/x-gzip", "application/octet-stream",
    ];

    public static Wanted Article(FetcherOptions options) => new(ArticleTypes, BodyLimits.Of(options));

    /// <summary>A feed or a sitemap: one limit, packed or not, since many servers send their sitemaps plain.</summary>
    public static Wanted Feed(FetcherOptions options) =>
        new(FeedTypes, BodyLimits.Of(options) with { WireBytes = options.MaxFeedBytes, DecodedBytes = options.MaxFeedBytes });
}
