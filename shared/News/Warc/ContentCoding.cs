using System.IO.Compression;

namespace Ingestion.News.Warc;

/// <summary>Undoes content codings (RFC 9110 section 8.4.1) that are still there, under a cap: crawlers store bodies without them and keep the header.</summary>
internal static class ContentCoding
{
    // No honest server codes three times; bombs are built so.
    private const int MaxLayers = 2;

    /// <summary>What came of it: a body and the coding it still has, or a <see cref="WarcReason"/>.</summary>
    public readonly record struct Result(ReadOnlyMemory<byte> Body, string? Left, string? Problem);

    /// <summary>Undoes what is named in the header and seen in the bytes. A body that was cut gives what can be had of it.</summary>
    public static Result Undo(ReadOnlyMemory<byte> body, string? header, int maxBytes, bool isCut)
    {
        var codings = (header ?? "").ToLowerInvariant().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var coding in codings.Reverse().Where(coding => coding != "identity").Take(MaxLayers))
        {
            if (body.IsEmpty || !IsThere(coding, body.Span))
            {
                continue;
            }

            Func<Stream, Stream>? open = coding switch
            {
                "gzip" or "x-gzip" => stream => new GZipStream(stream, CompressionMode.Decompress),
                "deflate" when IsZlib(body.Span) => stream => new ZLibStream(stream, CompressionMode.Decompress),
                "deflate" => stream => new DeflateStream(stream, CompressionMode.Decompress),
                "br" => stream => new BrotliStream(stream, CompressionMode.Decompress),
                _ => null,
            };
            if (open is null)
            {
                return new Result(body, coding, null);
            }

            var (plain, problem) = Decode(body, open, maxBytes, isCut);
            if (problem is not null)
            {
                return new Result(default, null, problem);
            }

            body = plain;
        }

        return new Result(body, null, null);
    }

    private static (ReadOnlyMemory<byte> Plain, string? Problem) Decode(ReadOnlyMemory<byte> body, Func<Stream, Stream> open, int maxBytes, bool isCut)
    {
        using var plain = new MemoryStream();
        var buffer = new byte[16_384];
        try
        {
            using var stream = open(new MemoryStream(body.ToArray(), writable: false));
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                if (plain.Length + read > maxBytes)
                {
                    return (default, WarcReason.TooLarge);
                }

                plain.Write(buffer, 0, read);
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException)
        {
            return isCut && plain.Length > 0 ? (plain.ToArray(), null) : (default, WarcReason.BadCoding);
        }

        return plain.Length > 0 ? (plain.ToArray(), null) : (default, WarcReason.BadCoding);
    }

    // gzip and zstd begin with a magic number; of the others only that a page does not look like them can be said.
    private static bool IsThere(string coding, ReadOnlySpan<byte> body) => coding switch
    {
        "gzip" or "x-gzip" => body is [0x1F, 0x8B, ..],
        "zstd" => body is [0x28, 0xB5, 0x2F, 0xFD, ..],
        _ => !LooksLikeText(body),
    };

    private static bool IsZlib(ReadOnlySpan<byte> body) => body.Length > 1 && (body[0] & 0x0F) == 8 && ((body[0] << 8) | body[1]) % 31 == 0;

    private static bool LooksLikeText(ReadOnlySpan<byte> body)
    {
        body = body.StartsWith("\uFEFF"u8) ? body[3..] : body;
        foreach (var value in body[..Math.Min(body.Length, 256)])
        {
            if (value is < 0x20 and not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f') or 0x7F)
            {
                return false;
            }
        }

        return true;
    }
}
