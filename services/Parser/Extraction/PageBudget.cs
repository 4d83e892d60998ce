namespace Ingestion.Parser.Extraction;

/// <summary>
/// How long a document may still take. It is asked between the stages of reading; each of them takes linear time, so that none overruns by much. It is spent
/// when the clock says so and this process has worked for as long: time that a busy machine gave to others, or that a start took, is not the page's.
/// </summary>
internal sealed class PageBudget(TimeSpan limit)
{
    private readonly long start = TimeProvider.System.GetTimestamp();
    private readonly TimeSpan worked = Environment.CpuUsage.TotalTime;

    public bool IsSpent => TimeProvider.System.GetElapsedTime(start) > limit && Environment.CpuUsage.TotalTime - worked > limit;

    /// <exception cref="TimeoutException">The time is spent; <see cref="DocumentParser"/> makes it a rejection.</exception>
    public void Check()
    {
        if (IsSpent)
        {
            throw new TimeoutException();
        }
    }
}
