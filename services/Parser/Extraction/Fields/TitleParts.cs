namespace Ingestion.Parser.Extraction.Fields;

/// <summary>What is glued to a headline in a title: a site's name, a section, a kicker.</summary>
internal static class TitleParts
{
    /// <summary>A title is a line; of one that is a book the beginning will do.</summary>
    private const int Longest = 1_000;

    private const int MostCuts = 12;

    /// <summary>How a shorter print of a title is contained in a longer one.</summary>
    public enum Cut
    {
        /// <summary>It is not, or not at a mark.</summary>
        None,

        /// <summary>Before a dash, after a colon: the rest may belong to the headline.</summary>
        Loose,

        /// <summary>Before or after a bar, which no headline has.</summary>
        Bar,
    }

    /// <summary>White space folded; characters that are not seen left out.</summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "";
        }

        var raw = text.Length > Longest ? text[..Longest] : text;
        return string.Join(' ', string.Concat(raw.Where(c => c is not ('\u00AD' or '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF' or '\u200E' or '\u200F')))
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Cuts a site's name off either end, and what stands between it and the title's own bar.</summary>
    public static string WithoutSite(string title, SiteNames sites, string? section = null)
    {
        for (var cuts = Cuts(title); cuts.Count > 0; cuts = Cuts(title))
        {
            var (lastStart, lastEnd) = cuts[^1];
            var (firstStart, firstEnd) = cuts[0];
            if (lastStart > 0 && IsSite(title[lastEnd..], sites, section))
            {
                title = title[..lastStart].TrimEnd();
            }
            else if (firstStart > 0 && IsSite(title[..firstStart], sites, section))
            {
                title = title[firstEnd..].TrimStart();
            }
            else if (cuts.Count > 1 && cuts[^2].Start > 0 && sites.IsLike(title.AsSpan(cuts[^2].End)))
            {
                title = title[..cuts[^2].Start].TrimEnd();
            }
            else
            {
                break;
            }
        }

        return title;
    }

    /// <returns>How <paramref name="part"/> is a whole part of <paramref name="title"/>.</returns>
    public static Cut IsPartOf(string part, string title)
    {
        if (part.Length >= title.Length || Prose.Letters(part).Length < 10)
        {
            return Cut.None;
        }

        if (title.StartsWith(part, StringComparison.Ordinal))
        {
            return title.AsSpan(part.Length) switch
            {
                [' ', '|' or '｜' or 'ㅣ', ..] or ['|' or '｜' or 'ㅣ', ..] => Cut.Bar,
                ['-' or '–' or '—', not ' ', .. var rest] when rest[..Math.Min(rest.Length, 13)].ContainsAny('|', '｜', 'ㅣ') => Cut.Bar,
                [' ', '-' or '–' or '—' or '·' or '•' or '»' or '›' or '/' or '~', ' ', ..] => Cut.Loose,
                _ => Cut.None,
            };
        }

        if (title.EndsWith(part, StringComparison.Ordinal))
        {
            return title.AsSpan(0, title.Length - part.Length).TrimEnd() switch
            {
                [.., '|' or '｜' or 'ㅣ'] => Cut.Bar,
                [.., ':'] or [.., ' ', '-' or '–' or '—' or '·' or '•' or '»' or '›' or '/'] => Cut.Loose,
                _ => Cut.None,
            };
        }

        return Cut.None;
    }

    /// <returns>Whether a print breaks off (<c>…</c>) where the other goes on.</returns>
    public static bool IsCutShort(string print, string other)
    {
        var kept = print.EndsWith('…') ? print[..^1].TrimEnd() : print.EndsWith("...", StringComparison.Ordinal) ? print[..^3].TrimEnd() : print;
        return kept.Length < print.Length && kept.Length >= 20 && other.Length > kept.Length && other.StartsWith(kept, StringComparison.Ordinal);
    }

    /// <summary>Where a title may be cut: bars, dashes and the like between white space, bars and hyphens also without.</summary>
    private static List<(int Start, int End)> Cuts(string title)
    {
        var cuts = new List<(int Start, int End)>();
        for (var i = 1; i < title.Length - 1; i++)
        {
            var isBar = title[i] is '|' or '｜' or 'ㅣ';
            if (!isBar && !(title[i] is '-' or '–' or '—' or ':' or '·' or '•' or '»' or '›' or '«' or '‹' or '/' or '~'))
            {
                continue;
            }

            var end = i + 1;
            while (end < title.Length && title[end] == title[i])
            {
                end++;
            }

            if (isBar || (title[i - 1] == ' ' && end < title.Length && title[end] == ' '))
            {
                cuts.Add((title[i - 1] == ' ' ? i - 1 : i, end < title.Length && title[end] == ' ' ? end + 1 : end));
                i = end;
            }
            else if (title[i] == '-' && title.Length - end < 12)
            {
                cuts.Add((i, end));
            }
        }

        return cuts.Count > MostCuts ? [.. cuts[..(MostCuts / 2)], .. cuts[^(MostCuts / 2)..]] : cuts;
    }

    private static bool IsSite(string part, SiteNames sites, string? section) =>
        sites.IsLike(part) || (section is { Length: > 1 } && string.Equals(part.Trim(), section, StringComparison.OrdinalIgnoreCase));
}
