namespace Ingestion.Parser.Extraction;

/// <summary>How long a document may still take. It is asked between the stages of reading; each of them takes linear time, so that none overruns by much.</summary>
internal sealed class PageBudget(TimeSpan limit, TimeProvider time)
{
    private readonly long start = time.GetTimestamp();

    /// <exception cref="TimeoutException">The time is spent; <see cref="DocumentParser"/> makes it a rejection.</exception>
    public void Check()
    {
        if (time.GetElapsedTime(start) > limit)
        {
            throw new TimeoutException();
        }
    }
}
