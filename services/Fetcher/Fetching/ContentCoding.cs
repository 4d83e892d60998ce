using System.IO.Compression;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace Ingestion.Fetcher.Fetching;

/// <summary>The encodings of <c>Content-Encoding</c> (RFC 9110 section 8.4.1), and how they are undone.</summary>
internal static class ContentCoding
{
    /// <summary>Encodings that we can undo, as <c>Accept-Encoding</c> says them.</summary>
    public const string Accepted = "gzip, deflate, br, zstd";

    /// <summary>A proxy may pack what the server has packed already; nobody has a reason for a third time.</summary>
    public const int MaxLayers = 2;

    // RFC 9659: a window of 8 MB is what a receiver has to bear, and all that this one does.
    private const int ZstdWindowLog = 23;

    /// <param name="header">Values of <c>Content-Encoding</c>, each possibly a list.</param>
    /// <returns>The encodings in the order in which they were applied; null when there are too many, or one that we did not ask for.</returns>
    public static IReadOnlyList<string>? Read(IEnumerable<string> header)
    {
        List<string> layers =
        [
            .. header.SelectMany(value => value.Split(',')).Select(word => word.Trim().ToLowerInvariant()).Where(word => word is not ("" or "identity")),
        ];
        return layers.Count <= MaxLayers && layers.TrueForAll(word => word is "gzip" or "x-gzip" or "deflate" or "br" or "zstd") ? layers : null;
    }

    /// <summary>Undoes one encoding. What is wrong with the bytes shows when they are read.</summary>
    public static async ValueTask<Stream> UndoAsync(Stream packed, string coding, CancellationToken cancellationToken)
    {
        switch (coding)
        {
            case "gzip" or "x-gzip":
                return new GZipStream(new PackedEnd(packed, mayHaveMembers: true), CompressionMode.Decompress);
            case "br":
                return new BrotliStream(new PackedEnd(packed, mayHaveMembers: false), CompressionMode.Decompress);
            case "zstd":
                var zstd = new DecompressionStream(packed, leaveOpen: false);
                zstd.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, ZstdWindowLog);
                return zstd;
            default:
                // The standard's deflate has a zlib header; some servers send it without (RFC 9110 section 8.4.1.2).
                var start = new byte[2];
                var length = await packed.ReadAtLeastAsync(start, 2, throwOnEndOfStream: false, cancellationToken);
                var whole = new PackedEnd(new PrefixedStream(start.AsMemory(0, length), packed), mayHaveMembers: false);
                return length == 2 && IsZlib(start) ? new ZLibStream(whole, CompressionMode.Decompress) : new DeflateStream(whole, CompressionMode.Decompress);
        }
    }

    /// <summary>Whether an exception means that the bytes are not what their encoding says.</summary>
    public static bool IsBadData(Exception exception) => exception is InvalidDataException or InvalidOperationException or ZstdException or EndOfStreamException;

    // RFC 1950 section 2.2: method 8, a window of at most 32 KB, and both bytes together a multiple of 31.
    private static bool IsZlib(ReadOnlySpan<byte> start) => (start[0] & 0x0F) == 8 && start[0] >> 4 <= 7 && ((start[0] << 8) | start[1]) % 31 == 0;

    private sealed class PrefixedStream(ReadOnlyMemory<byte> prefix, Stream rest) : ReadOnlyStream
    {
        private ReadOnlyMemory<byte> prefix = prefix;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (prefix.IsEmpty)
            {
                return rest.ReadAsync(buffer, cancellationToken);
            }

            var length = Math.Min(prefix.Length, buffer.Length);
            prefix[..length].CopyTo(buffer);
            prefix = prefix[length..];
            return ValueTask.FromResult(length);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                rest.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
