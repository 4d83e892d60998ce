using System.Text.Json;
using Ingestion.Parser.Extraction.Html;

namespace Ingestion.Parser.Extraction.Fields;

/// <summary>The JSON that a page leaves for its own program, as <c>&lt;script type="application/json"&gt;</c> or <c>window.STATE = {…}</c>.</summary>
internal static class StateScripts
{
    /// <summary>Less than this holds no article.</summary>
    private const int ShortestScript = 500;

    /// <summary>In characters, over all scripts of a page. A guess: ten times the largest state that we saw.</summary>
    private const int MostChars = 8_000_000;

    private const int MostScripts = 40;

    public static IEnumerable<JsonElement> Of(Page page)
    {
        var left = MostChars;
        var scripts = 0;
        foreach (var node in page.All(Tag.Script))
        {
            var type = page.Attribute(node, "type") ?? "";
            var isJson = type.Contains("json", StringComparison.OrdinalIgnoreCase);
            if (type.Contains("ld+json", StringComparison.OrdinalIgnoreCase) || (!isJson && type.Length > 0 && !type.Contains("javascript", StringComparison.OrdinalIgnoreCase) && type != "module"))
            {
                continue;
            }

            var text = page.RawText(node);
            if (text.Length < ShortestScript || text.Length > left || (!isJson && Assigned(text) is null) || ++scripts > MostScripts)
            {
                continue;
            }

            left -= text.Length;
            if (JsonLdGraph.Json(isJson ? text : Assigned(text)!) is { } root)
            {
                yield return root;
            }
        }
    }

    /// <returns>What is assigned, where the script starts by assigning an object, a list, or text that holds one; else null.</returns>
    internal static string? Assigned(string script)
    {
        var equals = script.AsSpan(0, Math.Min(script.Length, 200)).IndexOf('=');
        if (equals < 0)
        {
            return null;
        }

        var name = script.AsSpan(0, equals).Trim();
        if (name.IsEmpty || name.ContainsAny("(){};"))
        {
            return null;
        }

        var value = script.AsSpan(equals + 1).TrimStart();
        const string Call = "JSON.parse(";
        if (value.StartsWith(Call) && value[Call.Length..] is ['"', .. var quoted])
        {
            // JSON inside a string of JSON.
            var end = quoted.LastIndexOf('"');
            return end > 0 && JsonLdGraph.Json($"[\"{quoted[..end]}\"]") is { } list ? JsonLdValue.First(list)?.GetString() : null;
        }

        return value is ['{' or '[', ..] ? value.ToString() : null;
    }
}
