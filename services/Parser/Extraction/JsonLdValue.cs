using System.Net;
using System.Text.Json;

namespace Ingestion.Parser.Extraction;

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

    public static JsonElement? First(JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Select(item => (JsonElement?)item).FirstOrDefault() : element;

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

    public static void Authors(JsonElement? element, List<string> persons, List<string> organisations, int depth = 0)
    {
        if (element is { ValueKind: JsonValueKind.Array } list && depth < 4)
        {
            foreach (var item in list.EnumerateArray())
            {
                Authors(item, persons, organisations, depth + 1);
            }
        }
        else if (element is { ValueKind: JsonValueKind.Object } author)
        {
            if (Property(author, "name") is { ValueKind: JsonValueKind.Array } names)
            {
                Authors(names, persons, organisations, depth + 1);
                return;
            }

            var name = Text(author, "name")
                ?? string.Join(' ', new[] { Text(author, "givenName"), Text(author, "familyName") }.Where(part => part is not null));
            var type = Text(author, "@type") ?? "";
            (type.EndsWith("Organization", StringComparison.OrdinalIgnoreCase) ? organisations : persons).Add(name);
        }
        else if (Plain(element) is { } name)
        {
            persons.Add(name);
        }
    }

    public static string[] Words(JsonElement? element) => element switch
    {
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(item => Plain(item)).OfType<string>()],
        { ValueKind: JsonValueKind.String } text => text.GetString()!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        _ => [],
    };

    public static bool? Flag(JsonElement? element) => element switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.String } text when bool.TryParse(text.GetString(), out var flag) => flag,
        _ => null,
    };
}
