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

    /// <summary>summer 2008, the spring of 1995, mid-2015, fiscal 2016.</summary>
    public static int ReadWord(TimeScan scan, int at)
    {
        var word = scan.Lower(at);
        if (word.StartsWith("mid-", StringComparison.Ordinal))
        {
            return ReadMid(scan, at, word[4..]);
        }

        var after = at + 1 + (scan.Lower(at + 1) == "of" || (word == "fiscal" && scan.Lower(at + 1) == "year") ? 1 : 0);
        if (scan.YearOf(after) is not (> 0 and var printed))
        {
            return 0;
        }

        return word == "fiscal" ? scan.Add(at, after + 1 - at, $"FY{printed:D4}", TimeConfidence.Printed)
            : CalendarWords.Seasons.TryGetValue(word, out var season) ? scan.Add(at, after + 1 - at, $"{printed:D4}-{season}", TimeConfidence.Printed)
            : 0;
    }

    private static int ReadMid(TimeScan scan, int at, string word)
    {
        if (CalendarWords.Months.TryGetValue(word, out var month) && word.Length > 3)
        {
            return CalendarDates.ReadMonthAlone(scan, at, month);
        }

        return IsDecade(word) ? scan.Add(at, 1, word[..3], TimeConfidence.Printed)
            : word.Length == 4 && int.TryParse(word, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var year) && year is > 1500 and < 2100
                ? scan.Add(at, 1, word, TimeConfidence.Printed)
                : 0;
    }

    private static bool IsDecade(string text) =>
        text.Length == 5 && text.EndsWith("0s", StringComparison.Ordinal)
        && (text.StartsWith("19", StringComparison.Ordinal) || text.StartsWith("20", StringComparison.Ordinal));
}
