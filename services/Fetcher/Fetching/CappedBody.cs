using System.IO.Compression;

namespace Ingestion.Fetcher.Fetching;

/// <summary>Reads a body with its content encoding undone and both sizes capped: what was sent, and what it unpacks to.</summary>
internal static class CappedBody
{
    /// <summary>Encodings that we can undo, as <c>Accept-Encoding</c> says them.</summary>
    public const string Accepted = "gzip, deflate, br";

    /// <param name="wire">As it comes from the server.</param>
    /// <param name="encoding"><c>Content-Encoding</c>; null for none.</param>
    /// <param name="maxWireBytes">Most bytes as sent.</param>
    /// <param name="maxDecodedBytes">Most bytes as unpacked.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="keepWhatFits">Give what came before a cap was passed, instead of null.</param>
    /// <returns>The bytes; null when either cap was passed.</returns>
    /// <exception cref="NotSupportedException">An encoding we did not ask for.</exception>
    /// <exception cref="InvalidDataException">The bytes are not what the encoding says.</exception>
    public static async Task<byte[]?> ReadAsync(Stream wire, string? encoding, long maxWireBytes, long maxDecodedBytes, CancellationToken cancellationToken, bool keepWhatFits = false)
    {
        await using var counted = new CountingStream(wire, maxWireBytes);
        await using var decoded = Decode(counted, encoding);
        using var bytes = new MemoryStream();
        var buffer = new byte[32 * 1024];
        try
        {
            int read;
            while ((read = await decoded.ReadAsync(buffer, cancellationToken)) > 0)
            {
                if (bytes.Length + read > maxDecodedBytes)
                {
                    throw new CapPassedException();
                }

                bytes.Write(buffer, 0, read);
            }
        }
        catch (CapPassedException)
        {
            return keepWhatFits ? bytes.ToArray() : null;
        }

        return bytes.ToArray();
    }

    private static Stream Decode(Stream stream, string? encoding) => encoding?.Trim().ToLowerInvariant() switch
    {
        null or "" or "identity" => stream,
        "gzip" or "x-gzip" => new GZipStream(stream, CompressionMode.Decompress),
        "deflate" => new ZLibStream(stream, CompressionMode.Decompress),
        "br" => new BrotliStream(stream, CompressionMode.Decompress),
        _ => throw new NotSupportedException($"Content-Encoding '{encoding}' is not one that was asked for."),
    };

    private sealed class CapPassedException : IOException;

    private sealed class CountingStream(Stream inner, long cap) : Stream
    {
        private long count;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => count; set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken);
            count += read;
            return count > cap ? throw new CapPassedException() : read;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Bodies are read asynchronously.");

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
