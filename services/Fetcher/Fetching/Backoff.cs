namespace Ingestion.Fetcher.Fetching;

/// <summary>How long a failed URL waits for its next try.</summary>
internal static class Backoff
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    /// <param name="attempts">Tries that failed before this one, 0 or more.</param>
    /// <param name="first">Pause after the first failure.</param>
    /// <param name="chance">0 to 1, evenly spread: keeps URLs that failed together from coming back together.</param>
    /// <returns><paramref name="first"/>, doubled for each try, a fifth more or less, six hours at most.</returns>
    public static TimeSpan After(int attempts, TimeSpan first, double chance)
    {
        var pause = first * Math.Pow(2, Math.Min(attempts, 20)) * (0.8 + (0.4 * chance));
        return pause > Longest ? Longest : pause;
    }
}
