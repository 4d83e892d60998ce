using Ingestion.Contracts;

namespace Ingestion.Parser.Extraction.Fields;

/// <summary>Whether a page is an article or a list of them.</summary>
internal static class PageKind
{
    /// <param name="url">Where it was found; null for a file.</param>
    /// <param name="blocks">The whole page.</param>
    /// <param name="body">What was found as a body.</param>
    /// <param name="meta">For <c>og:type</c>.</param>
    /// <param name="structured">A page that calls itself an article with a date is one.</param>
    /// <returns>True for a front page or a section page.</returns>
    public static bool IsHomePage(Uri? url, PageBlocks blocks, Body body, PageMeta meta, StructuredData structured)
    {
        var saysArticle = structured.Type is { } type && (type.EndsWith("Article", StringComparison.Ordinal) || type.EndsWith("BlogPosting", StringComparison.Ordinal))
            || string.Equals(meta.First("og:type"), "article", StringComparison.OrdinalIgnoreCase);
        var isRoot = url is not null && url.AbsolutePath is "/" or "/index.html" or "/index.php" && url.Query.Length == 0;
        var weight = Prose.Weight(body.Text);
        var links = blocks.Blocks.Count(block => block.LinkShare > 0.8);
        var linkChars = blocks.Blocks.Sum(block => block.LinkChars);
        if (isRoot)
        {
            return !saysArticle || weight < 500;
        }

        // A list page has many links that are headlines (long), and what reads as a body is short beside them.
        var headlines = blocks.Blocks.Count(block => block.LinkShare > 0.8 && block.Weight >= 30);
        return !saysArticle && headlines >= 15 && weight * 2 < linkChars && links * 3 > blocks.Blocks.Count;
    }
}
