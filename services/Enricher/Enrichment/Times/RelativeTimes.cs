using System.Globalization;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Times;

/// <summary>Times told from the day of publication: today, Tuesday, last week, two days ago.</summary>
internal static class RelativeTimes
{
    public static int Read(TimeScan scan, int at)
    {
        var (word, next) = (scan.Lower(at), scan.Lower(at + 1));
        switch (word)
        {
            case "today":
                return scan.AddFrom(at, 1, today => TimexValue.Day(today), TimeConfidence.Relative);
            case "tonight":
                return scan.AddFrom(at, 1, today => TimexValue.Day(today) + "TNI", TimeConfidence.Relative);
            case "overnight" when scan.Lower(at - 1) is not "an":
                return scan.AddFrom(at, 1, today => TimexValue.Day(today) + "TNI", TimeConfidence.Vague);
            case "yesterday" or "tomorrow":
                var part = CalendarWords.PartsOfDay.TryGetValue(next, out var time) ? time : "";
                return scan.AddFrom(at, part.Length > 0 ? 2 : 1, today => TimexValue.Day(today.AddDays(word == "yesterday" ? -1 : 1)) + part, TimeConfidence.Relative);
            case "last" or "next" or "this" or "past" when IsWeekday(scan, at + 1):
                return ReadWeekday(scan, at, at + 1, word == "next" ? 1 : word == "this" ? 0 : -1);
            case "last" or "this" when CalendarWords.PartsOfDay.TryGetValue(next, out var partOfDay):
                return word == "last" && partOfDay != "TNI" ? 0 : scan.AddFrom(at, 2, today => TimexValue.Day(today.AddDays(word == "last" ? -1 : 0)) + partOfDay, TimeConfidence.Relative);
            case "weekend" when scan.Lower(at - 1) is "the" && scan.Lower(at - 2) is "over" or "at" or "during" or "on":
                var ahead = VerbTense.IsFuture(scan, at) ? 0 : -1;
                return scan.AddFrom(at, 1, today => TimexValue.Week(today.AddDays(today.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0 : 7 * ahead)) + "-WE", TimeConfidence.Vague);
            case "last" or "next" or "this" or "previous" or "current":
                return ReadPeriod(scan, at, word is "last" or "previous" ? -1 : word == "next" ? 1 : 0);
            default:
                return word == "a" && next == "couple" ? 0 : ReadAgo(scan, at);
        }
    }

    // Black Friday, the Sunday Times: not a day of the past week.
    public static bool IsWeekday(TimeScan scan, int at) =>
        at < scan.Tokens.Length && scan.Tokens[at].IsCapital && CalendarWords.Weekdays.ContainsKey(scan.Tokens[at].Lower) && scan.Tokens[at].Lower.Length > 3
        && scan.Lower(at - 1) is not ("black" or "good" or "ash" or "super" or "cyber" or "bloody" or "palm" or "easter" or "giving" or "maundy")
        && !(scan.Lower(at + 1) is "times" or "mirror" or "telegraph" or "express" or "herald" or "post" or "mail" or "tribune" or "world" or "independent" && scan.Tokens[at + 1].IsCapital);

    /// <summary>"Tuesday", "Tuesday morning"; shift -1 for "last", 1 for "next".</summary>
    public static int ReadWeekday(TimeScan scan, int start, int at, int shift)
    {
        var part = scan.Together(at, at + 1) && CalendarWords.PartsOfDay.TryGetValue(scan.Lower(at + 1), out var time) ? time : "";
        var count = at - start + 1 + (part.Length > 0 ? 1 : 0);

        // "Tuesday, 12 May": the date says it all.
        var comma = at + 1 + (scan.Lower(at + 1) == "," ? 1 : 0);
        if (part.Length == 0 && shift == 0 && comma < scan.Tokens.Length && (scan.DayOf(comma) > 0 && scan.IsMonth(comma + 1) || (scan.IsMonth(comma) && scan.DayOf(comma + 1) > 0)))
        {
            return 0;
        }

        return DayOf(scan, at, shift) is { } day ? scan.Add(start, count, TimexValue.Day(day) + part, TimeConfidence.Nearest) : scan.Add(start, count, null, 0);
    }

