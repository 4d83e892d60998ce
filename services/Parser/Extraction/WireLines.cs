using System.Text.RegularExpressions;

namespace Ingestion.Parser.Extraction;

/// <summary>
/// The lines of wire copy, sorted by what they are. Orders to editors (kill, embargo, correction) count only above the text and below it: in the middle
/// the same words are news.
/// </summary>
internal sealed partial class WireLines
{
    private const int LinesBelow = 3;

    private readonly List<string> notes = [];

    private WireLines()
    {
    }

    public string? Headline { get; private set; }

    public string? Slugline { get; private set; }

    public string? Byline { get; private set; }

    public bool IsKill { get; private set; }

    /// <summary>The line that holds the copy back, as printed.</summary>
    public string? Embargo { get; private set; }

    /// <summary>The lines that speak to editors, parted by line breaks; null when there is none.</summary>
    public string? EdNote => notes.Count == 0 ? null : string.Join('\n', notes);

    /// <summary>The text's own lines, empty ones among them.</summary>
    public IReadOnlyList<string> Body { get; private set; } = [];

    public static WireLines Sort(IReadOnlyList<string> lines)
    {
        var sorted = new WireLines();
        var first = sorted.Above(lines);
        var end = sorted.Below(lines, first);
        sorted.Body = [.. lines.Skip(first).Take(end - first)];
        return sorted;
    }

    private int Above(IReadOnlyList<string> lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i].Trim();
            if (line.Length == 0 || TakeNote(line) || TakeSlug(line))
            {
                continue;
            }

            if (Headline is null)
            {
                Headline = TakeVersion(line);
            }
            else if (!Same(line, Headline) && !TakeByline(line))
            {
                return i;
            }
        }

        return lines.Count;
    }

    private int Below(IReadOnlyList<string> lines, int first)
    {
        var (end, seen) = (lines.Count, 0);
        for (var i = lines.Count - 1; i >= first && seen < LinesBelow; i--)
        {
            var line = lines[i].Trim();
            if (line.Length == 0 || EndMark().IsMatch(line) || TakeNote(line))
            {
                end = i;
                continue;
            }

            seen = LinesBelow;
        }

        return end;
    }

    private bool TakeNote(string line)
    {
        if (Kill().IsMatch(line))
        {
            IsKill = true;
        }
        else if (EmbargoLine.IsEmbargo(line))
        {
            Embargo ??= line;
        }
        else if (!Correction().IsMatch(line))
        {
            return false;
        }

        notes.Add(line);
        return true;
    }

    private bool TakeSlug(string line)
    {
        if (Slugline is not null || !Slug().IsMatch(line))
        {
            return false;
        }

        Slugline = line;
        return true;
    }

    /// <summary>A mark of the version stands before the headline, glued by a hyphen; it goes to the note.</summary>
    private string TakeVersion(string line)
    {
        if (VersionMark().Match(line) is not { Success: true } mark)
        {
            return line;
        }

        notes.Add(mark.Groups["mark"].Value);
        return line[mark.Length..].TrimStart();
    }

    private bool TakeByline(string line)
    {
        if (Byline is not null || !BylineLine().IsMatch(line))
        {
            return false;
        }

        Byline = line;
        return true;
    }

    private static bool Same(string line, string headline) => Prose.Letters(line) is { Length: > 0 } letters && letters == Prose.Letters(headline);

    private const RegexOptions Plain = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    // Orders are printed in capitals and stand alone or before a colon, a dash or a slug: "KILL BILL RETURNS" is a headline.
    [GeneratedRegex(@"^(\W{0,3})((MANDATORY|BULLETIN|STORY|URGENT) )?(KILL|STORY KILLED|STORY WITHDRAWN)( ADVISORY)?\W{0,3}($|[:–—-]\s|\s-+\s|\s(BC|US|AM|PM)-)", Plain, 200)]
    private static partial Regex Kill();

    [GeneratedRegex(@"^(\((Corrects|Correcting|Adds|Updates|Recasts|Removes|Refiles|Fixes|Clarifies|Eds)\b.*\)|(CORRECTION|CORRECTS|Eds|EDS|Editor's note|EDITORS' NOTE|Editors)\s?:.*)$", Plain, 200)]
    private static partial Regex Correction();

    [GeneratedRegex(@"^(?<mark>(UPDATE|WRAPUP|RPT|REFILE|CORRECTED|REPEAT)( \d{1,2})?)\s?-+\s?", Plain, 200)]
    private static partial Regex VersionMark();

    // One word of hyphenated parts, the first in capitals; more words only after a comma ("BC-US--Storm, 2nd Ld").
    [GeneratedRegex(@"^([A-Z]{2,4}-{1,2}[\w/&.]+(-+[\w/&.]+)*|[A-Z][A-Z0-9]+(-[A-Z0-9]+)*/)(,\s.{1,40})?$", Plain, 200)]
    private static partial Regex Slug();

    [GeneratedRegex(@"^(By|BY)\s\p{Lu}[^.!?]{2,90}(\b\p{Lu}\.[^.!?]{2,60})?$", Plain, 200)]
    private static partial Regex BylineLine();

    [GeneratedRegex(@"^\W{0,3}(30|ENDS|Ends|END|#)\W{0,3}$", Plain, 200)]
    private static partial Regex EndMark();
}
