namespace Ingestion.Fetcher.Fetching;

/// <summary>When a story is looked at again: soon while it is fresh, then ever more rarely.</summary>
internal static class RecheckPlan
{
    // Of so many looks one is made without validators: an origin whose 304 is not true is found out.
    private const int Unconditional = 4;

    /// <summary>
    /// The pause is as long as the story has stood unchanged, so each look comes at twice the age of the one before: a story that changes starts
    /// anew, and one that stands costs few requests (the log of its age).
    /// </summary>
    /// <param name="unchangedFor">Since its last change, zero or more.</param>
    /// <param name="first">Shortest pause.</param>
    /// <param name="until">Age at which it is left alone.</param>
    /// <param name="chance">0 to 1, evenly spread: stories that came together do not come back together.</param>
    /// <returns>The pause; null when it is not looked at again.</returns>
    public static TimeSpan? Next(TimeSpan unchangedFor, TimeSpan first, TimeSpan until, double chance)
    {
        var pause = (unchangedFor > first ? unchangedFor : first) * (0.9 + (0.2 * chance));
        return until > TimeSpan.Zero && unchangedFor + pause <= until ? pause : null;
    }

    /// <summary>Whether a look may be answered with 304.</summary>
    /// <param name="number">Which look, 1 or more.</param>
    public static bool IsConditional(int number) => number % Unconditional != 0;
}
