using Ingestion.News;
using Ingestion.News.Urls;

namespace Ingestion.Parser.Extraction.Fields;

/// <summary>The URL that a page is filed under.</summary>
internal static class CanonicalLink
{
    private static readonly string[] FrontPages = ["/", "/index.html", "/index.htm", "/index.php", "/index.aspx", "/default.aspx", "/home", "/amp", "/amp/", "/m", "/m/"];

    // Parameters by which a system of record marks the AMP rendering of the page whose URL is the same without it.
    private static readonly string[] AmpMarks =
    [
        "outputType=amp", // Arc XP, "AMP output type"
        "amp=1", "amp", "amp=", // AMP plugin for WordPress, "Paired URL structures"
    ];

    /// <param name="finalUrl">Where the page was found, or a URN.</param>
    /// <param name="claims">What the page says its address is (<c>rel=canonical</c>, <c>og:url</c>), most trusted first.</param>
    /// <returns>
    /// The first claim on the same site (<see cref="SiteOf"/>), else <paramref name="finalUrl"/>; without the mark of an AMP rendering where that is certain.
    /// A claim to another site is not believed, since it would file a stranger's text under somebody's name; nor is one to the front page, which careless
    /// templates put on every page. A path that ends in <c>/amp</c> is left as it is: only the page's own claim tells what it is a rendering of.
    /// </returns>
    public static string Choose(string finalUrl, params ReadOnlySpan<string?> claims)
    {
        if (!CanonicalUrl.TryParse(finalUrl, out var final))
        {
            return finalUrl;
        }

        var from = UrlParser.Parse(final.AbsoluteUri, baseUrl: null, out _);
        foreach (var claim in claims)
        {
            if (claim is not null && UrlParser.Parse(claim, from, out _) is { } absolute && CanonicalUrl.TryParse(absolute.Href, out var canonical)
                && IsSameSite(canonical, final) && (!IsFrontPage(canonical) || IsFrontPage(final)))
            {
                return WithoutAmpMark(canonical);
            }
        }

        return WithoutAmpMark(final);
    }

    private static bool IsSameSite(Uri one, Uri other) =>
        (one.Port == other.Port || (one.IsDefaultPort && other.IsDefaultPort))
        && (one.IdnHost == other.IdnHost || (one.HostNameType == UriHostNameType.Dns && other.HostNameType == UriHostNameType.Dns && SiteOf.Host(one.IdnHost) == SiteOf.Host(other.IdnHost)));

    private static bool IsFrontPage(Uri url) => url.Query.Length == 0 && FrontPages.Contains(url.AbsolutePath, StringComparer.OrdinalIgnoreCase);

    private static string WithoutAmpMark(Uri url)
    {
        if (url.Query.Length < 2)
        {
            return url.AbsoluteUri;
        }

        var parameters = url.Query[1..].Split('&');
        var kept = parameters.Where(parameter => !AmpMarks.Contains(parameter, StringComparer.OrdinalIgnoreCase)).ToList();
        return kept.Count == parameters.Length || (kept.Count == 0 && url.AbsolutePath == "/") ? url.AbsoluteUri
            : url.GetLeftPart(UriPartial.Path) + (kept.Count > 0 ? "?" : "") + string.Join('&', kept);
    }
}
