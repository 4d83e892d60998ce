namespace Ingestion.News.Feeds;

/// <summary>Reads feeds and sitemaps of every format in use, as they are found, well-formed or not.</summary>
public static class FeedReader
{
    /// <summary>Most bytes read after decompression: 50 MB, the limit of sitemaps.org/protocol.html#index.</summary>
    public const int MaxBytes = 52_428_800;

    /// <summary>Most entries read: twice what sitemaps.org/protocol.html#index allows one sitemap.</summary>
    public const int MaxEntries = 100_000;

    /// <summary>Reads a feed or sitemap, gzip'd or not. Never throws for what the bytes hold.</summary>
    /// <param name="bytes">The body of the response.</param>
    /// <param name="contentType">Media type of the response, with or without parameters; null where none was given.</param>
    /// <param name="charset">Charset of the response; null where none was given.</param>
    /// <param name="feedUrl">Where it came from, after redirects; relative links are resolved against it.</param>
    /// <returns>Null when it is none of the formats; a document with <see cref="FeedDocument.Incomplete"/> when only a part of it could be read.</returns>
    public static FeedDocument? Read(ReadOnlyMemory<byte> bytes, string? contentType, string? charset, Uri feedUrl)
    {
        ArgumentNullException.ThrowIfNull(feedUrl);
        var text = FeedBytes.Read(bytes, MaxBytes, contentType, charset, out var incomplete);
        var start = text.AsSpan().TrimStart();
        var document = start.StartsWith("{") ? JsonFeed.Read(text, feedUrl)
            : start.Contains('<') ? XmlFeed.Read(text, feedUrl)
            : TextSitemap.Read(incomplete is null ? text : text[..(text.LastIndexOf('\n') + 1)]); // a line cut in two leads elsewhere
        return document is null || incomplete is null ? document : document with { Incomplete = incomplete };
    }
}
