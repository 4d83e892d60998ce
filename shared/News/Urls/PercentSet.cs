using System.Buffers;
using System.Text;

namespace Ingestion.News.Urls;

/// <summary>Which characters stand for themselves in a part of a URL; the others are percent-encoded (URL Standard, section 1.3).</summary>
internal static class PercentSet
{
    public static readonly SearchValues<char> Fragment = AllBut(" \"<>`");
    public static readonly SearchValues<char> Query = AllBut(" \"#<>'"); // The "special-query" set: http and https are special.
    public static readonly SearchValues<char> Path = AllBut(" \"#<>?^`{}");
    public static readonly SearchValues<char> UserInfo = AllBut(" \"#<>?^`{}/:;=@[\\]|");

    private const string Hex = "0123456789ABCDEF";

    /// <summary>UTF-8 of what is not safe, percent-encoded. Half a surrogate pair counts as U+FFFD.</summary>
    public static string Encode(ReadOnlySpan<char> text, SearchValues<char> safe)
    {
        if (!text.ContainsAnyExcept(safe))
        {
            return text.ToString();
        }

        var encoded = new StringBuilder(text.Length * 2);
        Append(encoded, text, safe);
        return encoded.ToString();
    }

    public static void Append(StringBuilder target, ReadOnlySpan<char> text, SearchValues<char> safe)
    {
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii && safe.Contains((char)rune.Value))
            {
                target.Append((char)rune.Value);
                continue;
            }

            foreach (var unit in utf8[..rune.EncodeToUtf8(utf8)])
            {
                AppendEscaped(target, unit);
            }
        }
    }

    public static void AppendEscaped(StringBuilder target, byte unit) => target.Append('%').Append(Hex[unit >> 4]).Append(Hex[unit & 15]);

    /// <summary>Undoes percent-encoding; a percent sign without two hex digits stays. Bytes that are not UTF-8 become U+FFFD.</summary>
    public static string Decode(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var length = Encoding.UTF8.GetBytes(text, bytes);
        var kept = 0;
        for (var index = 0; index < length; index++)
        {
            bytes[kept] = bytes[index];
            if (bytes[index] == '%' && index + 2 < length && TryByte((char)bytes[index + 1], (char)bytes[index + 2], out var unit))
            {
                bytes[kept] = unit;
                index += 2;
            }

            kept++;
        }

        return Encoding.UTF8.GetString(bytes, 0, kept);
    }

    public static bool TryByte(char high, char low, out byte unit)
    {
        unit = 0;
        if (!char.IsAsciiHexDigit(high) || !char.IsAsciiHexDigit(low))
        {
            return false;
        }

        unit = (byte)((Value(high) << 4) | Value(low));
        return true;

        static int Value(char digit) => char.IsAsciiDigit(digit) ? digit - '0' : (digit | 0x20) - 'a' + 10;
    }

    private static SearchValues<char> AllBut(string encoded) =>
        SearchValues.Create([.. Enumerable.Range(0x21, 0x7E - 0x20).Select(code => (char)code).Where(character => !encoded.Contains(character, StringComparison.Ordinal))]);
}
