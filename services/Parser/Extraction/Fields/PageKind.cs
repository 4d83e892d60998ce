using Ingestion.Contracts;
using Ingestion.Parser.Extraction.Html;

namespace Ingestion.Parser.Extraction.Fields;

/// <summary>Whether a page is an article or a list of them.</summary>
internal static class PageKind
{
    private static readonly string[] Roots = ["/", "/index.html", "/index.htm", "/index.php", "/home"];

    /// <param name="url">Where it was found; null for a file.</param>
    /// <param name="page">The whole page.</param>
    /// <param name="body">What was found as a body.</param>
    /// <param name="meta">For <c>og:type</c>.</param>
    /// <param name="structured">A page that calls itself an article is one.</param>
    /// <returns>True for a front page or a section page.</returns>
    public static bool IsHomePage(Uri? url, Page page, Body body, PageMeta meta, StructuredData structured)
    {
        var weight = Prose.Weight(body.Text);
        var saysArticle = structured.IsArticle || string.Equals(meta.First("og:type"), "article", StringComparison.OrdinalIgnoreCase)
            || meta.First("article:published_time", "datePublished") is not null;
        if (url is not null && url.Query.Length == 0 && Roots.Contains(url.AbsolutePath, StringComparer.OrdinalIgnoreCase))
        {
            return !saysArticle || weight < 500;
        }

        // A list page has many links that are headlines, and what reads as a body is short beside them.
        return !saysArticle && weight < 3_000 && PageLinks.Of(page) is { Headlines: >= 15 } links && weight * 2 < links.Weight && IsTeasers(body);
    }

    /// <summary>Teasers are short and each about something else; an article has paragraphs.</summary>
    private static bool IsTeasers(Body body)
    {
        var paragraphs = body.Blocks.Where(block => block.Kind == BlockKind.Paragraph).Select(block => Prose.Weight(body.Text.AsSpan(block.Start, block.End - block.Start))).ToList();
        return paragraphs.Count(weight => weight >= 160) < 3;
    }
}
