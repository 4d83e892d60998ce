using System.Net;
using System.Text.Json;
using static Ingestion.Parser.Extraction.Fields.JsonLdValue;

namespace Ingestion.Parser.Extraction.Fields;

/// <summary>All nodes of a page's JSON-LD scripts, with the references between them.</summary>
internal sealed class JsonLdGraph
{
    /// <summary>More than any page needs; a script of a million nodes is not read through.</summary>
    private const int MostNodes = 2_000;

    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 };

    private static readonly string[] Inner = ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "hasPart", "video", "liveBlogUpdate", "about"];

    private readonly List<JsonElement> nodes = [];
    private readonly Dictionary<string, JsonElement> byId = new(StringComparer.Ordinal);

    /// <param name="blocks">Contents of the <c>application/ld+json</c> scripts. Broken ones are mended where that is plain, else passed over.</param>
    public JsonLdGraph(IEnumerable<string> blocks)
    {
        foreach (var block in blocks)
        {
            if (Json(block) is { } root)
            {
                Add(root, depth: 0);
            }
        }
    }

    /// <summary>Every node that may speak of the page, outer ones first.</summary>
    public IReadOnlyList<JsonElement> Nodes => nodes;

    /// <returns>What a reference (<c>{"@id": …}</c> and no more) refers to; any other element as it is.</returns>
    public JsonElement? Resolve(JsonElement? element)
    {
        if (element is { ValueKind: JsonValueKind.Object } reference && Property(reference, "@id") is { ValueKind: JsonValueKind.String } id
            && Property(reference, "name") is null && byId.TryGetValue(id.GetString()!, out var node))
        {
            return node;
        }

        return element;
    }

    /// <returns>The value, or null where it cannot be read as JSON.</returns>
    public static JsonElement? Json(string text)
    {
        if (TryParse(text, out var root))
        {
            return root;
        }

        // Some systems escape the script as if it were text.
        if (text.AsSpan().TrimStart() is ['{' or '[', ..] && text.Contains("&quot;", StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal))
        {
            text = WebUtility.HtmlDecode(text);
        }

        return TryParse(JsonMending.Mend(text), out root) ? root : null;
    }

    private static bool TryParse(string text, out JsonElement root)
    {
        root = default;
        try
        {
            root = JsonElement.Parse(LoneSurrogates.Replace(text), Options);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
        catch (ArgumentException)
        {
            // Half of a surrogate pair, not escaped.
            return false;
        }
    }

    private void Add(JsonElement element, int depth)
    {
        if (depth > 8 || nodes.Count >= MostNodes)
        {
            return;
        }

        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Add(item, depth + 1);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            nodes.Add(element);
            if (Property(element, "@id") is { ValueKind: JsonValueKind.String } id && Property(element, "@type") is not null)
            {
                byId.TryAdd(id.GetString()!, element);
            }

            foreach (var name in Inner)
            {
                if (Property(element, name) is { ValueKind: JsonValueKind.Object or JsonValueKind.Array } inner)
                {
                    Add(inner, depth + 1);
                }
            }
        }
    }
}
