namespace Ingestion.News.Feeds;

/// <summary>A feed that a subscription list names.</summary>
/// <param name="XmlUrl">Absolute URL of the feed, as written.</param>
/// <param name="Title">Its name, plain text; null where none is given.</param>
/// <param name="HtmlUrl">Absolute URL of its site; null where none is given.</param>
/// <param name="Category">Names of the folders it lies in, outermost first; where it lies in none, the first path of its <c>category</c>.</param>
public sealed record OpmlFeed(string XmlUrl, string? Title, string? HtmlUrl, IReadOnlyList<string> Category);

/// <summary>Reads subscription lists: OPML 1.0, 1.1 and 2.0 (opml.org/spec2.opml), well-formed or not.</summary>
public static class OpmlReader
{
    // Folders in folders; deeper ones are flattened into the last.
    private const int MaxDepth = XmlFeed.MaxDepth;

    /// <summary>Reads a list. Never throws for what the bytes hold.</summary>
    /// <param name="bytes">The file, gzip'd or not, of at most <see cref="FeedReader.MaxBytes"/>; what is beyond is not read.</param>
    /// <returns>Its feeds in order, each URL once; null when it is no OPML.</returns>
    public static IReadOnlyList<OpmlFeed>? Read(ReadOnlyMemory<byte> bytes)
    {
        var scanner = new MarkupScanner(FeedBytes.Read(bytes, FeedReader.MaxBytes, contentType: null, charset: null, out _), html: false);
        // The names of the open outlines; null for one that is a feed, or has no name.
        var (feeds, known, open, isOpml) = (new List<OpmlFeed>(), new HashSet<string>(StringComparer.Ordinal), new List<string?>(), false);
        while (scanner.Read() && feeds.Count < FeedReader.MaxEntries)
        {
            if (scanner.Token == MarkupToken.Start && scanner.Name == "opml")
            {
                isOpml = true;
            }
            else if (scanner.Token == MarkupToken.Start && !isOpml)
            {
                return null;
            }
            else if (scanner.Token == MarkupToken.Start && scanner.Name == "outline")
            {
                var feed = Feed(scanner, open);
                if (feed is not null && known.Add(feed.XmlUrl))
                {
                    feeds.Add(feed);
                }

                if (!scanner.IsEmpty && open.Count < MaxDepth)
                {
                    open.Add(feed is null ? Name(scanner) : null);
                }
            }
            else if (scanner.Token == MarkupToken.End && scanner.Name == "outline" && open.Count > 0)
            {
                open.RemoveAt(open.Count - 1);
            }
        }

        return isOpml ? feeds : null;
    }

    /// <summary>The feed of an outline; null for a folder, and for a link to a page or another list.</summary>
    private static OpmlFeed? Feed(MarkupScanner scanner, List<string?> open)
    {
        var type = scanner.Attribute("type")?.Trim().ToLowerInvariant();
        var url = Url(scanner.Attribute("xmlurl")) ?? (type is "link" or "include" ? null : Url(scanner.Attribute("url")));
        if (url is null)
        {
            return null;
        }

        string[] folders = [.. open.OfType<string>()];
        return new OpmlFeed(url, Name(scanner), Url(scanner.Attribute("htmlurl")), folders.Length > 0 ? folders : Category(scanner.Attribute("category")));
    }

    private static string? Name(MarkupScanner scanner) => HtmlFragment.Plain(scanner.Attribute("title")) ?? HtmlFragment.Plain(scanner.Attribute("text"));

    // "category is a string of comma-separated slash-delimited category strings".
    private static string[] Category(string? category) => category?.Split(',')[0].Split('/', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    // "feed:" before a URL, or instead of "http:", is from times when browsers were to open readers.
    private static string? Url(string? text)
    {
        text = text?.Trim();
        text = text is null || !text.StartsWith("feed:", StringComparison.OrdinalIgnoreCase) ? text : text[5..].StartsWith("//", StringComparison.Ordinal) ? "http:" + text[5..] : text[5..];
        return text is not null && FeedLink.IsAbsolute(text) ? text : null;
    }
}
