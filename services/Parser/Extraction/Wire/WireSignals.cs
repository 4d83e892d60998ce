using System.Globalization;
using System.Text.RegularExpressions;

namespace Ingestion.Parser.Extraction.Wire;

/// <summary>What agencies print to editors: kills, corrections, and the number of a version.</summary>
internal static partial class WireSignals
{
    private const RegexOptions Plain = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    public static bool IsKill(string line) => Kill().IsMatch(line);

    public static bool IsCorrection(string line) => Correction().IsMatch(line);

    /// <summary>A mark of the version stands before the headline, glued by a hyphen: <c>UPDATE 1-</c>.</summary>
    public static (string? Mark, string Headline) Split(string headline) =>
        VersionMark().Match(headline) is { Success: true } mark && mark.Length < headline.Length ? (mark.Groups["mark"].Value, headline[mark.Length..].TrimStart()) : (null, headline);

    /// <summary>The number of a version, by the marks that agencies print: the story as it came first is 1, <c>UPDATE 1</c> and <c>1st Ld</c> are 2.</summary>
    /// <param name="lines">Slug line, mark and notes; null entries are passed over.</param>
    /// <returns>The highest that is printed; null when none is.</returns>
    public static long? Version(params IEnumerable<string?> lines)
    {
        long? highest = null;
        foreach (var line in lines.OfType<string>())
        {
            foreach (var number in Numbered().EnumerateMatches(line))
            {
                var digits = string.Concat(line.AsSpan(number.Index, number.Length).ToString().Where(char.IsAsciiDigit));
                highest = long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version + 1 > (highest ?? 0) ? version + 1 : highest;
            }
        }

        return highest;
    }

    // Orders are printed in capitals and stand alone or before a colon, a dash or a slug: "KILL BILL RETURNS" is a headline.
    [GeneratedRegex(@"^(\W{0,3})((MANDATORY|BULLETIN|STORY|URGENT|EDITORS?:?) )?(KILL|STORY KILLED|STORY WITHDRAWN|PLEASE KILL)( ADVISORY)?\W{0,3}($|[:–—-]\s|\s-+\s|\s(BC|US|AM|PM)-)", Plain, 200)]
    private static partial Regex Kill();

    [GeneratedRegex(@"^(\((Corrects|Correcting|Correction|Adds|Updates|Recasts|Removes|Refiles|Fixes|Clarifies|Repeats|Rewrites|Eds)\b.*\)|(CORRECTION|CORRECTS|Correction|Eds|EDS|Ed note|Editor's note|EDITORS' NOTE|Editors)\s?:.*)$", Plain, 200)]
    private static partial Regex Correction();

    [GeneratedRegex(@"^(?<mark>(UPDATE|WRAPUP|RPT|REFILE|CORRECTED|REPEAT|ADVISORY)( \d{1,2})?)\s?-+\s?", Plain, 200)]
    private static partial Regex VersionMark();

    [GeneratedRegex(@"\b(UPDATE|WRAPUP) \d{1,2}\b|\b\d{1,2}(st|nd|rd|th)[ -](Ld|LD|Lead|LEAD|Writethru|WRITETHRU)\b", Plain, 200)]
    private static partial Regex Numbered();
}
