using System.Globalization;
using System.Text;

namespace Ingestion.Fetcher.Fetching;

/// <summary>Path patterns of robots.txt, and paths as they are compared with them (RFC 9309 section 2.2.2).</summary>
internal static class RobotsPattern
{
    /// <summary>Longest pattern that is read; longer ones are nobody's paths and would take their time.</summary>
    public const int MaxLength = 2048;

    /// <summary>The path and query of a URL, as patterns are compared with it.</summary>
    public static string PathOf(Uri url) => Normalise(url.PathAndQuery).Replace("*", "%2A", StringComparison.Ordinal).Replace("$", "%24", StringComparison.Ordinal);

    /// <summary>A pattern as it is compared: an asterisk stands for anything, a dollar at the end for the end; both themselves are written as escapes (section 2.2.3).</summary>
    public static string Read(string value)
    {
        var pattern = Normalise(value);
        return pattern.EndsWith('$') ? pattern[..^1].Replace("$", "%24", StringComparison.Ordinal) + "$" : pattern.Replace("$", "%24", StringComparison.Ordinal);
    }

    /// <summary>Whether a pattern stands at the start of a path. Greedy with one point to go back to: linear in practice, quadratic at worst, never exponential.</summary>
    public static bool Matches(string path, string pattern)
    {
        var anchored = pattern.EndsWith('$');
        var end = anchored ? pattern.Length - 1 : pattern.Length;
        var (p, s, star, mark) = (0, 0, -1, 0);
        while (true)
        {
            if (p == end && (!anchored || s == path.Length))
            {
                return true;
            }

            if (p < end && pattern[p] == '*')
            {
                (star, mark) = (++p, s);
            }
            else if (p < end && s < path.Length && pattern[p] == path[s])
            {
                (p, s) = (p + 1, s + 1);
            }
            else if (star >= 0 && mark < path.Length)
            {
                (p, s) = (star, ++mark);
            }
            else
            {
                return false;
            }
        }
    }

    // Section 2.2.2: compared with octets outside ASCII percent-encoded and with the case of the escapes made one.
    private static string Normalise(string path)
    {
        var text = new StringBuilder(path.Length);
        Span<byte> utf8 = stackalloc byte[4];
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] == '%' && i + 2 < path.Length && char.IsAsciiHexDigit(path[i + 1]) && char.IsAsciiHexDigit(path[i + 2]))
            {
                var octet = Convert.ToInt32(path.Substring(i + 1, 2), 16);
                text.Append(char.IsAsciiLetterOrDigit((char)octet) || octet is '-' or '.' or '_' or '~' ? $"{(char)octet}" : $"%{octet:X2}");
                i += 2;
            }
            else if (path[i] < 0x80)
            {
                text.Append(path[i]);
            }
            else if (Rune.TryGetRuneAt(path, i, out var rune))
            {
                foreach (var octet in utf8[..rune.EncodeToUtf8(utf8)])
                {
                    text.Append('%').Append(octet.ToString("X2", CultureInfo.InvariantCulture));
                }

                i += rune.Utf16SequenceLength - 1;
            }
        }

        return text.ToString();
    }
}
