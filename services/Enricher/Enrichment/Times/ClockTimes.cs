using System.Globalization;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Times;

/// <summary>Times of day in figures: 16:08 UTC, 0800 GMT, 6:40 p.m., 10am. The day is the one named beside them, or that of publication.</summary>
internal static class ClockTimes
{
    public static int Read(TimeScan scan, int at)
    {
        var token = scan.Tokens[at];
        var digits = token.Lower.EndsWith("am", StringComparison.Ordinal) || token.Lower.EndsWith("pm", StringComparison.Ordinal) ? token.Lower[..^2] : token.Lower;
        var half = digits.Length < token.Lower.Length ? token.Lower[^2..] : scan.Together(at, at + 1) && scan.Lower(at + 1) is "a.m." or "am" or "p.m." or "pm" or "a.m" or "p.m" ? scan.Lower(at + 1).Replace(".", "", StringComparison.Ordinal) : "";
        var count = half.Length > 0 && digits.Length == token.Lower.Length ? 2 : 1;
        var zone = scan.Together(at, at + count) && scan.Tokens[at + count].Text is "UTC" or "GMT";
        if (!TryRead(digits, fourDigits: zone, out var hour, out var minute) || (half.Length > 0 && hour is 0 or > 12)
            || (half.Length == 0 && !zone && !(digits.Contains(':', StringComparison.Ordinal) && scan.Lower(at - 1) is "at" or "by" or "from" or "until" or "before" or "after" or "around")))
        {
            return 0;
        }

        hour = half switch { "am" => hour % 12, "pm" => (hour % 12) + 12, _ => hour };
        var time = string.Create(CultureInfo.InvariantCulture, $"T{hour:D2}:{minute:D2}{(zone ? "Z" : "")}");
        count += zone ? 1 : 0;

        // "16:00 UTC today" is one expression; "on Tuesday at 10 a.m." takes the day that was named before.
        var shift = scan.Lower(at + count) switch { "today" => 0, "yesterday" => -1, "tomorrow" => 1, _ => 2 };
        if (shift < 2 && scan.Together(at, at + count))
        {
            return scan.AddFrom(at, count + 1, today => TimexValue.Day(today.AddDays(shift)) + time, TimeConfidence.Relative);
        }

        var next = NextDay(scan, at + count);
        if (next is null && scan.Lower(at + count) == "on" && scan.Together(at, at + count + 1) && scan.Tokens[at + count + 1].IsCapital)
        {
            return scan.Add(at, count, null, 0); // "on Diwali": a day that is named, but not which
        }

        if ((next ?? scan.LastDay(scan.Tokens[at].Sentence)) is { } named)
        {
            return scan.Add(at, count, TimexValue.Day(named) + time, TimeConfidence.Nearest);
        }

        // Nobody tells in the past what is still to come: "At 10:30 pm a second call came", in the morning's paper.
        var (day, clock) = zone ? (scan.PublishedUtc, scan.ClockUtc) : (scan.Published, scan.Clock);
        var dayBefore = clock is { } now && new TimeOnly(hour, minute) > now && VerbTense.IsPast(scan, at);
        return scan.Add(at, count, day is { } on ? TimexValue.Day(dayBefore ? on.AddDays(-1) : on) + time : null, day is null ? 0 : dayBefore ? TimeConfidence.Vague : TimeConfidence.Nearest);
    }

    // "10 a.m. on Tuesday", "on 2 March": the day is read in full afterwards.
    private static DateOnly? NextDay(TimeScan scan, int at)
    {
        at += scan.Lower(at) is "on" or "," ? 1 : 0;
        return at >= scan.Tokens.Length || scan.Tokens[at].Paragraph != scan.Tokens[at - 1].Paragraph ? null
            : RelativeTimes.IsWeekday(scan, at) ? DayBehind(scan, at) ?? RelativeTimes.DayOf(scan, at, shift: 0)
            : DayAt(scan, at);
    }

    // "Tuesday, 12 May": the date says it all.
    private static DateOnly? DayBehind(TimeScan scan, int weekday)
    {
        var at = weekday + 1 + (scan.Lower(weekday + 1) == "," ? 1 : 0);
        return scan.Together(weekday, at) ? DayAt(scan, at) : null;
    }

    private static DateOnly? DayAt(TimeScan scan, int at) =>
        scan.DayAhead(at, scan.Tokens[at].Kind == TokenKind.Number ? CalendarDates.ReadDayMonth : scan.IsMonth(at) ? CalendarDates.ReadMonth : FeastDays.Read);

    private static bool TryRead(string digits, bool fourDigits, out int hour, out int minute)
    {
        (hour, minute) = (-1, 0);
        var mark = digits.IndexOfAny([':', '.']);
        if (fourDigits && digits.Length == 4 && mark < 0)
        {
            digits = $"{digits[..2]}:{digits[2..]}";
            mark = 2;
        }

        var read = mark < 0 ? digits.Length <= 2 && !fourDigits && Whole(digits, out hour)
            : digits.Length == mark + 3 && Whole(digits.AsSpan(0, mark), out hour) && Whole(digits.AsSpan(mark + 1), out minute);
        return read && hour is >= 0 and < 24 && minute < 60;

        static bool Whole(ReadOnlySpan<char> text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
