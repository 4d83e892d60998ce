using System.Globalization;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Times;

/// <summary>Dates in figures, in any language: 2015-05-12, 12.05.2015, 12/05/2015.</summary>
internal static class NumericDates
{
    /// <summary>How many tokens the date has; 0 when none begins here.</summary>
    public static int Read(TimeScan scan, int at, string language)
    {
        var token = scan.Tokens[at];
        if (token.Kind != TokenKind.Number || token.Text.Length is < 8 or > 25)
        {
            return 0;
        }

        if (token.Text.Length >= 10 && token.Text[4] == '-' && DateOnly.TryParseExact(token.Text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var iso))
        {
            return scan.Add(at, 1, TimexValue.Day(iso), TimeConfidence.Printed);
        }

        var parts = token.Text.Split('.', '/', '-');
        if (parts.Length != 3 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var second)
            || parts[2].Length != 4 || !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var year))
        {
            return 0;
        }

        // 12/05/2015 is May in London and December in New York; elsewhere, and with dots, the day comes first.
        var dayFirst = first > 12 || token.Text.Contains('.', StringComparison.Ordinal) || language is not ("en" or "und");
        var (day, month) = dayFirst ? (first, second) : (second, first);
        var certain = dayFirst || second > 12 || first == second;
        return !TimexValue.IsDay(year, month, day) ? 0
            : certain ? scan.Add(at, 1, TimexValue.Day(new DateOnly(year, month, day)), TimeConfidence.Printed)
            : scan.Add(at, 1, null, 0);
    }
}
