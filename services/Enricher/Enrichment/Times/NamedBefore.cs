namespace Ingestion.Enricher.Enrichment.Times;

/// <summary>Times told from another time of the text: the same day, the next day, the previous year, a year earlier.</summary>
internal static class NamedBefore
{
    public static int Read(TimeScan scan, int at) => (scan.Lower(at), scan.Lower(at + 1)) switch
    {
        ("same" or "that", "day") => AddDay(scan, at, 2, 0),
        ("following", "day") => AddDay(scan, at, 2, 1),
        ("next", "day") when scan.Lower(at - 1) == "the" => AddDay(scan, at, 2, 1),
        ("previous", "day") => AddDay(scan, at, 2, -1),
        ("the", "day") => ReadDay(scan, at),
        ("previous" or "preceding", "year") => AddYear(scan, at, 2, -1),
        ("year", "previous" or "earlier") when scan.Lower(at - 1) is "the" or "a" => AddYear(scan, at, 2, -1),
        ("entire" or "full" or "whole", "year") when scan.Lower(at - 1) == "the" => AddYear(scan, at, 2, 0),
        _ => 0,
    };

    // "… to end the day with a loss": the day that was named. "The day of the vote", "the day after" are others.
    private static int ReadDay(TimeScan scan, int at) =>
        scan.Lower(at + 2) switch
        {
            "before" when scan.Lower(at + 3) == "yesterday" => scan.AddFrom(at, 4, today => TimexValue.Day(today.AddDays(-2)), TimeConfidence.Relative),
            "after" when scan.Lower(at + 3) == "tomorrow" => scan.AddFrom(at, 4, today => TimexValue.Day(today.AddDays(2)), TimeConfidence.Relative),
            "before" or "earlier" when EndsClause(scan, at + 3) => AddDay(scan, at, 3, -1),
            "after" or "later" when EndsClause(scan, at + 3) => AddDay(scan, at, 3, 1),
            "at" or "with" or "down" or "up" or "on" or "," or "." or ";" when scan.Lower(at - 1) is "for" or "of" or "on" or "end" or "ended" or "ending" or "finish" or "finished" or "finishing" or "close" or "closed" or "begin" or "began" or "start" or "started" =>
                AddDay(scan, at, 2, 0),
            _ => 0,
        };

    private static bool EndsClause(TimeScan scan, int at) => scan.Lower(at) is "" or "." or "," or ";" or "and" or "in" or "at";

    private static int AddDay(TimeScan scan, int at, int count, int shift) =>
        (scan.LastDay() ?? scan.Published) is { } day ? scan.Add(at, count, TimexValue.Day(day.AddDays(shift)), TimeConfidence.Vague) : 0;

    private static int AddYear(TimeScan scan, int at, int count, int shift) =>
        (scan.LastYear() ?? scan.Published?.Year) is { } year && year + shift > 0 ? scan.Add(at, count, $"{year + shift:D4}", TimeConfidence.Vague) : 0;
}
