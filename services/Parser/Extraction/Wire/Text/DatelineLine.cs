using System.Globalization;
using System.Text.RegularExpressions;

namespace Ingestion.Parser.Extraction.Wire;

/// <summary>Printed place and date of filing at the head of a first paragraph.</summary>
/// <param name="Text">As printed, without agency and dash.</param>
/// <param name="Place">In ordinary case; null when only a date stands there.</param>
/// <param name="Agency">What stands in brackets.</param>
/// <param name="Length">Characters it takes of the paragraph, dash and space included.</param>
internal sealed partial record DatelineLine(string Text, string? Place, string? Agency, int Length)
{
    /// <returns>The dateline, or null: without a dash after a place in capitals or an agency in brackets there is none.</returns>
    public static DatelineLine? Find(string paragraph)
    {
        var match = Shape().Match(paragraph);
        if (!match.Success)
        {
            return null;
        }

        var place = match.Groups["place"].Value.Trim();
        var agency = match.Groups["agency"] is { Success: true } named ? named.Value.Trim() : null;
        if (agency is null && place.Any(char.IsLower))
        {
            return null;
        }

        var date = match.Groups["date"].Value.Trim(' ', ',');
        var first = place.Split(',')[0].Trim();
        return new DatelineLine(
            date.Length == 0 ? place : $"{place}, {date}",
            first.Any(char.IsLower) ? first : CultureInfo.InvariantCulture.TextInfo.ToTitleCase(first.ToLowerInvariant()),
            agency,
            match.Length);
    }

    [GeneratedRegex(
        @"^(?<place>\p{Lu}[\p{L}\p{M}.'’/ -]{1,40}(, [\p{L}\p{M}.'’ -]{2,30}?)?)(?<date>,? (\d{1,2} )?(Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?( \d{1,2})?(,? \d{4})?)?(\s?\((?<agency>[\p{L}\p{M}][\p{L}\p{M}\d .&/-]{1,40})\))?\s?(--|-|–|—)\s",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        200)]
    private static partial Regex Shape();
}
