using System.Buffers;

namespace Ingestion.Parser.Extraction.Dates;

/// <summary>Dates in the state that script-built pages carry as JSON: the first of each key, since the article's own comes before the stories that it recommends.</summary>
internal static class ScriptDates
{
    // Stems of the keys, as their middle stands in camel, snake and Pascal case.
    private static readonly (string Stem, DateSource Source)[] Stems = [("ublish", DateSource.Script), ("ubDate", DateSource.Script), ("reated", DateSource.Script), ("ploadDate", DateSource.Script), ("odified", DateSource.ScriptModified), ("pdated", DateSource.ScriptModified)];

    private static readonly SearchValues<char> Ends = SearchValues.Create("\"',}&\\");

    private const int LongestKey = 30;

    private const int LongestValue = 40;

    /// <summary>Mentions of a stem that are looked at; running text has some too.</summary>
    private const int MostMentions = 2000;

    private const int MostKeys = 8;

    private const int MostKeysOfOneKind = 5;

    private static readonly SearchValues<string> AnyStem = SearchValues.Create(Stems.Select(pair => pair.Stem).ToArray(), StringComparison.Ordinal);

    public static void Collect(string html, DateLocale locale, List<DateCandidate> found)
    {
        var seen = new Dictionary<string, DateSource>();
        var at = 0;
        for (var mentions = 0; mentions < MostMentions && seen.Count < MostKeys && html.AsSpan(at).IndexOfAny(AnyStem) is >= 0 and var next; mentions++)
        {
            at += next;
            var (stem, source) = Array.Find(Stems, pair => string.CompareOrdinal(html, at, pair.Stem, 0, pair.Stem.Length) == 0);
            if (Value(html.AsSpan(), at, stem.Length, out var key) is { IsEmpty: false } value && !seen.ContainsKey(key) && seen.Values.Count(known => known == source) < MostKeysOfOneKind
                && MachineDate.Read(value.ToString(), locale) is { } date)
            {
                seen[key] = source;
                found.Add(new DateCandidate(source, "script:" + key, date));
            }

            at += stem.Length;
        }
    }

    /// <returns>The value when the stem at <paramref name="at"/> is part of a quoted key; else nothing.</returns>
    private static ReadOnlySpan<char> Value(ReadOnlySpan<char> html, int at, int length, out string key)
    {
        key = "";
        var (start, end) = (at, at + length);
        while (start > 0 && at - start < LongestKey && IsKey(html[start - 1]))
        {
            start--;
        }

        while (end < html.Length && end - at < LongestKey && IsKey(html[end]))
        {
            end++;
        }

        var rest = html[end..];
        if (rest.IsEmpty || rest[0] is not ('"' or '\\' or '&' or '\''))
        {
            return default;
        }

        rest = rest[..Math.Min(rest.Length, LongestValue + 24)].TrimStart("\\\"'");
        rest = rest.StartsWith("&quot;", StringComparison.Ordinal) ? rest[6..] : rest;
        rest = rest.TrimStart();
        if (rest.IsEmpty || rest[0] != ':')
        {
            return default;
        }

        rest = rest[1..].TrimStart(" \t\r\n\\\"'");
        rest = rest.StartsWith("&quot;", StringComparison.Ordinal) ? rest[6..] : rest;
        var stop = rest.IndexOfAny(Ends);
        key = html[start..end].ToString();
        return stop > 0 ? rest[..stop] : default;
    }

    private static bool IsKey(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-';
}
