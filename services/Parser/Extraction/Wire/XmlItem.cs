using System.Buffers;
using System.Xml.Linq;

namespace Ingestion.Parser.Extraction.Wire;

/// <summary>Which reader an XML document is for, by its root.</summary>
internal static class XmlItem
{
    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\r\n/>");

    // NewsML-G2 items that are no news themselves.
    private static readonly Dictionary<string, string> Others = new(StringComparer.Ordinal)
    {
        ["packageItem"] = "a package: it names items, which come as documents of their own",
        ["conceptItem"] = "a concept: it explains a code and tells no news",
        ["knowledgeItem"] = "a set of concepts: it explains codes and tells no news",
        ["planningItem"] = "a plan of coverage: the news comes when it is covered",
        ["catalogItem"] = "a catalog of codes",
        ["catalog"] = "a catalog of codes",
        ["NewsML"] = "NewsML 1, which is not read: ask the provider for NewsML-G2, NITF or ninjs",
        ["urlset"] = "a sitemap: subscribe it as a feed",
        ["sitemapindex"] = "an index of sitemaps: subscribe it as a feed",
        ["opml"] = "a list of feeds: hand it in as feeds",
    };

    public static WireRead Read(string text, string url, bool strict)
    {
        if (RootName(text) is "rss" or "feed" or "RDF" or "channel")
        {
            return FeedItem.Read(text, url);
        }

        return WireXml.Load(text, out var root) ?? Of(root, strict);
    }

    private static WireRead Of(XElement root, bool strict) => root.Name.LocalName switch
    {
        "newsItem" => NewsMlG2.Read(root, strict),
        "nitf" => Nitf.Read(root),
        "newsMessage" => OfMessage(root, strict),
        var name when Others.TryGetValue(name, out var what) => WireRead.Unsupported($"The document is {what}."),
        var name => WireRead.Unsupported($"The root of the XML is {WireText.Shorten(name)}, which is none of nitf, newsItem, newsMessage, rss and feed."),
    };

    private static WireRead OfMessage(XElement root, bool strict)
    {
        var items = root.Child("itemSet")?.Elements().ToList() ?? [];
        return items.Count switch
        {
            0 => WireRead.Malformed("The news message has no item."),
            1 => Of(items[0], strict),
            _ => WireRead.Unsupported($"The document is a news message of {items.Count} items: hand it in by the Desk, a queue or a watched folder, which take it apart."),
        };
    }

    /// <summary>Local name of the first element, read from the text: feeds need not be well-formed.</summary>
    internal static string RootName(string text)
    {
        for (var rest = text.AsSpan(); rest.IndexOf('<') is >= 0 and var at;)
        {
            rest = rest[(at + 1)..];
            if (rest is ['?' or '!', ..])
            {
                var close = rest.StartsWith("!--", StringComparison.Ordinal) ? rest.IndexOf("-->", StringComparison.Ordinal) : 0;
                rest = close < 0 ? [] : rest[close..];
                continue;
            }

            var end = rest.IndexOfAny(NameEnds);
            var name = end < 0 ? rest[..Math.Min(rest.Length, 40)] : rest[..end];
            return name[(name.LastIndexOf(':') + 1)..].ToString();
        }

        return "";
    }
}
