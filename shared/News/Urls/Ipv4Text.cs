using System.Globalization;

namespace Ingestion.News.Urls;

/// <summary>IPv4 addresses in every spelling that URLs know: one to four numbers, each decimal, octal or hexadecimal (URL Standard, section 3.5).</summary>
internal static class Ipv4Text
{
    /// <summary>Whether a host must be read as an address, since its last label is a number.</summary>
    public static bool EndsInNumber(ReadOnlySpan<char> host)
    {
        host = WithoutLastDot(host);
        var last = host[(host.LastIndexOf('.') + 1)..];
        return !last.IsEmpty && char.IsAsciiDigit(last[0]) && (!last.ContainsAnyExceptInRange('0', '9') || TryNumber(last, out _));
    }

    /// <returns>False when there are more than four numbers, or one that is none or too large.</returns>
    public static bool TryParse(ReadOnlySpan<char> host, out uint address)
    {
        address = 0;
        Span<ulong> numbers = stackalloc ulong[4];
        var count = 0;
        foreach (var range in WithoutLastDot(host).Split('.'))
        {
            if (count == 4 || !TryNumber(WithoutLastDot(host)[range], out numbers[count++]))
            {
                return false;
            }
        }

        // The last number fills all bytes that the others leave.
        if (numbers[count - 1] >= 1UL << (8 * (5 - count)))
        {
            return false;
        }

        var sum = numbers[count - 1];
        for (var index = 0; index < count - 1; index++)
        {
            if (numbers[index] > 255)
            {
                return false;
            }

            sum += numbers[index] << (8 * (3 - index));
        }

        address = (uint)sum;
        return true;
    }

    public static string Serialise(uint address) =>
        string.Create(CultureInfo.InvariantCulture, $"{address >> 24}.{(address >> 16) & 255}.{(address >> 8) & 255}.{address & 255}");

    private static ReadOnlySpan<char> WithoutLastDot(ReadOnlySpan<char> host) => host is [_, .., '.'] ? host[..^1] : host;

    private static bool TryNumber(ReadOnlySpan<char> text, out ulong number)
    {
        number = 0;
        if (text.IsEmpty)
        {
            return false;
        }

        var radix = 10u;
        if (text is ['0', 'x' or 'X', ..])
        {
            text = text[2..];
            radix = 16;
        }
        else if (text is ['0', _, ..])
        {
            text = text[1..];
            radix = 8;
        }

        foreach (var character in text)
        {
            if (!char.IsAsciiHexDigit(character) || Digit(character) >= radix)
            {
                return false;
            }

            // Larger than any address already: how much larger does not matter.
            number = Math.Min((number * radix) + Digit(character), uint.MaxValue + 1UL);
        }

        return true;
    }

    private static uint Digit(char character) => char.IsAsciiDigit(character) ? character - (uint)'0' : (character | 0x20u) - 'a' + 10;
}
