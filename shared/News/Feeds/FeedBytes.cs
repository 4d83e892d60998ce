using System.Buffers.Binary;
using System.IO.Compression;

namespace Ingestion.News.Feeds;

/// <summary>From the bytes of a response to text: gzip undone, charset found.</summary>
internal static class FeedBytes
{
    // A file that was gzip'd and is sent gzip'd by a server that does not know it has two layers.
    private const int MaxLayers = 2;

    // Incomplete: why the end is missing; null when it is all there.
    public static string Read(ReadOnlyMemory<byte> bytes, int maxBytes, string? contentType, string? charset, out string? incomplete)
    {
        incomplete = null;
        for (var layer = 0; layer < MaxLayers && bytes.Span is [0x1F, 0x8B, 8, ..]; layer++)
        {
            bytes = Gunzip(bytes, maxBytes, ref incomplete);
        }

        if (bytes.Length > maxBytes)
        {
            bytes = bytes[..maxBytes];
            incomplete = TooLarge(maxBytes);
        }

        return FeedCharset.Decode(bytes.Span, charset ?? CharsetOf(contentType));
    }

    private static ReadOnlyMemory<byte> Gunzip(ReadOnlyMemory<byte> bytes, int maxBytes, ref string? incomplete)
    {
        using var plain = new MemoryStream();
        var buffer = new byte[81_920];
        try
        {
            using var gzip = new GZipStream(new MemoryStream(bytes.ToArray(), writable: false), CompressionMode.Decompress);
            for (int read; (read = gzip.Read(buffer)) > 0;)
            {
                plain.Write(buffer, 0, Math.Min(read, maxBytes - (int)plain.Length));
                if (plain.Length == maxBytes)
                {
                    incomplete = TooLarge(maxBytes);
                    break;
                }
            }
        }
        catch (InvalidDataException exception)
        {
            incomplete = "its gzip data are damaged: " + exception.Message;
        }

        // .NET does not say that the data end early; of a single member the last four bytes are the length (RFC 1952 section 2.3.1).
        if (incomplete is null && bytes[3..].Span.IndexOf([(byte)0x1F, (byte)0x8B, (byte)8]) < 0
            && (bytes.Length < 18 || BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span[^4..]) != plain.Length))
        {
            incomplete = "its gzip data end early";
        }

        return plain.GetBuffer().AsMemory(0, (int)plain.Length);
    }

    private static string TooLarge(int maxBytes) => $"it is larger than {maxBytes} bytes";

    // RFC 9110 section 8.3.1; single quotes and spaces around the sign are found in the wild.
    private static string? CharsetOf(string? contentType)
    {
        var at = contentType?.IndexOf("charset", StringComparison.OrdinalIgnoreCase) ?? -1;
        return at < 0 ? null : contentType![(at + 7)..].Split(';')[0].Trim(' ', '\t', '=', '"', '\'') is { Length: > 0 } charset ? charset : null;
    }
}
