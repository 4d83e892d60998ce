using System.Text.RegularExpressions;

namespace Ingestion.Parser.Extraction.Wire;

/// <summary>
/// The lines of wire copy, sorted by what they are. Orders to editors (kill, embargo, correction) count only above the text and below it: in the middle
/// the same words are news.
/// </summary>
internal sealed partial class WireLines
{
    private readonly WireItem item;

    private WireLines(WireItem item) => this.item = item;

    public string? Headline { get; private set; }

    public string? Slugline { get; private set; }

    public string? Byline { get; private set; }

    public bool IsKill { get; private set; }

    /// <summary>The line that holds the copy back, as printed.</summary>
    public string? Embargo { get; private set; }

    /// <summary>The text's own lines, empty ones among them.</summary>
    public IReadOnlyList<string> Body { get; private set; } = [];

    /// <param name="lines">The copy, its header taken away.</param>
    /// <param name="item">Gets the lines that speak to editors, and what stands below the text.</param>
    public static WireLines Sort(IReadOnlyList<string> lines, WireItem item)
    {
        var sorted = new WireLines(item) { Headline = item.Headline };
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
            if (line.Length == 0 || TakeNote(line) || TakeRank(line) || TakeSlug(line))
            {
                continue;
            }

            if (Headline is null)
            {
                Headline = line;
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
        var end = lines.Count;
        while (end > first && (lines[end - 1].Trim() is not { Length: > 0 } line || EndMark().IsMatch(line) || TakeNote(line) || TakeTail(line)))
        {
            end--;
        }

        return end;
    }

    /// <summary>What desks set below a story: their words for it, whose it is, the initials of those who handled it, and how to reach them.</summary>
    private bool TakeTail(string line)
    {
        if (KeywordLine().Match(line) is { Success: true } keywords)
        {
            item.AddKeyword(keywords.Groups["words"].Value.Trim('/', ' '));
        }
        else if (Copyright().IsMatch(line))
        {
            item.CopyrightNotice ??= line.Trim('(', ')');
        }
        else
        {
            return Initials().IsMatch(line) || (line.StartsWith("((", StringComparison.Ordinal) && line.EndsWith("))", StringComparison.Ordinal));
        }

        return true;
    }

    private bool TakeRank(string line)
    {
        if (Rank().Match(line) is not { Success: true } rank)
        {
            return false;
        }

        item.Urgency ??= rank.Value.Trim('*', ' ', '(', ')').ToUpperInvariant() switch { "FLASH" => 1, "URGENT" => 3, _ => 2 };
        item.AddNote(line);
        return true;
    }

    private bool TakeNote(string line)
    {
        if (WireSignals.IsKill(line))
        {
            IsKill = true;
        }
        else if (EmbargoLine.IsEmbargo(line))
        {
            Embargo ??= line;
        }
        else if (!WireSignals.IsCorrection(line))
        {
            return false;
        }

        item.AddNote(line);
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

    // One word of hyphenated parts, the first in capitals; more words only after a comma ("BC-US--Storm, 2nd Ld").
    [GeneratedRegex(@"^([A-Z]{2,4}-{1,2}[\w/&.]+(-+[\w/&.]+)*|[A-Z][A-Z0-9]+(-[A-Z0-9]+)*/)(,\s.{1,40})?$", Plain, 200)]
    private static partial Regex Slug();

    [GeneratedRegex(@"^(By|BY)\s\p{Lu}[^.!?]{2,90}(\b\p{Lu}\.[^.!?]{2,60})?$", Plain, 200)]
    private static partial Regex BylineLine();

    [GeneratedRegex(@"^\W{0,3}(30|0|ENDS|Ends|ends|END|End|#|NNNN|MORE|MORE FOLLOWS|More follows|nnnn)\W{0,3}$|^[#*=_.\s-]{3,}$", Plain, 200)]
    private static partial Regex EndMark();

    [GeneratedRegex(@"^\W{0,4}(FLASH|BULLETIN|ALERT|URGENT)\W{0,4}$", Plain, 200)]
    private static partial Regex Rank();

    [GeneratedRegex(@"^(Keywords?|KEYWORDS?|Tags):\s*(?<words>\S.{0,200})$", Plain, 200)]
    private static partial Regex KeywordLine();

    [GeneratedRegex(@"^\(?(©|\([cC]\)|Copyright\b|COPYRIGHT\b).{0,200}$", Plain, 200)]
    private static partial Regex Copyright();

    [GeneratedRegex(@"^[a-z]{2,4}(/[a-z]{2,4}){1,3}$", Plain, 200)]
    private static partial Regex Initials();
}
