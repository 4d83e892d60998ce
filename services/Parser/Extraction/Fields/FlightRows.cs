using System.Globalization;
using System.Text;
using Ingestion.Parser.Extraction.Html;

namespace Ingestion.Parser.Extraction.Fields;

/// <summary>
/// Texts that Next.js streams to its own program beside the page (React's flight format): scripts push pieces of one stream, whose rows are
/// <c>id:T&lt;bytes in hex&gt;,&lt;text&gt;</c> or a line of JSON. Articles that are drawn by program alone stand there and nowhere else.
/// </summary>
internal static class FlightRows
{
    private const string Push = "self.__next_f.push([1,";

    /// <summary>Rows shorter than this are no article.</summary>
    private const int ShortestText = 300;

    private const int MostChars = 8_000_000;

    public static IReadOnlyList<string> Texts(Page page)
    {
        var stream = new StringBuilder();
        foreach (var node in page.All(Tag.Script))
        {
            var script = page.RawText(node);
            if (stream.Length + script.Length <= MostChars && script.StartsWith(Push, StringComparison.Ordinal) && script.LastIndexOf(']') is var end && end > Push.Length
                && JsonLdGraph.Json($"[{script[Push.Length..end]}]") is { } list && JsonLdValue.First(list) is { ValueKind: System.Text.Json.JsonValueKind.String } text)
            {
                stream.Append(text.GetString());
            }
        }

        return stream.Length == 0 ? [] : Rows(stream.ToString());
    }

    /// <returns>The text rows that are long enough, in order.</returns>
    internal static List<string> Rows(string stream)
    {
        var texts = new List<string>();
        for (var at = 0; at < stream.Length;)
        {
            var colon = stream.IndexOf(':', at);
            if (colon < 0)
            {
                break;
            }

            var comma = colon + 1 < stream.Length && stream[colon + 1] == 'T' ? stream.IndexOf(',', colon, Math.Min(12, stream.Length - colon)) : -1;
            if (comma > 0 && int.TryParse(stream.AsSpan(colon + 2, comma - colon - 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bytes) && bytes >= 0)
            {
                var end = comma + 1;
                for (var left = bytes; left > 0 && end < stream.Length; end++)
                {
                    left -= stream[end] < 0x80 ? 1 : stream[end] < 0x800 || char.IsSurrogate(stream[end]) ? 2 : 3;
                }

                if (end - comma > ShortestText)
                {
                    texts.Add(stream[(comma + 1)..end]);
                }

                at = end;
                continue;
            }

            var line = stream.IndexOf('\n', colon);
            at = line < 0 ? stream.Length : line + 1;
        }

        return texts;
    }
}
