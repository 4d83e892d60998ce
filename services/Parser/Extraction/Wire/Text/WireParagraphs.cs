using System.Text;

namespace Ingestion.Parser.Extraction.Wire;

/// <summary>Lines of plain text to paragraphs: parted by empty lines where there are any, by lines where lines are long, by indents and short last lines else.</summary>
internal static class WireParagraphs
{
    /// <summary>Hard-wrapped copy keeps below this width (wire services: 64 to 80; mail: 78); a longer line is a paragraph of its own.</summary>
    private const int WrapWidth = 100;

    public static List<string> Of(IReadOnlyList<string> lines)
    {
        var paragraphs = new List<string>();
        var current = new StringBuilder();
        void End()
        {
            if (current.Length > 0)
            {
                paragraphs.Add(current.ToString());
                current.Clear();
            }
        }

        var hasEmptyLines = lines.SkipWhile(string.IsNullOrWhiteSpace).Reverse().SkipWhile(string.IsNullOrWhiteSpace).Any(string.IsNullOrWhiteSpace);
        var width = lines.Count == 0 ? 0 : lines.Max(line => line.TrimEnd().Length);
        var previous = "";
        foreach (var raw in lines)
        {
            var line = raw.Trim();
            if (line.Length == 0)
            {
                End();
                previous = "";
                continue;
            }

            var indented = raw[0] is ' ' or '\t' && previous.Length > 0 && previous[0] is not (' ' or '\t');
            var shortLast = !hasEmptyLines && previous.Length > 0 && previous.TrimEnd().Length < width * 0.7 && Prose.EndsAsSentence(previous);
            if (indented || shortLast || line.Length > WrapWidth || previous.TrimEnd().Length > WrapWidth)
            {
                End();
            }

            Join(current, line);
            previous = raw;
        }

        End();
        return paragraphs;
    }

    private static void Join(StringBuilder current, string line)
    {
        var hyphenated = current.Length > 1 && current[^1] == '-' && char.IsLetter(current[^2]);
        var unspaced = current.Length > 0 && Prose.IsDense(current[^1]) && Prose.IsDense(line[0]) && current[^1] is not (>= '\uAC00' and <= '\uD7AF');
        if (current.Length > 0 && !hyphenated && !unspaced)
        {
            current.Append(' ');
        }

        current.Append(line);
    }
}
