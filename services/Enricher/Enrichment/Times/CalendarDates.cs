namespace Ingestion.Enricher.Enrichment.Times;

/// <summary>Days and months by name: 2 March 2015, March 2, March. A year that is not printed is the nearest that fits the tense.</summary>
internal static class CalendarDates
{
    // 2 March 2015, 2nd of March
    public static int ReadDayMonth(TimeScan scan, int at)
    {
        var day = scan.DayOf(at);
        var month = at + 1 + (scan.Lower(at + 1) == "of" ? 1 : 0);
        if (day == 0 || !scan.Together(at, month) || !scan.IsMonth(month))
        {
            return 0;
        }

        var comma = scan.Lower(month + 1) == "," ? 1 : 0;
        var year = scan.YearOf(month + 1 + comma);
        return AddDay(scan, at, month - at + 1 + (year > 0 ? 1 + comma : 0), year, MonthOf(scan, month), day);
    }

    // March 2, 2015; March 2015; March
    public static int ReadMonth(TimeScan scan, int at)
    {
        var month = MonthOf(scan, at);
        var day = scan.Together(at, at + 1) ? scan.DayOf(at + 1) : 0;
        if (day > 0)
        {
            var comma = scan.Lower(at + 2) == "," ? 1 : 0;
            var year = scan.YearOf(at + 2 + comma);
            return AddDay(scan, at, 2 + (year > 0 ? 1 + comma : 0), year, month, day);
        }

        var after = at + 1 + (scan.Lower(at + 1) is "," or "of" ? 1 : 0);
        if (scan.YearOf(after) is > 0 and var printed)
        {
            return scan.Add(at, after - at + 1, $"{printed:D4}-{month:D2}", TimeConfidence.Printed);
        }

        // October of next year, in March last year
        var of = at + 1 + (scan.Lower(at + 1) == "of" ? 1 : 0);
        if (scan.YearShift(of) is { } told)
        {
            return scan.AddFrom(at, of + 2 - at, today => $"{today.Year + told:D4}-{month:D2}", TimeConfidence.Nearest);
        }

        return ReadMonthAlone(scan, at, month);
    }

    /// <summary>A month without its year.</summary>
    public static int ReadMonthAlone(TimeScan scan, int at, int month)
    {
        var shift = scan.Lower(at - 1) switch { "last" => -1, "next" => 1, _ => 0 };
        var start = shift != 0 ? at - 1 : at;
        if (scan.Published is not { } today)
        {
            return scan.Add(start, at - start + 1, null, 0, at);
        }

        var future = shift > 0 || (shift == 0 && VerbTense.IsFuture(scan, at));
        var resolved = shift == 0 && scan.Lower(at - 1) == "this" ? today.Year
            : future ? (month < today.Month || (shift > 0 && month == today.Month) ? today.Year + 1 : today.Year)
            : month > today.Month || (shift < 0 && month == today.Month) ? today.Year - 1 : today.Year;
        return scan.Add(start, at - start + 1, $"{resolved:D4}-{month:D2}", TimeConfidence.Vague, at);
    }

    private static int MonthOf(TimeScan scan, int at) => CalendarWords.Months[scan.Tokens[at].Lower];

    /// <summary>A day of a month; the year 0 where none is printed.</summary>
    public static int AddDay(TimeScan scan, int at, int count, int year, int month, int day)
    {
        if (year > 0)
        {
            return TimexValue.IsDay(year, month, day) ? scan.Add(at, count, TimexValue.Day(new DateOnly(year, month, day)), TimeConfidence.Printed) : 0;
        }

        // The name of an event of another year.
        if (month == 9 && day == 11 && scan.Lower(at + count) is "attacks" or "attack" or "terrorist" or "terror" or "hijackers")
        {
            return 0;
        }

        // On 12 March last year
        if (scan.YearShift(at + count) is { } told && scan.Published is { } from && TimexValue.IsDay(from.Year + told, month, day))
        {
            return scan.Add(at, count + 2, TimexValue.Day(new DateOnly(from.Year + told, month, day)), TimeConfidence.Nearest);
        }

        if (scan.Published is not { } today)
        {
            return scan.Add(at, count, null, 0);
        }

        // The last such day; the coming one when a future verb governs, or when the last one is most of a year ago.
        var candidate = today.Year;
        var passed = month < today.Month || (month == today.Month && day <= today.Day);
        var future = VerbTense.IsFuture(scan, at);
        candidate += future ? (passed && !(month == today.Month && day == today.Day) ? 1 : 0) : passed ? 0 : -1;
        if (!future && TimexValue.IsDay(candidate, month, day) && today.DayNumber - new DateOnly(candidate, month, day).DayNumber > 330)
        {
            return TimexValue.IsDay(candidate + 1, month, day) ? scan.Add(at, count, TimexValue.Day(new DateOnly(candidate + 1, month, day)), TimeConfidence.Vague) : 0;
        }

        return TimexValue.IsDay(candidate, month, day) ? scan.Add(at, count, TimexValue.Day(new DateOnly(candidate, month, day)), TimeConfidence.Nearest) : 0;
    }
}
