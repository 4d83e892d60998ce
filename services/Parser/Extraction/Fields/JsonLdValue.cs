using System.Net;
using System.Text.Json;

namespace Ingestion.Parser.Extraction.Fields;

/// <summary>Values of JSON-LD as publishers write them: one or a list, a text or an object that has a name.</summary>
internal static class JsonLdValue
{
    public static JsonElement? Property(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        return element.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value : null;
    }

    public static JsonElement? First(JsonElement? element)
    {
        if (element is not { ValueKind: JsonValueKind.Array } list)
        {
            return element;
        }

        foreach (var item in list.EnumerateArray())
        {
            return item;
        }

        return null;
    }

    public static string? Text(JsonElement node, string name) => Plain(Property(node, name));

    /// <summary>A text, an object's name or value, or the first of a list; character references undone, since pages put them into JSON too.</summary>
    public static string? Plain(JsonElement? element, int depth = 0)
    {
        var text = First(element) switch
        {
            { ValueKind: JsonValueKind.String } value => value.GetString(),
            { ValueKind: JsonValueKind.Number } value => value.GetRawText(),
            { ValueKind: JsonValueKind.Object } value when depth < 3 =>
                Plain(Property(value, "name") ?? Property(value, "@value") ?? Property(value, "url") ?? Property(value, "@id"), depth + 1),
            _ => null,
        };
        return string.IsNullOrWhiteSpace(text) ? null : WebUtility.HtmlDecode(text).Trim();
    }

    /// <summary>The kinds of a node, without the vocabulary's address.</summary>
    public static IReadOnlyList<string> Types(JsonElement node)
    {
        static string Short(string type) => type[(type.LastIndexOfAny(['/', ':', '#']) + 1)..];

        return Property(node, "@type") switch
        {
            { ValueKind: JsonValueKind.String } type => [Short(type.GetString()!)],
            { ValueKind: JsonValueKind.Array } types => [.. types.EnumerateArray().Select(item => Plain(item)).OfType<string>().Select(Short)],
            _ => [],
        };
    }

    public static bool IsType(JsonElement node, string type) => Types(node).Contains(type, StringComparer.OrdinalIgnoreCase);

    public static string[] Words(JsonElement? element) => element switch
    {
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(item => Plain(item)).OfType<string>()],
        { ValueKind: JsonValueKind.String } text => WebUtility.HtmlDecode(text.GetString()!).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        _ => [],
    };

    public static bool? Flag(JsonElement? element) => First(element) switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.String } text => text.GetString()!.Trim() switch
        {
            var word when bool.TryParse(word, out var flag) => flag,
            var word when word.EndsWith("/True", StringComparison.Ordinal) => true,
            var word when word.EndsWith("/False", StringComparison.Ordinal) => false,
            _ => null,
        },
        _ => null,
    };
}
