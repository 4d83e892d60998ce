namespace Ingestion.News.Urls;

/// <summary>The publisher's URL inside the URL of an AMP cache or viewer.</summary>
internal static class AmpWrapper
{
    /// <returns>Null when it is no such URL, or holds none of a publisher.</returns>
    public static string? Unwrap(WebUrl url)
    {
        if (!MayBe(url.Path))
        {
            return null;
        }

        foreach (var wrapper in CanonicalRules.Wrappers)
        {
            if (url.Path.StartsWith(wrapper.Path, StringComparison.Ordinal) && IsHost(url.Host, wrapper.Host))
            {
                var inner = url.Path[wrapper.Path.Length..];
                var slash = inner.IndexOf('/', StringComparison.Ordinal);
                var host = slash < 0 ? inner : inner[..slash];
                return host.Contains('.', StringComparison.Ordinal) ? $"{wrapper.Scheme}://{inner}{(url.Query is null ? "" : "?")}{url.Query}" : null;
            }
        }

        return null;
    }

    /// <summary>Whether a path has the shape of a wrapper's: cheap to ask of every URL.</summary>
    public static bool MayBe(ReadOnlySpan<char> path) =>
        path.StartsWith("/amp/", StringComparison.Ordinal) || path.StartsWith("/c/", StringComparison.Ordinal) || path.StartsWith("/v/", StringComparison.Ordinal) || path.StartsWith("/wp/", StringComparison.Ordinal);

    private static bool IsHost(string host, string pattern)
    {
        if (pattern.StartsWith("*.", StringComparison.Ordinal))
        {
            return host.EndsWith(pattern.AsSpan(1), StringComparison.Ordinal);
        }

        var site = host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;

        // google.com, google.de, google.co.uk: what stands for the star is at most as long as "com.au".
        return pattern.EndsWith('*')
            ? site.StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal) && site.Length - pattern.Length < 6
            : site == pattern;
    }
}
