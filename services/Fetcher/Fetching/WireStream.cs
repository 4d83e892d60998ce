namespace Ingestion.Fetcher.Fetching;

/// <summary>
/// A body as it comes from the server: counted, capped, and stopped when it comes too slowly. Only time spent waiting for the server counts.
/// </summary>
internal sealed class WireStream : ReadOnlyStream
{
    private readonly Stream inner;
    private readonly BodyLimits limits;
    private readonly TimeProvider time;
    private readonly CancellationToken outer;
    private readonly CancellationTokenSource stop;
    private readonly ITimer timer;

    // Of the window under way: it ends when it has brought its share, or its time is up.
    private TimeSpan waited;
    private long arrived;

    public WireStream(Stream inner, BodyLimits limits, TimeProvider time, CancellationToken cancellationToken)
    {
        (this.inner, this.limits, this.time, outer) = (inner, limits, time, cancellationToken);
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timer = time.CreateTimer(_ => stop.Cancel(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Bytes so far.</summary>
    public long Count { get; private set; }

    /// <summary>Whether the server has said all.</summary>
    public bool Ended { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var started = time.GetTimestamp();
        timer.Change(limits.BytesPerSecond == 0 ? Timeout.InfiniteTimeSpan : limits.Window - waited, Timeout.InfiniteTimeSpan);
        int read;
        try
        {
            read = await inner.ReadAsync(buffer, stop.Token);
        }
        catch (OperationCanceledException) when (!outer.IsCancellationRequested)
        {
            throw new BodyStoppedException(BodyEnding.TooSlow, $"The body came more slowly than {limits.BytesPerSecond} bytes a second.");
        }
        finally
        {
            timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        (Count, arrived, waited) = (Count + read, arrived + read, waited + time.GetElapsedTime(started));
        Ended |= read == 0 && buffer.Length > 0;
        if (arrived >= limits.BytesPerSecond * limits.Window.TotalSeconds)
        {
            (arrived, waited) = (0, TimeSpan.Zero);
        }
        else if (waited >= limits.Window)
        {
            // The time ran out just as these bytes came: the next read ends as it begins.
            waited = limits.Window;
        }

        return Count > limits.WireBytes ? throw new BodyStoppedException(BodyEnding.TooLarge, $"More than {limits.WireBytes} bytes were sent.") : read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            timer.Dispose();
            stop.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
