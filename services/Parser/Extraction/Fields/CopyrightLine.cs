using System.Net;
using System.Text.RegularExpressions;

namespace Ingestion.Parser.Extraction.Fields;

/// <summary>A page's copyright line: rights in words, and what a site that names itself nowhere in its head is called.</summary>
/// <param name="Text">As printed.</param>
/// <param name="Holder">The name in it.</param>
internal sealed partial record CopyrightLine(string Text, string Holder)
{
    // A line, not a page: what stands further than this from the sign is other text.
    private const int Longest = 200;

    /// <returns>The last one of a page; null when there is none.</returns>
    public static CopyrightLine? Find(string html)
    {
        var sign = Math.Max(html.LastIndexOf('©'), html.AsSpan().LastIndexOf("&copy;"));
        if (sign < 0 || Line().Match(html, sign, Math.Min(Longest, html.Length - sign)) is not { Success: true } match)
        {
            return null;
        }

        var line = html.AsSpan(sign, Math.Min(Longest, html.Length - sign));
        var end = line.IndexOfAny('<', '\n');
        return new CopyrightLine(
            WebUtility.HtmlDecode((end < 0 ? line[..match.Length] : line[..end]).ToString()).Trim(),
            WebUtility.HtmlDecode(match.Groups["name"].Value).Trim());
    }

    [GeneratedRegex(@"^(©|&copy;)\s*((Copyright\s*)?(\d{4}\s*[-–]\s*)?\d{4}\s*,?\s*(by\s+)?)?(?<name>\p{Lu}[^<>.,|©\n]{2,60})", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 200)]
    private static partial Regex Line();
}
