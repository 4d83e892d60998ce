namespace Ingestion.News;

/// <summary>
/// Reads <c>X-Robots-Tag</c>: directives in a list, for everyone or behind the name of one crawler
/// (developers.google.com/search/docs/crawling-indexing/robots-meta-tag).
/// </summary>
public static class RobotsTag
{
    // The directives whose own value follows a colon; before any other colon stands the name of a crawler.
    private static readonly string[] WithValue = ["unavailable_after", "max-snippet", "max-image-preview", "max-video-preview"];

    /// <summary>Reads the directives. Never throws for what the values hold: what is no directive is given as it stands.</summary>
    /// <param name="headers">Values of the header, as often as it was sent.</param>
    /// <param name="product">Product token of our user agent, in any case; null where it is not known: then only what is for everyone counts.</param>
    /// <returns>Directives for everyone and for us, lower case, each once, in their order; empty when there are none.</returns>
    public static IReadOnlyList<string> Read(IEnumerable<string> headers, string? product)
    {
        ArgumentNullException.ThrowIfNull(headers);
        var found = new List<string>();
        foreach (var header in headers)
        {
            var (isForUs, inDate) = (true, false);
            foreach (var part in header.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                var directive = part.ToLowerInvariant();

                // A date may hold commas, and no directive begins with a digit.
                if (inDate && char.IsAsciiDigit(directive[0]))
                {
                    if (isForUs)
                    {
                        found[^1] += ", " + directive;
                    }

                    continue;
                }

                var colon = directive.IndexOf(':', StringComparison.Ordinal);
                if (colon >= 0 && !WithValue.Contains(directive[..colon].Trim()))
                {
                    var name = directive[..colon].Trim();
                    isForUs = name is "*" or "robots" || name.Equals(product, StringComparison.OrdinalIgnoreCase);
                    directive = directive[(colon + 1)..].Trim();
                }

                inDate = directive.StartsWith("unavailable_after", StringComparison.Ordinal);
                if (isForUs && directive.Length > 0)
                {
                    found.Add(directive);
                }
            }
        }

        return [.. found.Distinct(StringComparer.Ordinal)];
    }
}
