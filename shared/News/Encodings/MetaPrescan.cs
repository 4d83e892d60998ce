using System.Buffers;
using System.Text;

namespace Ingestion.News.Encodings;

/// <summary>
/// Finds the encoding that an HTML page names in its own <c>meta</c> tags, before it is parsed
/// (HTML standard, section 13.2.3.2, "prescan a byte stream to determine its encoding").
/// </summary>
internal ref struct MetaPrescan
{
    private static readonly SearchValues<char> LabelEnds = SearchValues.Create(" \t\n\f\r;");

    private readonly ReadOnlySpan<byte> bytes;
    private int at;

    private MetaPrescan(ReadOnlySpan<byte> bytes) => this.bytes = bytes;

    /// <param name="bytes">The part of the page that is looked at; the standard takes the first 1024 bytes.</param>
    /// <returns>The name of the encoding; null when no tag names a known one.</returns>
    public static string? Find(ReadOnlySpan<byte> bytes) => new MetaPrescan(bytes).Scan();

    private string? Scan()
    {
        for (; at < bytes.Length; at++)
        {
            // Nothing begins otherwise.
            var next = bytes[at..].IndexOf((byte)'<');
            at = next < 0 ? bytes.Length : at + next;
            if (Looking("<!--"u8))
            {
                // The two dashes that open a comment may close it too.
                var end = bytes[(at + 2)..].IndexOf("-->"u8);
                at = end < 0 ? bytes.Length : at + 2 + end + 2;
            }
            else if (Looking("<meta"u8) && at + 5 < bytes.Length && IsSpaceOrSlash(bytes[at + 5]))
            {
                at += 6;
                if (Meta() is { } found)
                {
                    return found;
                }
            }
            else if (IsTag())
            {
                at++;
                SkipUntil(" \t\n\f\r>"u8);
                while (Attribute(out _, out _))
                {
                }
            }
            else if (Looking("<!"u8) || Looking("</"u8) || Looking("<?"u8))
            {
                SkipUntil(">"u8);
            }
        }

        return null;
    }

    /// <summary>One <c>meta</c> tag: its charset, or the one in its content where it stands for a header.</summary>
    private string? Meta()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var (gotPragma, needsPragma, charset) = (false, (bool?)null, (string?)null);
        while (Attribute(out var name, out var value))
        {
            if (!seen.Add(name))
            {
                continue;
            }

            if (name == "http-equiv")
            {
                gotPragma |= value == "content-type";
            }
            else if (name == "content" && charset is null && InContent(value) is { } inside)
            {
                (charset, needsPragma) = (inside, true);
            }
            else if (name == "charset")
            {
                // A label that nobody knows leaves no room for the content attribute either.
                (charset, needsPragma) = (EncodingLabels.Find(value) ?? "", false);
            }
        }

        // Nothing is known of a tag that is cut off.
        if (at >= bytes.Length)
        {
            return null;
        }

        // What could be read byte by byte is not UTF-16, and x-user-defined is what pages said for windows-1252.
        return needsPragma is null || (needsPragma.Value && !gotPragma) || charset is null or "" ? null : charset switch
        {
            "utf-16le" or "utf-16be" => "utf-8",
            "x-user-defined" => "windows-1252",
            _ => charset,
        };
    }

    /// <summary>HTML standard, section 2.6, "extracting character encodings from meta elements".</summary>
    private static string? InContent(string content)
    {
        for (var start = 0; (start = content.IndexOf("charset", start, StringComparison.OrdinalIgnoreCase)) >= 0;)
        {
            start += "charset".Length;
            var rest = content.AsSpan(start).TrimStart(" \t\n\f\r");
            if (rest.IsEmpty || rest[0] != '=')
            {
                continue;
            }

            rest = rest[1..].TrimStart(" \t\n\f\r");
            if (rest.IsEmpty)
            {
                return null;
            }

            if (rest[0] is '"' or '\'')
            {
                var end = rest[1..].IndexOf(rest[0]);
                return end < 0 ? null : EncodingLabels.Find(rest.Slice(1, end).ToString());
            }

            var stop = rest.IndexOfAny(LabelEnds);
            return EncodingLabels.Find((stop < 0 ? rest : rest[..stop]).ToString());
        }

        return null;
    }

    /// <summary>HTML standard, "get an attribute": both parts in ASCII lower case. False at the end of the tag or of the bytes.</summary>
    private bool Attribute(out string name, out string value)
    {
        (name, value) = ("", "");
        while (at < bytes.Length && IsSpaceOrSlash(bytes[at]))
        {
            at++;
        }

        if (at >= bytes.Length || bytes[at] == '>')
        {
            return false;
        }

        var start = at;
        while (at < bytes.Length && !IsSpaceOrSlash(bytes[at]) && bytes[at] != '>' && (bytes[at] != '=' || at == start))
        {
            at++;
        }

        name = Lower(bytes[start..at]);
        SkipSpace();
        if (at >= bytes.Length || bytes[at] != '=')
        {
            return at < bytes.Length;
        }

        at++;
        SkipSpace();
        if (at >= bytes.Length)
        {
            return false;
        }

        if (bytes[at] is (byte)'"' or (byte)'\'')
        {
            var length = bytes[(at + 1)..].IndexOf(bytes[at]);
            if (length < 0)
            {
                at = bytes.Length;
                return false;
            }

            value = Lower(bytes.Slice(at + 1, length));
            at += length + 2;
            return true;
        }

        start = at;
        SkipUntil(" \t\n\f\r>"u8);
        value = Lower(bytes[start..at]);
        return at < bytes.Length;
    }

    private readonly bool IsTag()
    {
        var name = bytes[at..] switch
        {
            [(byte)'<', (byte)'/', var c, ..] => c,
            [(byte)'<', var c, ..] => c,
            _ => (byte)0,
        };
        return char.IsAsciiLetter((char)name);
    }

    private readonly bool Looking(ReadOnlySpan<byte> prefix) =>
        bytes.Length - at >= prefix.Length && Ascii.EqualsIgnoreCase(bytes.Slice(at, prefix.Length), prefix);

    private void SkipSpace()
    {
        while (at < bytes.Length && IsSpace(bytes[at]))
        {
            at++;
        }
    }

    private void SkipUntil(ReadOnlySpan<byte> ends)
    {
        var length = bytes[at..].IndexOfAny(ends);
        at = length < 0 ? bytes.Length : at + length;
    }

    private static string Lower(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes).ToLowerInvariant();

    private static bool IsSpaceOrSlash(byte b) => b == '/' || IsSpace(b);

    private static bool IsSpace(byte b) => b is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\f' or (byte)'\r';
}
