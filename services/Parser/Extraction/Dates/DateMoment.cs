namespace Ingestion.Parser.Extraction.Dates;

/// <summary>The moment of a day that won, as exact as the page tells it.</summary>
internal static class DateMoment
{
    /// <param name="told">Every mention of the day, weightiest first.</param>
    /// <param name="best">The one whose evidence is given.</param>
    /// <param name="beside">Mentions of the days before and after, for the stamp in UTC of a time that the page shows.</param>
    /// <returns>Local time with offset where one is told; offset zero for a time whose zone is not told; midnight where no time is.</returns>
    public static DateTimeOffset Of(List<DateCandidate> told, DateCandidate best, IEnumerable<DateCandidate> beside)
    {
        var candidates = told.FindAll(candidate => candidate.IsModified == best.IsModified && !candidate.Is(DatePlace.Away | DatePlace.Comment | DatePlace.Running | DatePlace.Other));

        // The same moment with the publisher's own offset tells the local day; else the weightiest with a time.
        var exact = best.Date is { Time: not null, Offset: not null } ? candidates.Find(candidate => IsLocal(candidate) && candidate.Date.At.UtcDateTime == best.Date.At.UtcDateTime) ?? best
            : candidates.Find(IsLocal) ?? candidates.Find(candidate => candidate.Date is { Time: not null, Offset: not null }) ?? candidates.Find(candidate => candidate.Date.Time is not null) ?? best;
        if (exact.Date is not { Time: { } time, Offset: null })
        {
            return exact.Date.At;
        }

        // A clock time without a zone, and the same minute in UTC elsewhere: their difference is the zone.
        var local = exact.Day.ToDateTime(time);
        foreach (var stamp in told.Concat(beside))
        {
            if (stamp.Date is { Time: { } utc, Offset: { } zero } && zero == TimeSpan.Zero && stamp.Source != DateSource.Script && stamp.IsModified == best.IsModified && utc.Minute % 15 == time.Minute % 15)
            {
                var offset = local - new DateTime(stamp.Day, new TimeOnly(utc.Hour, utc.Minute, time.Second));
                if (offset.Duration() <= TimeSpan.FromHours(14) && offset.Ticks % TimeSpan.FromMinutes(15).Ticks == 0)
                {
                    return new DateTimeOffset(local, offset);
                }
            }
        }

        return exact.Date.At;
    }

    private static bool IsLocal(DateCandidate candidate) => candidate.Date is { Time: not null, Offset: { } offset } && offset != TimeSpan.Zero;
}
