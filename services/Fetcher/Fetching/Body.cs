using System.Buffers;
using Ingestion.Storage;

namespace Ingestion.Fetcher.Fetching;

/// <summary>A body with its content encodings undone, as far as it came and its limits let it.</summary>
internal sealed class Body : IAsyncDisposable
{
    // What may stand behind packed bytes that are whole and still be read to its end, so that the connection can serve again.
    private const int MaxTrailing = 64 * 1024;

    private readonly BodyBuffer buffer;

    private Body(string spillFolder) => buffer = new BodyBuffer(spillFolder);

    public BodyEnding Ending { get; private set; }

    /// <summary>Why it is not whole, in one sentence; empty when it is.</summary>
    public string Detail { get; private set; } = "";

    /// <summary>Bytes as sent.</summary>
    public long WireBytes { get; private set; }

    /// <summary>Bytes as unpacked.</summary>
    public int Length => buffer.Length;

    public ValueTask<byte[]> ToArrayAsync(CancellationToken cancellationToken) => buffer.ToArrayAsync(cancellationToken);

    /// <param name="content">An answer whose headers have come.</param>
    /// <param name="layers">As <see cref="ContentCoding.Read"/> gives them.</param>
    /// <param name="limits">What it may cost.</param>
    /// <param name="time">Measures the rate.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    /// <exception cref="SpillException">Our own disk failed: nothing is known of the body.</exception>
    public static async Task<Body> ReadAsync(HttpContent content, IReadOnlyList<string> layers, BodyLimits limits, TimeProvider time, CancellationToken cancellationToken)
    {
        var body = new Body(limits.SpillFolder);
        var wire = new WireStream(await content.ReadAsStreamAsync(cancellationToken), limits, time, cancellationToken);
        try
        {
            await body.FillAsync(wire, layers, limits, cancellationToken);
        }
        catch (BodyStoppedException stopped)
        {
            (body.Ending, body.Detail) = (stopped.Ending, stopped.Message);
        }
        catch (Exception exception) when (ContentCoding.IsBadData(exception))
        {
            // Whoever runs out of bytes complains of the bytes; which of the two it was, the wire knows.
            (body.Ending, body.Detail) = wire.Ended
                ? (BodyEnding.Truncated, "The body ended before its encoding does.")
                : (BodyEnding.BadEncoding, $"The body is not {string.Join(", ", layers)}: {exception.Message}");
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            (body.Ending, body.Detail) = (BodyEnding.Truncated, $"The body broke off: {exception.Message}");
        }
        catch
        {
            await body.DisposeAsync();
            throw;
        }
        finally
        {
            body.WireBytes = wire.Count;
            await wire.DisposeAsync();
        }

        return body;
    }

    public ValueTask DisposeAsync() => buffer.DisposeAsync();

    private async Task FillAsync(WireStream wire, IReadOnlyList<string> layers, BodyLimits limits, CancellationToken cancellationToken)
    {
        Stream unpacked = wire;
        var chunk = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            foreach (var layer in layers.Reverse())
            {
                unpacked = new UnpackedStream(await ContentCoding.UndoAsync(unpacked, layer, cancellationToken), wire, limits);
            }

            int read;
            while ((read = await unpacked.ReadAsync(chunk, cancellationToken)) > 0)
            {
                await buffer.AddAsync(chunk.AsMemory(0, read), cancellationToken);
            }

            for (var trailing = 0; !wire.Ended && trailing < MaxTrailing; trailing += read)
            {
                read = await wire.ReadAsync(chunk, cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
            await unpacked.DisposeAsync();
        }
    }
}
