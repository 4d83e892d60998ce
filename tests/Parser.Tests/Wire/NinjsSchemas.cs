using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NJsonSchema;

namespace Ingestion.Parser.Tests.Wire;

/// <summary>The schemas of ninjs as a validator reads them that knows JSON Schema of the drafts up to 7.</summary>
internal static class NinjsSchemas
{
    public static async Task<JsonSchema> LoadAsync(string path)
    {
        var schema = JsonNode.Parse(await File.ReadAllTextAsync(path))!.AsObject();
        schema.Remove("$schema");
        schema.Remove("$id");
        if (schema["$defs"] is JsonObject definitions)
        {
            // 2.1 on: a root that refers to a definition and then allows nothing else. Said in the words of draft 7: the definition itself, closed.
            definitions.Remove("unevaluatedProperties");
            var item = definitions["ninjsType"]!.DeepClone().AsObject();
            item["definitions"] = definitions.DeepClone();
            schema = item;
            schema["required"] = new JsonArray("uri");
            schema["additionalProperties"] = false;
        }

        var text = schema.ToJsonString().Replace("#/$defs/", "#/definitions/", StringComparison.Ordinal).Replace("\"https://geojson.org/schema/GeoJSON.json#\"", "\"#/definitions/geo\"", StringComparison.Ordinal)
            .Replace("\"https://geojson.org/schema/GeoJSON.json\"", "\"#/definitions/geo\"", StringComparison.Ordinal);
        text = Regex.Replace(text, "\"http://www[.]iptc[.]org/std/ninjs/ninjs-schema_[0-9.]+json#\"", "\"#\"", RegexOptions.NonBacktracking);
        schema = JsonNode.Parse(text)!.AsObject();
        var named = schema["definitions"] as JsonObject ?? [];
        schema["definitions"] ??= named;
        named["geo"] = JsonNode.Parse("""{"type": "object", "required": ["type"]}""");
        return await JsonSchema.FromJsonAsync(schema.ToJsonString());
    }
}
