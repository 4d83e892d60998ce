using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using Ingestion.News.Encodings;

namespace Ingestion.News.Feeds;

/// <summary>From the bytes of a response to text: gzip undone once and within bounds, charset found.</summary>
internal static class FeedBytes
{
    // As of pages: text packs to a tenth, a bomb to a thousandth; a small file of one repeated letter is neither.
    private const int MaxRatio = 200;
    private const int RatioGrace = 1_000_000;

    // Incomplete: why the end is missing; null when it is all there.
    public static string Read(ReadOnlyMemory<byte> bytes, int maxBytes, string? contentType, string? charset, out string? incomplete)
    {
        incomplete = null;

        // Once: a file named .xml.gz, or one that was gzip'd before its server gzip'd it. Whatever is inside that is no feed.
        if (bytes.Span is [0x1F, 0x8B, 8, ..])
        {
            bytes = Gunzip(bytes, maxBytes, out incomplete);
        }

        if (bytes.Length > maxBytes)
        {
            bytes = bytes[..maxBytes];
            incomplete = TooLarge(maxBytes);
        }

        return TextDecoder.Decode(bytes.Span, charset ?? CharsetOf(contentType), MarkupKind.Xml).Text;
    }

    private static ReadOnlyMemory<byte> Gunzip(ReadOnlyMemory<byte> bytes, int maxBytes, out string? incomplete)
    {
        incomplete = null;
        var most = (int)Math.Min(maxBytes, Math.Max(RatioGrace, (long)bytes.Length * MaxRatio));

        // The last four bytes are the length, of a single member (RFC 1952 section 2.3.1). One more, so that the end is seen without growing.
        var announced = bytes.Length < 18 ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span[^4..]);
        var plain = new byte[(int)Math.Clamp(announced + 1L, Math.Min(4096, most), most)];
        var length = 0;
        try
        {
            using var packed = MemoryMarshal.TryGetArray(bytes, out var array) ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false) : new MemoryStream(bytes.ToArray(), writable: false);
            using var gzip = new GZipStream(packed, CompressionMode.Decompress);
            for (int read; length < most && (read = gzip.Read(plain, length, plain.Length - length)) > 0;)
            {
                length += read;
                if (length == plain.Length && length < most)
                {
                    Array.Resize(ref plain, (int)Math.Min(most, length * 2L));
                }
            }

            if (length == most && gzip.ReadByte() >= 0)
            {
                incomplete = most == maxBytes ? TooLarge(maxBytes) : $"it unpacks to more than {MaxRatio} times its size";
            }
        }
        catch (InvalidDataException exception)
        {
            incomplete = "its gzip data are damaged: " + exception.Message;
        }

        // .NET does not say that the data end early; with several members the length at the end is of the last one only.
        if (incomplete is null && bytes[3..].Span.IndexOf([(byte)0x1F, (byte)0x8B, (byte)8]) < 0 && (bytes.Length < 18 || announced != length))
        {
            incomplete = "its gzip data end early";
        }

        return plain.AsMemory(0, length);
    }

    private static string TooLarge(int maxBytes) => $"it is larger than {maxBytes} bytes";

    // RFC 9110 section 8.3.1; single quotes and spaces around the sign are found in the wild.
    private static string? CharsetOf(string? contentType)
    {
        var at = contentType?.IndexOf("charset", StringComparison.OrdinalIgnoreCase) ?? -1;
        return at < 0 ? null : contentType![(at + 7)..].Split(';')[0].Trim(' ', '\t', '=', '"', '\'') is { Length: > 0 } charset ? charset : null;
    }
}