    /// <summary>The day that a weekday means; null without a day of publication.</summary>
    public static DateOnly? DayOf(TimeScan scan, int at, int shift)
    {
        if (scan.Published is not { } today)
        {
            return null;
        }

        var weekday = (DayOfWeek)(CalendarWords.Weekdays[scan.Tokens[at].Lower] - 1);
        var back = ((int)today.DayOfWeek - (int)weekday + 7) % 7;
        return shift < 0 ? today.AddDays(back == 0 ? -7 : -back)
            : shift > 0 ? today.AddDays(back == 0 ? 7 : 7 - back)
            : VerbTense.IsFuture(scan, at) ? today.AddDays(back == 0 ? 0 : 7 - back)
            : today.AddDays(-back);
    }

    // last week, this month, next year, last summer, last March
    private static int ReadPeriod(TimeScan scan, int at, int shift)
    {
        var next = scan.Lower(at + 1);
        if (scan.IsMonth(at + 1) && shift != 0)
        {
            return CalendarDates.ReadMonth(scan, at + 1) is > 0 ? 2 : 0;
        }

        // "the previous year" is told from another day than today's.
        if (scan.Lower(at) is "previous" or "current" && next is not "year" || scan.Lower(at) == "previous")
        {
            return 0;
        }

        return next switch
        {
            "week" => scan.AddFrom(at, 2, today => TimexValue.Week(today.AddDays(7 * shift)), TimeConfidence.Nearest),
            "weekend" => scan.AddFrom(at, 2, today => TimexValue.Week(today.AddDays(7 * shift)) + "-WE", TimeConfidence.Vague),
            "month" => scan.AddFrom(at, 2, today => TimexValue.Month(today.AddMonths(shift)), TimeConfidence.Nearest),
            "year" => scan.AddFrom(at, 2, today => $"{today.Year + shift:D4}", TimeConfidence.Relative),
            "decade" => scan.AddFrom(at, 2, today => $"{(today.Year / 10) + shift:D3}", TimeConfidence.Vague),
            _ when CalendarWords.Seasons.TryGetValue(next, out var season) =>
                scan.AddFrom(at, 2, today => $"{today.Year + (shift < 0 && Passed(season, today) ? 0 : shift):D4}-{season}", TimeConfidence.Vague),
            _ => 0,
        };
    }

    // A season that is over this year is meant by "last": last summer, said in November.
    private static bool Passed(string season, DateOnly today) => season switch { "SP" => today.Month > 5, "SU" => today.Month > 8, "FA" => today.Month > 11, _ => false };

    /// <summary>two days ago, a year ago; "three weeks earlier" is told from another day.</summary>
    public static int ReadAgo(TimeScan scan, int at)
    {
        var number = NumberOf(scan, at);
        if (number == 0 || scan.Lower(at + 2) != "ago" || !scan.Together(at, at + 2))
        {
            return 0;
        }

        return scan.Lower(at + 1).TrimEnd('s') switch
        {
            "day" => scan.AddFrom(at, 3, today => TimexValue.Day(today.AddDays(-number)), TimeConfidence.Nearest),
            "week" => scan.AddFrom(at, 3, today => number == 1 ? TimexValue.Day(today.AddDays(-7)) : TimexValue.Week(today.AddDays(-7 * number)), TimeConfidence.Vague),
            "month" => scan.AddFrom(at, 3, today => TimexValue.Month(today.AddMonths(-number)), TimeConfidence.Vague),
            "year" when scan.Published is { } day && day.Year <= number => 0,
            "year" => scan.AddFrom(at, 3, today => $"{today.Year - number:D4}", TimeConfidence.Vague),
            _ => 0,
        };
    }

    private static int NumberOf(TimeScan scan, int at) =>
        CalendarWords.Numbers.TryGetValue(scan.Lower(at), out var number) ? number
        : scan.Tokens[at].Kind == TokenKind.Number && scan.Tokens[at].Text.Length < 4
            && int.TryParse(scan.Tokens[at].Text, NumberStyles.None, CultureInfo.InvariantCulture, out number) ? number
        : 0;
}
