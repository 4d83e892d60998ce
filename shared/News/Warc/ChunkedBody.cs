using System.Globalization;
using System.Text;

namespace Ingestion.News.Warc;

/// <summary>Undoes the chunked transfer coding (RFC 9112 section 7.1) where it is still there: crawlers store bodies without it and keep the header.</summary>
internal static class ChunkedBody
{
    // Size in hexadecimal and extensions.
    private const int MaxSizeLine = 256;

    /// <returns>The body without the coding; as it is where it does not begin with a chunk. Of a body that was cut, what is there.</returns>
    public static ReadOnlyMemory<byte> Undo(ReadOnlyMemory<byte> body)
    {
        var (plain, rest, whole) = (new MemoryStream(body.Length), body, false);
        while (Size(rest.Span, out var line) is { } size)
        {
            rest = rest[line..];
            var take = (int)Math.Min(size, rest.Length);
            if (size > 0 && take == size && rest.Length > take && rest.Span[take] is not ((byte)'\r' or (byte)'\n'))
            {
                // No line end behind it: a text that only began like a size.
                return plain.Length == 0 ? body : Joined();
            }

            plain.Write(rest.Span[..take]);
            rest = rest[take..];
            rest = rest.Span.StartsWith("\r\n"u8) ? rest[2..] : rest.Span.StartsWith("\n"u8) ? rest[1..] : rest;
            whole = size == 0;
            if (whole || take < size)
            {
                return Joined();
            }
        }

        return plain.Length == 0 ? body : Joined();

        ReadOnlyMemory<byte> Joined() => plain.GetBuffer().AsMemory(0, (int)plain.Length);
    }

    private static long? Size(ReadOnlySpan<byte> rest, out int line)
    {
        // With both signs: a text whose first line happens to be hexadecimal has rarely those.
        line = rest[..Math.Min(rest.Length, MaxSizeLine)].IndexOf("\r\n"u8) + 2;
        return line > 1 && long.TryParse(Encoding.Latin1.GetString(rest[..line]).Split(';')[0].Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) && size >= 0
            ? size
            : null;
    }
}
