using System.Text.Json;
using static Ingestion.Parser.Extraction.JsonLdValue;

namespace Ingestion.Parser.Extraction;

/// <summary>The node of a page's JSON-LD that is its article.</summary>
internal static class JsonLdArticle
{
    /// <summary>The article among all nodes of a page's blocks: the most specific kind, and among those the one that says most.</summary>
    /// <param name="blocks">Contents of the <c>application/ld+json</c> scripts. Broken ones are mended where that is plain, else passed over.</param>
    public static JsonElement? Find(IEnumerable<string> blocks)
    {
        var best = default(JsonElement);
        var bestRank = 0;
        foreach (var block in blocks)
        {
            if (Json(block) is not { } root)
            {
                continue;
            }

            foreach (var node in Nodes(root, depth: 0))
            {
                var rank = Rank(node);
                if (rank > bestRank)
                {
                    (best, bestRank) = (node, rank);
                }
            }
        }

        return bestRank == 0 ? null : best;
    }

    private static JsonElement? Json(string block)
    {
        var options = new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };
        var text = block.Trim().TrimEnd(';');
        text = text.Replace("<![CDATA[", "", StringComparison.Ordinal).Replace("]]>", "", StringComparison.Ordinal)
            .Replace("<!--", "", StringComparison.Ordinal).Replace("-->", "", StringComparison.Ordinal);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            try
            {
                using var document = JsonDocument.Parse(text, options);
                return document.RootElement.Clone();
            }
            catch (JsonException)
            {
                // Line breaks inside strings are the commonest fault; between tokens a space does as well.
                text = string.Create(text.Length, text, static (to, from) =>
                {
                    for (var i = 0; i < from.Length; i++)
                    {
                        to[i] = char.IsControl(from[i]) ? ' ' : from[i];
                    }
                });
            }
        }

        return null;
    }

    private static IEnumerable<JsonElement> Nodes(JsonElement element, int depth)
    {
        if (depth > 6)
        {
            yield break;
        }

        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var node in element.EnumerateArray().SelectMany(item => Nodes(item, depth + 1)))
            {
                yield return node;
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            yield return element;
            foreach (var name in (string[])["@graph", "mainEntity", "mainEntityOfPage"])
            {
                if (Property(element, name) is { ValueKind: JsonValueKind.Object or JsonValueKind.Array } inner)
                {
                    foreach (var node in Nodes(inner, depth + 1))
                    {
                        yield return node;
                    }
                }
            }
        }
    }

    /// <summary>0 when the node is no article; news before blog posts before pages that merely have a date.</summary>
    private static int Rank(JsonElement node)
    {
        var types = Property(node, "@type") is not { } type ? []
            : type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(item => Plain(item)).ToArray() : [Plain(type)];
        var kind = types.Append(null).Max(name => name switch
        {
            null => 0,
            _ when name.EndsWith("NewsArticle", StringComparison.OrdinalIgnoreCase) => 40,
            _ when name.EndsWith("Article", StringComparison.OrdinalIgnoreCase) || name.EndsWith("BlogPosting", StringComparison.OrdinalIgnoreCase) => 35,
            "Report" or "Review" or "LiveBlogPosting" or "SocialMediaPosting" => 30,
            "WebPage" or "ItemPage" or "CreativeWork" or "VideoObject" => 5,
            _ => 0,
        });
        if (kind == 0)
        {
            return 0;
        }

        string[] telling = ["headline", "datePublished", "author", "articleBody"];
        return kind + telling.Count(name => Property(node, name) is { ValueKind: not JsonValueKind.Null });
    }
}
