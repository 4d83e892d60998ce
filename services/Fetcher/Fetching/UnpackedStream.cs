namespace Ingestion.Fetcher.Fetching;

/// <summary>What one encoding unpacks to, capped in size and against what was sent. Every layer is: the inner one of two may be the bomb.</summary>
internal sealed class UnpackedStream(Stream inner, WireStream wire, BodyLimits limits) : ReadOnlyStream
{
    private long count;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        count += read;
        if (count > limits.DecodedBytes)
        {
            throw new BodyStoppedException(BodyEnding.TooLarge, $"The body unpacks to more than {limits.DecodedBytes} bytes.");
        }

        return count > BodyLimits.RatioGrace && count > wire.Count * limits.Ratio
            ? throw new BodyStoppedException(BodyEnding.TooLarge, $"The body unpacks to more than {limits.Ratio} times what was sent.")
            : read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
