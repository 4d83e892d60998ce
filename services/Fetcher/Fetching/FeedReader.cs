using System.Xml;

namespace Ingestion.Fetcher.Fetching;

/// <summary>What a feed or sitemap names.</summary>
/// <param name="Articles">URLs of its entries, in order, each once.</param>
/// <param name="Sitemaps">URLs of further sitemaps, when it is an index.</param>
internal sealed record FeedContent(IReadOnlyList<string> Articles, IReadOnlyList<string> Sitemaps);

/// <summary>Reads the URLs out of RSS, Atom, RDF, sitemaps and sitemap indexes.</summary>
internal static class FeedReader
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        MaxCharactersInDocument = 20_000_000,
        MaxCharactersFromEntities = 1_000_000,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    private const int MaxDepth = 200;

    /// <returns>Null when it is none of these formats.</returns>
    /// <exception cref="XmlException">It is not well-formed.</exception>
    public static FeedContent? Read(ReadOnlyMemory<byte> bytes, Uri feed)
    {
        var (articles, sitemaps) = (new List<string>(), new List<string>());
        using var reader = XmlReader.Create(new MemoryStream(bytes.ToArray(), writable: false), Settings);
        var path = new List<string>();
        string? root = null;
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.EndElement)
            {
                path.RemoveAt(path.Count - 1);
            }
            else if (reader.NodeType == XmlNodeType.Element)
            {
                root ??= reader.LocalName;
                if (reader.Depth >= MaxDepth)
                {
                    throw new XmlException($"Elements nested deeper than {MaxDepth}.");
                }

                if (reader.LocalName == "link" && path.LastOrDefault() == "entry" && reader.GetAttribute("rel") is null or "alternate")
                {
                    Add(articles, reader.GetAttribute("href"), feed);
                }

                if (!reader.IsEmptyElement)
                {
                    path.Add(reader.LocalName);
                }
            }
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                switch (path)
                {
                    case [.., "item", "link"]:
                    case [.., "url", "loc"]:
                        Add(articles, reader.Value, feed);
                        break;
                    case [.., "sitemap", "loc"]:
                        Add(sitemaps, reader.Value, feed);
                        break;
                }
            }
        }

        return root is "rss" or "feed" or "RDF" or "urlset" or "sitemapindex" ? new FeedContent([.. articles.Distinct()], [.. sitemaps.Distinct()]) : null;
    }

    private static void Add(List<string> urls, string? link, Uri feed)
    {
        if (!string.IsNullOrWhiteSpace(link) && Uri.TryCreate(feed, link.Trim(), out var url))
        {
            urls.Add(url.AbsoluteUri);
        }
    }
}
