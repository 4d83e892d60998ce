namespace Ingestion.Storage;

/// <summary>
/// Moments as both stores keep them where they sort or compare by them: milliseconds since 1970, UTC, which is all that a BSON date holds.
/// </summary>
internal static class Moments
{
    /// <summary>For what happened.</summary>
    public static long Floor(DateTimeOffset moment) => moment.ToUnixTimeMilliseconds();

    /// <summary>For what must not happen sooner: the opening of a host, a due time.</summary>
    public static long Ceiling(DateTimeOffset moment)
    {
        var floor = moment.ToUnixTimeMilliseconds();
        return DateTimeOffset.FromUnixTimeMilliseconds(floor) < moment ? floor + 1 : floor;
    }

    /// <summary>A pause, never shorter than the one given.</summary>
    public static long Ceiling(TimeSpan pause) => (pause.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond;

    public static DateTimeOffset Of(DateTime utc) => new(utc, TimeSpan.Zero);

    public static DateTimeOffset Of(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
