using System.Buffers;
using System.Text;

namespace Ingestion.Parser.Extraction;

/// <summary>
/// Bytes to characters, in the order of the HTML standard's "determining the character encoding": byte order mark, transport, the page's own
/// label in its first 1024 bytes; then UTF-8 where it is valid, else windows-1252.
/// </summary>
internal static class CharacterDecoder
{
    private const int MetaWindow = 1024;

    private static readonly SearchValues<char> LabelEnds = SearchValues.Create(" \t\r\n\"';/>");

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // Labels that the Encoding Standard (encoding.spec.whatwg.org, section 4.2) maps to another encoding than .NET does.
    private static readonly Dictionary<string, string> Standard = new(StringComparer.OrdinalIgnoreCase)
    {
        ["iso-8859-1"] = "windows-1252",
        ["iso8859-1"] = "windows-1252",
        ["iso_8859-1"] = "windows-1252",
        ["latin1"] = "windows-1252",
        ["l1"] = "windows-1252",
        ["ascii"] = "windows-1252",
        ["us-ascii"] = "windows-1252",
        ["cp1252"] = "windows-1252",
        ["iso-8859-9"] = "windows-1254",
        ["iso8859-9"] = "windows-1254",
        ["latin5"] = "windows-1254",
        ["iso-8859-11"] = "windows-874",
        ["tis-620"] = "windows-874",
        ["gb2312"] = "gb18030",
        ["gbk"] = "gb18030",
        ["x-gbk"] = "gb18030",
        ["gb_2312-80"] = "gb18030",
        ["chinese"] = "gb18030",
        ["ks_c_5601-1987"] = "ks_c_5601-1987",
        ["euc-kr"] = "ks_c_5601-1987",
        ["korean"] = "ks_c_5601-1987",
        ["ksc5601"] = "ks_c_5601-1987",
        ["shift-jis"] = "shift_jis",
        ["sjis"] = "shift_jis",
        ["x-sjis"] = "shift_jis",
        ["windows-31j"] = "shift_jis",
        ["ms_kanji"] = "shift_jis",
        ["utf8"] = "utf-8",
        ["utf-16"] = "utf-16",
        ["unicode"] = "utf-16",
        ["big5-hkscs"] = "big5",
        ["x-x-big5"] = "big5",
    };

    static CharacterDecoder() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <param name="bytes">The document.</param>
    /// <param name="transportCharset">What the transport claims; null when it did not say.</param>
    /// <param name="isHtml">Whether to look for the page's own label.</param>
    /// <returns>The characters. A claim that cannot be true (UTF-8 that is not valid) is passed over.</returns>
    public static string Decode(ReadOnlySpan<byte> bytes, string? transportCharset, bool isHtml)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            return Encoding.UTF8.GetString(bytes[3..]);
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
        {
            return Encoding.Unicode.GetString(bytes[2..]);
        }

        return Claimed(bytes, Find(transportCharset))
            ?? (isHtml ? Claimed(bytes, MetaEncoding(bytes)) : null)
            ?? Claimed(bytes, StrictUtf8)
            ?? Windows1252.GetString(bytes);
    }

    private static Encoding Windows1252 => Encoding.GetEncoding("windows-1252");

    private static string? Claimed(ReadOnlySpan<byte> bytes, Encoding? encoding)
    {
        if (encoding is null)
        {
            return null;
        }

        if (encoding.CodePage != Encoding.UTF8.CodePage)
        {
            // Pages labelled with a single-byte encoding that are really UTF-8 are common, and text in such an encoding is hardly ever valid UTF-8.
            return encoding.IsSingleByte && HasMultiByteUtf8(bytes) && TryUtf8(bytes) is { } utf8 ? utf8 : encoding.GetString(bytes);
        }

        return TryUtf8(bytes) ?? DamagedUtf8(bytes);
    }

    private static string? TryUtf8(ReadOnlySpan<byte> bytes) =>
        System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : null;

    private static bool HasMultiByteUtf8(ReadOnlySpan<byte> bytes) => bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF) >= 0;

    /// <summary>Where more sequences beyond ASCII are sound than broken, the page is damaged UTF-8 and not another encoding.</summary>
    private static string? DamagedUtf8(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var (sound, broken) = (0, 0);
        foreach (var c in text)
        {
            broken += c == '\uFFFD' ? 1 : 0;
            sound += c is >= '\u0080' and not '\uFFFD' ? 1 : 0;
        }

        return sound > broken ? text : null;
    }

    /// <summary>The label in a <c>meta</c> tag; UTF-16 there means UTF-8, since the tag could be read (HTML standard, 13.2.3.2).</summary>
    private static Encoding? MetaEncoding(ReadOnlySpan<byte> bytes)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, MetaWindow)]);
        for (var at = head.IndexOf("<meta", StringComparison.OrdinalIgnoreCase); at >= 0; at = head.IndexOf("<meta", at + 5, StringComparison.OrdinalIgnoreCase))
        {
            var end = head.IndexOf('>', at);
            var tag = head.AsSpan(at, (end < 0 ? head.Length : end) - at);
            var charset = tag.IndexOf("charset", StringComparison.OrdinalIgnoreCase);
            if (charset < 0)
            {
                continue;
            }

            var value = tag[(charset + 7)..].TrimStart();
            if (value.Length == 0 || value[0] != '=')
            {
                continue;
            }

            value = value[1..].TrimStart(" \t\r\n\"'");
            var length = value.IndexOfAny(LabelEnds);
            var found = Find(value[..(length < 0 ? value.Length : length)].ToString());
            return found is { CodePage: 1200 or 1201 } ? StrictUtf8 : found;
        }

        return null;
    }

    private static Encoding? Find(string? label)
    {
        var name = label?.Trim().Trim('"', '\'') ?? "";
        try
        {
            var found = name.Length == 0 ? null : Encoding.GetEncoding(Standard.GetValueOrDefault(name, name));
            return found?.CodePage == 65000 ? null : found; // UTF-7 hides markup from every check and no page is written in it
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
