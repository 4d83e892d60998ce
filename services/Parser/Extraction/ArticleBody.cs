using AngleSharp.Html.Parser;
using Ingestion.Contracts;
using Ingestion.News;

namespace Ingestion.Parser.Extraction;

/// <summary>The body of a page: what its blocks hold, or the text of its JSON-LD.</summary>
internal static class ArticleBody
{
    /// <summary>JSON's text replaces the page's only where the page plainly holds less of it.</summary>
    private const double ClearlyLess = 0.5;

    public static Body Choose(PageBlocks blocks, StructuredData structured, IReadOnlyList<string> titles, out bool fromJson)
    {
        var found = BodyFinder.Find(blocks, titles, structured.ArticleBody);
        var weight = found.Sum(block => block.Weight);
        var builder = new BodyBuilder();
        fromJson = structured.ArticleBody is { } text && Prose.Weight(text) >= 300 && weight < ClearlyLess * Prose.Weight(text);
        if (fromJson)
        {
            foreach (var paragraph in JsonParagraphs(structured.ArticleBody!))
            {
                builder.Add(BlockKind.Paragraph, paragraph);
            }
        }
        else
        {
            foreach (var block in found)
            {
                builder.Add(block.Kind, block.Text);
            }
        }

        return builder.Build();
    }

    /// <summary>Some publishers put markup into <c>articleBody</c>; that is read like a page.</summary>
    private static string[] JsonParagraphs(string text)
    {
        if (text.Contains("</p>", StringComparison.OrdinalIgnoreCase) && !NestingDepth.Exceeds(text, 64))
        {
            using var fragment = new HtmlParser().ParseDocument(text);
            return [.. PageBlocks.Of(fragment.Body!).Blocks.Select(block => block.Text)];
        }

        return text.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
    }
}
