namespace Ingestion.TestSupport;

/// <summary>What a simulated server takes for its answers: part of what is simulated, and nothing that a test waits for.</summary>
public static class Slowness
{
    /// <summary>Passes the time.</summary>
    /// <param name="milliseconds">How much; none for zero.</param>
    public static async Task TakeAsync(int milliseconds)
    {
        if (milliseconds > 0)
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(milliseconds));
            await timer.WaitForNextTickAsync();
        }
    }
}
