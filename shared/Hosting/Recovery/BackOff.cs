namespace Ingestion.Hosting;

/// <summary>How long to wait before the next try.</summary>
internal static class BackOff
{
    /// <summary>Exponential back-off with jitter of a quarter up or down, so that those who failed together do not come back together.</summary>
    /// <param name="failures">Failures so far, 1 or more.</param>
    /// <param name="first">Wait after the first.</param>
    /// <param name="factor">How much longer each wait is than the one before, 1 or more.</param>
    /// <param name="most">Longest wait before jitter.</param>
    /// <param name="random">From 0 to below 1.</param>
    /// <returns>The wait; never longer than five quarters of <paramref name="most"/>.</returns>
    public static TimeSpan Delay(int failures, TimeSpan first, double factor, TimeSpan most, double random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failures, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(factor, 1);
        var seconds = Math.Min(first.TotalSeconds * Math.Pow(factor, failures - 1), most.TotalSeconds);
        return TimeSpan.FromSeconds(seconds * (0.75 + (random / 2)));
    }
}
