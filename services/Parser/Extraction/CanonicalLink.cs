using Ingestion.News;

namespace Ingestion.Parser.Extraction;

/// <summary>The URL that a page is filed under.</summary>
internal static class CanonicalLink
{
    /// <param name="finalUrl">Where the page was found, or a URN.</param>
    /// <param name="claims">What the page says its address is (<c>rel=canonical</c>, <c>og:url</c>), most trusted first.</param>
    /// <returns>
    /// The first claim on the same site, else <paramref name="finalUrl"/>. A claim to another site is not believed, since it would file a stranger's text
    /// under somebody's name; nor is one to the front page, which careless templates put on every page.
    /// </returns>
    public static string Choose(string finalUrl, params ReadOnlySpan<string?> claims)
    {
        if (!CanonicalUrl.TryParse(finalUrl, out var final))
        {
            return finalUrl;
        }

        foreach (var claim in claims)
        {
            if (claim is not null && Uri.TryCreate(final, claim, out var absolute) && CanonicalUrl.TryParse(absolute.AbsoluteUri, out var canonical)
                && Site(canonical.IdnHost) == Site(final.IdnHost) && canonical.Port == final.Port && (canonical.AbsolutePath != "/" || canonical.Query.Length > 0 || final.AbsolutePath == "/"))
            {
                return canonical.AbsoluteUri;
            }
        }

        return final.AbsoluteUri;
    }

    /// <summary>Host without the labels that name a rendering of the same site.</summary>
    private static string Site(string host)
    {
        foreach (var prefix in (ReadOnlySpan<string>)["www.", "m.", "amp.", "mobile."])
        {
            if (host.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && host.AsSpan(prefix.Length).Contains('.'))
            {
                return Site(host[prefix.Length..]);
            }
        }

        return host;
    }
}
