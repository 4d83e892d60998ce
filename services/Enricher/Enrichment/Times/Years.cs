using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Times;

/// <summary>Years and decades in figures (2014, 1990s), told from counts, sums and measures of the same four digits.</summary>
internal static class Years
{
    public static int Read(TimeScan scan, int at)
    {
        var (tokens, token) = (scan.Tokens, scan.Tokens[at]);
        if (IsDecade(token.Text))
        {
            return scan.Add(at, 1, token.Text[..3], TimeConfidence.Printed);
        }

        var (before, after) = (scan.Lower(at - 1), scan.Lower(at + 1));
        var year = scan.YearOf(at);
        if (year is < 1500 or > 2100 || before is "$" or "€" or "£" or "#" or "no" or "about" or "some" or "than" or "nearly" or "around")
        {
            return 0;
        }

        // "2,000 people" is not printed so, but "2000 people" is: a count has a noun in the plural after it.
        var introduced = before is "in" or "since" or "from" or "until" or "by" or "of" or "during" or "before" or "after" or "between" or "early" or "late" or "(" or "and" or "to" or "the" or "summer" or "winter" or "spring" or "autumn";
        var counted = after is "%" or "percent" or "per" or "metres" or "meters"
            || (at + 1 < tokens.Length && tokens[at + 1].IsWord && !tokens[at + 1].IsCapital && tokens[at + 1].Text.EndsWith('s') && !StopWords.English.Contains(after));
        return introduced && after is not ("%" or "percent" or "metres" or "meters") && (!counted || before is "in" or "since" or "the") || (!counted && year > 1900)
            ? scan.Add(at, 1, token.Text, introduced ? TimeConfidence.Relative : TimeConfidence.Vague)
            : 0;
    }

    private static bool IsDecade(string text) =>
        text.Length == 5 && text.EndsWith("0s", StringComparison.Ordinal)
        && (text.StartsWith("19", StringComparison.Ordinal) || text.StartsWith("20", StringComparison.Ordinal));
}
