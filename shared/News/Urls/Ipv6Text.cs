using System.Globalization;
using System.Text;

namespace Ingestion.News.Urls;

/// <summary>IPv6 addresses as URLs write them (URL Standard, sections 3.5 and 3.6; RFC 5952). A zone id is no part of a URL.</summary>
internal static class Ipv6Text
{
    /// <returns>False when it is no address. Else eight numbers of 16 bits.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out ushort[] pieces)
    {
        pieces = new ushort[8];
        var (piece, compress, at) = (0, -1, 0);
        if (text.StartsWith("::", StringComparison.Ordinal))
        {
            at = 2;
            compress = 0;
        }
        else if (text.StartsWith(':'))
        {
            return false;
        }

        while (at < text.Length)
        {
            if (piece == 8)
            {
                return false;
            }

            if (text[at] == ':')
            {
                if (compress >= 0)
                {
                    return false;
                }

                at++;
                compress = piece;
                continue;
            }

            var start = at;
            var value = 0;
            while (at < text.Length && at - start < 4 && char.IsAsciiHexDigit(text[at]))
            {
                value = (value * 16) + int.Parse(text.Slice(at, 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                at++;
            }

            if (at < text.Length && text[at] == '.')
            {
                if (at == start || piece > 6 || !TryEmbedded(text[start..], out pieces[piece], out pieces[piece + 1]))
                {
                    return false;
                }

                piece += 2;
                break;
            }

            if (at < text.Length && (text[at] != ':' || ++at == text.Length))
            {
                return false;
            }

            pieces[piece++] = (ushort)value;
        }

        if (compress < 0)
        {
            return piece == 8;
        }

        // "::" stands for one piece at least; what follows it belongs at the end.
        if (piece == 8)
        {
            return false;
        }

        var tail = piece - compress;
        pieces.AsSpan(compress, tail).CopyTo(pieces.AsSpan(8 - tail));
        pieces.AsSpan(compress, 8 - piece).Clear();
        return true;
    }

    /// <summary>Lower-case, the first longest run of two or more zeros as <c>::</c>.</summary>
    public static string Serialise(ReadOnlySpan<ushort> pieces)
    {
        var (from, length) = LongestZeros(pieces);
        var text = new StringBuilder(39);
        for (var index = 0; index < 8; index++)
        {
            if (index == from)
            {
                text.Append(index == 0 ? "::" : ":");
                index += length - 1;
                continue;
            }

            text.Append(CultureInfo.InvariantCulture, $"{pieces[index]:x}");
            if (index < 7)
            {
                text.Append(':');
            }
        }

        return text.ToString();
    }

    private static (int From, int Length) LongestZeros(ReadOnlySpan<ushort> pieces)
    {
        var (from, length) = (-1, 1);
        for (var start = 0; start < 8; start++)
        {
            var end = start;
            while (end < 8 && pieces[end] == 0)
            {
                end++;
            }

            if (end - start > length)
            {
                (from, length) = (start, end - start);
            }

            start = Math.Max(start, end - 1);
        }

        return (from, length);
    }

    // Four decimal numbers without leading zeros, to the very end.
    private static bool TryEmbedded(ReadOnlySpan<char> text, out ushort high, out ushort low)
    {
        (high, low) = (0, 0);
        var (sum, count) = (0u, 0);
        foreach (var range in text.Split('.'))
        {
            var part = text[range];
            if (++count > 4 || part.Length is 0 or > 3 || part.ContainsAnyExceptInRange('0', '9') || part is ['0', _, ..]
                || !byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return false;
            }

            sum = (sum << 8) + number;
        }

        (high, low) = ((ushort)(sum >> 16), (ushort)sum);
        return count == 4;
    }
}
