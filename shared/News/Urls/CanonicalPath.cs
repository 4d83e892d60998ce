using System.Buffers;
using System.Text;

namespace Ingestion.News.Urls;

/// <summary>One spelling for the characters of a path or a query, and a path without its visitor's number.</summary>
internal static class CanonicalPath
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private static readonly SearchValues<char> IsUnreserved = SearchValues.Create(Unreserved);

    // RFC 3986 section 2: reserved characters mean something as they are, so they are neither encoded nor decoded.
    private static readonly SearchValues<char> StaysAsItIs = SearchValues.Create(Unreserved + "!$&'()*+,;=:@/?[]");

    /// <summary>
    /// Escapes of unreserved characters undone, hexadecimal digits in capitals (RFC 3986 section 6.2.2), and escaped what no URL may hold: a percent sign
    /// that escapes nothing, <c>|</c>, <c>^</c>, a backslash in a query. Once: <c>%2541</c> stays.
    /// </summary>
    public static string Normalise(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(StaysAsItIs))
        {
            return text;
        }

        var normal = new StringBuilder(text.Length + 8);
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] == '%' && index + 2 < text.Length && PercentSet.TryByte(text[index + 1], text[index + 2], out var unit))
            {
                index += 2;
                if (IsUnreserved.Contains((char)unit))
                {
                    normal.Append((char)unit);
                }
                else
                {
                    PercentSet.AppendEscaped(normal, unit);
                }
            }
            else if (StaysAsItIs.Contains(text[index]))
            {
                normal.Append(text[index]);
            }
            else
            {
                PercentSet.AppendEscaped(normal, (byte)text[index]);
            }
        }

        return normal.ToString();
    }

    /// <summary>Without <c>;jsessionid=…</c> and its like, and without the segment <c>(S(…))</c> of ASP.NET's cookieless sessions.</summary>
    public static string WithoutSession(string path)
    {
        foreach (var name in CanonicalRules.PathParameters)
        {
            while (path.IndexOf($";{name}=", StringComparison.OrdinalIgnoreCase) is >= 0 and var at)
            {
                var length = path.AsSpan(at + 1).IndexOfAny('/', ';') + 1;
                path = path.Remove(at, length == 0 ? path.Length - at : length);
            }
        }

        // Microsoft Learn, "ASP.NET session state: cookieless sessions": X, A, F and S each with its value, in one segment.
        while (path.IndexOf("/(", StringComparison.Ordinal) is >= 0 and var from)
        {
            var length = path.AsSpan(from + 1).IndexOf('/') + 1;
            var segment = length == 0 ? [] : path.AsSpan(from + 1, length - 1);
            if (!segment.EndsWith("))", StringComparison.Ordinal) || !(segment.StartsWith("(S(", StringComparison.Ordinal) || segment.Contains(")S(", StringComparison.Ordinal)))
            {
                break;
            }

            path = path.Remove(from, length);
        }

        return path;
    }
}
