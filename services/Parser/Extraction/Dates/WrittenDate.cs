namespace Ingestion.Parser.Extraction.Dates;

/// <summary>A date as written somewhere, with the publisher's own clock where it was given.</summary>
/// <param name="Day">The day on that clock.</param>
/// <param name="Other">The day it would be if day and month stood the other way round; null when that cannot be or is not in doubt.</param>
/// <param name="Start">Where it begins in its text, in UTF-16 code units.</param>
/// <param name="End">Where it ends, time and zone included.</param>
internal readonly record struct WrittenDate(DateOnly Day, DateOnly? Other, TimeOnly? Time, TimeSpan? Offset, int Start, int End)
{
    public DateTimeOffset At
    {
        get
        {
            var local = Day.ToDateTime(Time ?? TimeOnly.MinValue);
            var offset = Offset ?? TimeSpan.Zero;

            // The first hours of year 1 have no UTC; no such day is believed anyway.
            return local.Year is > 1 and < 9999 ? new DateTimeOffset(local, offset) : new DateTimeOffset(local, TimeSpan.Zero);
        }
    }
}
