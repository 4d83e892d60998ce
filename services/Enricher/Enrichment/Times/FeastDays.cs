using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Times;

/// <summary>Days with a name of their own that fall on one date every year: New Year's Eve, Christmas Day.</summary>
internal static class FeastDays
{
    private static readonly (string[] Words, int Month, int Day)[] All =
    [
        (["new", "year", "'s", "eve"], 12, 31),
        (["new", "year", "'s", "day"], 1, 1),
        (["christmas", "eve"], 12, 24),
        (["christmas", "day"], 12, 25),
        (["boxing", "day"], 12, 26),
        (["valentine", "'s", "day"], 2, 14),
        (["halloween"], 10, 31),
    ];

    /// <summary>How many tokens the name of the day has, with a year behind it; 0 when none begins here.</summary>
    public static int Read(TimeScan scan, int at)
    {
        if (!scan.Tokens[at].IsCapital)
        {
            return 0;
        }

        foreach (var (words, month, day) in All)
        {
            if (scan.Together(at, at + words.Length - 1) && Matches(scan, at, words))
            {
                var year = at + words.Length + (scan.Lower(at + words.Length) is "," or "in" or "of" ? 1 : 0);
                return scan.YearOf(year) is > 0 and var printed
                    ? CalendarDates.AddDay(scan, at, year + 1 - at, printed, month, day)
                    : CalendarDates.AddDay(scan, at, words.Length, 0, month, day);
            }
        }

        return 0;
    }

    private static bool Matches(TimeScan scan, int at, string[] words)
    {
        for (var word = 0; word < words.Length; word++)
        {
            if (words[word] != scan.Lower(at + word).Replace('’', '\''))
            {
                return false;
            }
        }

        return true;
    }
}
