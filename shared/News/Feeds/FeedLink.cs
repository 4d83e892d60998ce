namespace Ingestion.News.Feeds;

/// <summary>Links as feeds write them.</summary>
internal static class FeedLink
{
    /// <summary>An absolute http or https URL: as written where it is one, else resolved.</summary>
    /// <returns>Null when it is none, such as <c>javascript:</c> or <c>tag:</c>.</returns>
    public static string? Resolve(string? link, Uri baseUrl)
    {
        link = Clean(link);
        return link is null ? null
            : IsAbsolute(link) ? link
            : Uri.TryCreate(baseUrl, link, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) ? url.AbsoluteUri
            : null;
    }

    /// <summary>A base inside another; the other where it is no URL.</summary>
    public static Uri Base(string? link, Uri outer) =>
        Clean(link) is { } text && Uri.TryCreate(outer, text, out var inner) && inner.IsAbsoluteUri ? inner : outer;

    public static bool IsAbsolute(string link) =>
        (link.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || link.StartsWith("https://", StringComparison.OrdinalIgnoreCase)) && link.Length > 8;

    // Line ends and tabs are taken out of a URL (url.spec.whatwg.org#concept-basic-url-parser).
    private static string? Clean(string? link)
    {
        link = link?.Trim();
        return string.IsNullOrEmpty(link) ? null
            : link.AsSpan().ContainsAny('\r', '\n', '\t') ? string.Concat(link.Split('\r', '\n', '\t').Select(part => part.Trim())) : link;
    }
}
