using System.Net;
using System.Text.RegularExpressions;

namespace Ingestion.Parser.Extraction.Fields;

/// <summary>A page's copyright line: rights in words, and what a site that names itself nowhere in its head is called.</summary>
internal static partial class CopyrightLine
{
    // A line, not a page: what stands further than this from the sign is other text.
    private const int Longest = 200;

    /// <returns>The name in it; null when there is no such line.</returns>
    public static string? Holder(string html) =>
        Find(html) is { } match ? WebUtility.HtmlDecode(match.Groups["name"].Value).Trim() : null;

    /// <returns>The line as printed; null when there is none.</returns>
    public static string? Of(string html)
    {
        if (Find(html) is not { } match)
        {
            return null;
        }

        var line = html.AsSpan(match.Index, Math.Min(Longest, html.Length - match.Index));
        var end = line.IndexOfAny('<', '\n');
        return WebUtility.HtmlDecode((end < 0 ? line[..match.Length] : line[..end]).ToString()).Trim();
    }

    private static Match? Find(string html)
    {
        var sign = Math.Max(html.LastIndexOf('©'), html.LastIndexOf("&copy;", StringComparison.OrdinalIgnoreCase));
        return sign >= 0 && Line().Match(html, sign, Math.Min(Longest, html.Length - sign)) is { Success: true } match ? match : null;
    }

    [GeneratedRegex(@"^(©|&copy;)\s*((Copyright\s*)?(\d{4}\s*[-–]\s*)?\d{4}\s*,?\s*(by\s+)?)?(?<name>\p{Lu}[^<>.,|©\n]{2,60})", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 200)]
    private static partial Regex Line();
}
