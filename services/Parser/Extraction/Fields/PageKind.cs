using Ingestion.Contracts;
using Ingestion.Parser.Extraction.Html;

namespace Ingestion.Parser.Extraction.Fields;

/// <summary>Whether a page is an article or a list of them.</summary>
internal static class PageKind
{
    /// <summary>Titles of sections are shorter.</summary>
    private const int ShortestHeadline = 40;

    private static readonly string[] Roots = ["/", "/index.html", "/index.htm", "/index.php", "/home"];

    /// <param name="url">Where it was found; null for a file.</param>
    /// <param name="page">The whole page.</param>
    /// <param name="body">What was found as a body.</param>
    /// <param name="meta">For <c>og:type</c>.</param>
    /// <param name="structured">A page that calls itself an article is one.</param>
    /// <param name="headline">Its headline; null when there is none.</param>
    /// <returns>True for a front page or a section page.</returns>
    public static bool IsHomePage(Uri? url, Page page, Body body, PageMeta meta, StructuredData structured, string? headline)
    {
        var weight = Prose.Weight(body.Text);
        var saysArticle = structured.IsArticle || string.Equals(meta.First("og:type"), "article", StringComparison.OrdinalIgnoreCase)
            || meta.First("article:published_time", "datePublished") is not null;
        if (url is not null && url.Query.Length == 0 && Roots.Contains(url.AbsolutePath, StringComparer.OrdinalIgnoreCase))
        {
            return !saysArticle || weight < 500;
        }

        // A list page has many links that are headlines, what reads as a body is short beside them, and neither its address nor its title is a headline's.
        return !saysArticle && weight < 3_000 && !IsSlug(url) && (headline is null || Prose.Weight(headline) < ShortestHeadline) && PageLinks.Of(page) is { Headlines: >= 15 } links && weight * 2 < links.Weight && IsTeasers(body);
    }

    /// <summary>An article's address ends in the words of its headline or in a number; a section's in a word or two.</summary>
    private static bool IsSlug(Uri? url)
    {
        var last = url?.AbsolutePath.TrimEnd('/') is { } path ? path[(path.LastIndexOf('/') + 1)..] : "";
        return last.Count(c => c is '-' or '_') >= 3 || last.Count(char.IsDigit) >= 5;
    }

    /// <summary>Teasers are short and each about something else; an article has paragraphs.</summary>
    private static bool IsTeasers(Body body)
    {
        var paragraphs = body.Blocks.Where(block => block.Kind == BlockKind.Paragraph).Select(block => Prose.Weight(body.Text.AsSpan(block.Start, block.End - block.Start))).ToList();
        return paragraphs.Count(weight => weight >= 160) < 3;
    }
}
