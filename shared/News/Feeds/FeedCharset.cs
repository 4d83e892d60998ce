using System.Text;

namespace Ingestion.News.Feeds;

/// <summary>Which characters the bytes of a feed mean: byte order mark, then the response's charset, then the declaration, then what the bytes look like.</summary>
internal static class FeedCharset
{
    // An XML declaration is at the top, or behind the few lines that a broken template left there.
    private const int DeclarationSearch = 1024;

    /// <summary>Never throws: what no charset explains becomes U+FFFD.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes, string? charset)
    {
        if (Marked(bytes) is var (marked, length) && marked is not null)
        {
            return marked.GetString(bytes[length..]);
        }

        var candidates = new[] { Find(charset), Find(Declared(bytes)) }.OfType<Encoding>().ToArray();
        // Other 8-bit charsets accept everything, UTF-8 almost nothing else: bytes that are UTF-8 and not ASCII were mislabelled.
        if (candidates.All(encoding => encoding.CodePage is 1252 or 65001) && Try(Encoding.UTF8, bytes) is { } utf8)
        {
            return utf8;
        }

        foreach (var candidate in candidates)
        {
            if (Try(candidate, bytes) is { } text)
            {
                return text;
            }
        }

        return Try(Encoding.UTF8, bytes) ?? Damaged(bytes, candidates.FirstOrDefault());
    }

    private static string Damaged(ReadOnlySpan<byte> bytes, Encoding? declared)
    {
        if (declared is not null && declared.CodePage is not (65001 or 1252))
        {
            return declared.GetString(bytes);
        }

        // UTF-8 with a few bad bytes keeps its good ones; with mostly bad ones it never was UTF-8.
        var text = Encoding.UTF8.GetString(bytes);
        var (bad, good) = (text.AsSpan().Count('\uFFFD'), 0);
        foreach (var character in text)
        {
            good += character is > '\u007F' and not '\uFFFD' ? 1 : 0;
        }

        return bad <= good ? text : Latin1.GetString(bytes);
    }

    // What browsers take for iso-8859-1 and ASCII (encoding.spec.whatwg.org#names-and-labels).
    private static Encoding Latin1 => CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private static (Encoding? Encoding, int Length) Marked(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
        [0x00, 0x00, 0xFE, 0xFF, ..] => (new UTF32Encoding(bigEndian: true, byteOrderMark: false), 4),
        [0xFF, 0xFE, 0x00, 0x00, ..] => (Encoding.UTF32, 4),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        // No mark, but zeros around the first sign (XML 1.0, appendix F).
        [0x00, 0x00, 0x00, (byte)'<', ..] => (new UTF32Encoding(bigEndian: true, byteOrderMark: false), 0),
        [(byte)'<', 0x00, 0x00, 0x00, ..] => (Encoding.UTF32, 0),
        [0x00, (byte)'<' or (byte)'{', 0x00, ..] => (Encoding.BigEndianUnicode, 0),
        [(byte)'<' or (byte)'{', 0x00, _, 0x00, ..] => (Encoding.Unicode, 0),
        _ => (null, 0),
    };

    private static string? Declared(ReadOnlySpan<byte> bytes)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, DeclarationSearch)]);
        var at = head.IndexOf("<?xml", StringComparison.OrdinalIgnoreCase);
        var end = at < 0 ? -1 : head.IndexOf('>', at);
        at = end < 0 ? -1 : head.IndexOf("encoding", at, end - at, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null : head[(at + 8)..end].Trim(' ', '\t', '\r', '\n', '=').TrimStart('"', '\'').Split('"', '\'', '?', ' ')[0];
    }

    /// <summary>The encoding of a label; null for one that is unknown, or that the bytes, being no UTF-16 or UTF-32, cannot be in.</summary>
    private static Encoding? Find(string? label)
    {
        try
        {
            var encoding = label?.Trim().ToLowerInvariant() switch
            {
                null or "" => null,
                "utf8" or "utf_8" => Encoding.UTF8,
                "iso-8859-1" or "iso8859-1" or "iso_8859-1" or "latin1" or "us-ascii" or "ascii" => Latin1,
                var name => CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name),
            };
            return encoding?.CodePage is 1200 or 1201 or 12000 or 12001 or 65000 ? null : encoding;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string? Try(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        try
        {
            return strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
