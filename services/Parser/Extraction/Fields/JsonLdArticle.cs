using System.Text.Json;
using static Ingestion.Parser.Extraction.Fields.JsonLdValue;

namespace Ingestion.Parser.Extraction.Fields;

/// <summary>The node of a page's JSON-LD that is its article, and not one of those that it links to.</summary>
internal static class JsonLdArticle
{
    private static readonly string[] Telling = ["headline", "datePublished", "author", "articleBody"];

    /// <param name="graph">All nodes.</param>
    /// <param name="addresses">What the page says its own address is.</param>
    /// <param name="titles">What the page calls itself elsewhere.</param>
    /// <returns>The most specific kind; among those the one that is of this address and title, and says most. Null when there is none.</returns>
    public static JsonElement? Find(JsonLdGraph graph, IReadOnlyCollection<string> addresses, IReadOnlyList<string> titles)
    {
        var candidates = graph.Nodes.Select(node => (Node: node, Kind: Kind(node))).Where(entry => entry.Kind > 0).Take(200).ToList();
        var best = default(JsonElement?);
        var bestRank = 0;
        foreach (var (node, kind) in candidates)
        {
            var rank = kind + Telling.Count(name => Property(node, name) is not null) + (candidates.Count > 1 ? Likeness(node, addresses, titles) : 0);
            if (rank > bestRank)
            {
                (best, bestRank) = (node, rank);
            }
        }

        return best;
    }

    /// <summary>0 when the node is no article; news before blog posts before pages that merely have a date.</summary>
    public static int Kind(JsonElement node)
    {
        var kind = 0;
        foreach (var type in Types(node))
        {
            kind = Math.Max(kind, type switch
            {
                _ when type.EndsWith("NewsArticle", StringComparison.OrdinalIgnoreCase) => 40,
                _ when type.EndsWith("Article", StringComparison.OrdinalIgnoreCase) || type.EndsWith("BlogPosting", StringComparison.OrdinalIgnoreCase) => 35,
                "Report" or "Review" or "LiveBlogPosting" or "SocialMediaPosting" => 30,
                "WebPage" or "ItemPage" or "CreativeWork" or "VideoObject" or "ImageGallery" or "MediaGallery" or "PhotoGallery" => 5,
                _ => 0,
            });
        }

        return kind;
    }

    private static int Likeness(JsonElement node, IReadOnlyCollection<string> addresses, IReadOnlyList<string> titles)
    {
        var address = Path(Text(node, "url") ?? Id(Property(node, "mainEntityOfPage")) ?? Id(node));
        var sameAddress = address is not null && addresses.Any(own => Path(own) == address);
        var headline = Text(node, "headline") ?? Text(node, "name");
        var likeness = headline is null ? 0 : titles.Select(title => TitleLikeness.Of(headline, title)).DefaultIfEmpty().Max();
        return (sameAddress ? 12 : 0) + (likeness >= 0.6 ? 12 : 0) - (likeness < 0.3 && address is { Length: > 1 } && !sameAddress && addresses.Count > 0 ? 30 : 0);
    }

    private static string? Id(JsonElement? element) => element switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Object } node => Text(node, "@id") ?? Text(node, "url"),
        _ => null,
    };

    /// <summary>What tells one page of a site from another.</summary>
    private static string? Path(string? address)
    {
        if (address is null)
        {
            return null;
        }

        var end = address.IndexOfAny(['#', '?']);
        address = end < 0 ? address : address[..end];
        var scheme = address.IndexOf("://", StringComparison.Ordinal);
        var path = scheme < 0 ? 0 : address.IndexOf('/', scheme + 3);
        return path < 0 ? null : address[path..].TrimEnd('/').ToLowerInvariant();
    }
}
