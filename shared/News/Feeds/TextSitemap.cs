namespace Ingestion.News.Feeds;

/// <summary>A sitemap that is a list of URLs, one a line (sitemaps.org/protocol.html#otherformats).</summary>
internal static class TextSitemap
{
    // Where fewer lines than this are URLs, it is some other text.
    private const double MinShare = 0.5;

    public static FeedDocument? Read(string text)
    {
        var (entries, lines, incomplete) = (new List<FeedEntry>(), 0, (string?)null);
        foreach (var line in text.AsSpan().TrimStart('\uFEFF').EnumerateLines())
        {
            var url = line.Trim();
            if (url.IsEmpty)
            {
                continue;
            }

            var isUrl = url.Length <= CanonicalUrl.MaxLength && url.IndexOfAny(' ', '<', '"') < 0 && FeedLink.IsAbsolute(url[..Math.Min(url.Length, 9)].ToString());
            if (lines++ == 0 && !isUrl)
            {
                return null;
            }

            if (isUrl && entries.Count == FeedReader.MaxEntries)
            {
                incomplete = $"it has more than {FeedReader.MaxEntries} entries";
                break;
            }

            if (isUrl)
            {
                entries.Add(new FeedEntry { Link = url.ToString() });
            }
        }

        return entries.Count > lines * MinShare ? new FeedDocument { Kind = FeedKind.TextSitemap, Entries = entries, Incomplete = incomplete } : null;
    }
}
