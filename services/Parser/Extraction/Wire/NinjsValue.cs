using System.Text.Json;

namespace Ingestion.Parser.Extraction.Wire;

/// <summary>Properties of ninjs, whose generations spell the same name in lower case or camelCase.</summary>
internal static class NinjsValue
{
    /// <summary>A property that is there and not null.</summary>
    public static JsonElement? Get(this JsonElement of, params ReadOnlySpan<string> names)
    {
        if (of.ValueKind == JsonValueKind.Object)
        {
            foreach (var name in names)
            {
                foreach (var property in of.EnumerateObject())
                {
                    if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && property.Value.ValueKind != JsonValueKind.Null)
                    {
                        return property.Value;
                    }
                }
            }
        }

        return null;
    }

    /// <summary>Its text, white space folded; null when it has none.</summary>
    public static string? Words(this JsonElement of, params ReadOnlySpan<string> names) => WireText.Fold(of.Get(names) is { } value ? Text(value) : null);

    public static IEnumerable<JsonElement> List(this JsonElement of, params ReadOnlySpan<string> names) =>
        of.Get(names) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <returns>Null for half a surrogate pair, which JSON can write and .NET does not read, and for what is neither text nor number.</returns>
    public static string? Text(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
