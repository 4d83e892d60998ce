using System.Buffers;
using System.Globalization;

namespace Ingestion.News.Urls;

/// <summary>Reads the host of a URL: a name, an IPv4 address in any spelling, or an IPv6 address in brackets (URL Standard, section 3.5).</summary>
internal static class HostParser
{
    private static readonly SearchValues<char> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-.");

    // The standard's forbidden domain code points: forbidden host code points, C0 controls, the percent sign and DEL.
    private static readonly SearchValues<char> Forbidden = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(code => (char)code), .. " #/:<>?@[\\]^|%\u007F"]);

    // UTS 46, non-transitional, as the standard's "domain to ASCII" wants it: no STD3 rules, bidi and joiners checked.
    private static readonly IdnMapping Idna = new() { UseStd3AsciiRules = false, AllowUnassigned = false };

    /// <returns>The host in ASCII, or null when there cannot be such a host.</returns>
    public static string? Parse(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return null;
        }

        if (text[0] == '[')
        {
            return text[^1] == ']' && Ipv6Text.TryParse(text[1..^1], out var pieces) ? $"[{Ipv6Text.Serialise(pieces)}]" : null;
        }

        var domain = text.ContainsAnyExcept(Plain) ? ToAscii(text.Contains('%') ? PercentSet.Decode(text) : text.ToString()) : text.ToString();
        if (domain is null || domain.AsSpan().ContainsAny(Forbidden))
        {
            return null;
        }

        return Ipv4Text.EndsInNumber(domain) ? Ipv4Text.TryParse(domain, out var address) ? Ipv4Text.Serialise(address) : null : domain;
    }

    private static string? ToAscii(string domain)
    {
        // An ASCII name is taken as it is, be its "xn--" labels valid or not: sites with labels that IDNA refuses are asked every day (URL Standard, section 3.3).
        if (System.Text.Ascii.IsValid(domain))
        {
            return domain.ToLowerInvariant();
        }

        try
        {
            return Idna.GetAscii(domain) is { Length: > 0 } ascii ? ascii.ToLowerInvariant() : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
