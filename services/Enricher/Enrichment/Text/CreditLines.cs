using System.Collections.Frozen;

namespace Ingestion.Enricher.Enrichment.Text;

/// <summary>Lines that tell who made the text and nothing of what happened: "(Reporting by Ada Moreno; editing by Karl Brandt)", "By Ada Moreno, Example Wire".</summary>
internal static class CreditLines
{
    // A longer line is text, whatever it begins with.
    private const int Longest = 200;
    private const int LongestByline = 80;

    private static readonly string[] Starts =
    [
        "reporting by ", "reporting and writing by ", "additional reporting by ", "editing by ", "additional editing by ", "writing by ", "compiled by ", "translated by ", "with inputs from ", "with reporting by ",
        "photo: ", "photos: ", "photo by ", "photos by ", "photography by ", "image: ", "graphics by ", "video by ",
    ];

    // All that such a line has besides names. With any other word it is a sentence: "Compiled by Ada Moreno, the list shows …".
    private static readonly FrozenSet<string> Small = """
        by in and at for from of the with additional reporting writing editing compiled compiling translated translating photography photo photos image graphics video inputs agencies
        van von der den de da di du del della dos la le bin ibn al el
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();

    public static bool IsCredit(ReadOnlySpan<char> line)
    {
        line = line.Trim("()[]—–- \t\r");
        if (line.Length is 0 or > Longest)
        {
            return false;
        }

        if (line.TrimEnd('.').EndsWith(" contributed to this report", StringComparison.OrdinalIgnoreCase) || line.TrimEnd('.').EndsWith(" contributed to this story", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        if (line.StartsWith("By ", StringComparison.OrdinalIgnoreCase) && line.Length is > 4 and < LongestByline && char.IsUpper(line[3]) && line[^1] is not ('.' or '!' or '?' or '”' or '"'))
        {
            return IsOfNames(line[3..]);
        }

        foreach (var start in Starts)
        {
            if (line.Length > start.Length && line.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            {
                return IsOfNames(line[start.Length..]);
            }
        }

        return false;
    }

    /// <summary>The tokens of the story itself, without those of credit lines and of credits in brackets at the end of a line.</summary>
    public static Token[] Without(string text, Token[] tokens)
    {
        List<Range>? credits = null;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var (start, length) = range.GetOffsetAndLength(text.Length);
            var line = text.AsSpan(start, length).TrimEnd();
            var open = line.EndsWith(")") ? line.LastIndexOf('(') : 0;
            if (open >= 0 && IsCredit(line[open..]))
            {
                (credits ??= []).Add((start + open)..(start + length));
            }
            else if (open > 0 && IsCredit(line))
            {
                (credits ??= []).Add(start..(start + length));
            }
        }

        if (credits is null)
        {
            return tokens;
        }

        var kept = new List<Token>(tokens.Length);
        var next = 0;
        foreach (var token in tokens)
        {
            while (next < credits.Count && token.Start >= credits[next].End.Value)
            {
                next++;
            }

            if (next == credits.Count || token.Start < credits[next].Start.Value)
            {
                kept.Add(token);
            }
        }

        return [.. kept];
    }

    private static bool IsOfNames(ReadOnlySpan<char> rest)
    {
        var (hasName, words) = (false, Small.GetAlternateLookup<ReadOnlySpan<char>>());
        foreach (var range in rest.SplitAny(' ', ',', ';', ':', '/', '(', ')', '.', '\u00A0'))
        {
            var word = rest[range];
            hasName |= word.Length > 1 && char.IsUpper(word[0]);
            if (word.Length > 0 && char.IsLower(word[0]) && !words.Contains(word))
            {
                return false;
            }
        }

        return hasName;
    }
}
