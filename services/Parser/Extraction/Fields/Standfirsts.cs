using Ingestion.Parser.Extraction.Html;

namespace Ingestion.Parser.Extraction.Fields;

/// <summary>The line under a headline: JSON-LD's second headline, or what the page prints as a standfirst.</summary>
internal static class Standfirsts
{
    private const int Longest = 600;

    private const int MostNodes = 60;

    private static readonly string[] Names = ["standfirst", "subheadline", "sub-headline", "subtitle", "sub-title", "article__dek", "article-dek", "deck", "chapo", "entradilla", "bajada", "sottotitolo", "vorspann", "ingress", "underrubrik", "subheading", "article__lead", "article-lead"];

    public static string? AlternativeHeadline(Page page, StructuredData structured, string headline)
    {
        var own = Prose.Letters(headline);
        var said = structured.AlternativeHeadline;
        return said is not null && Prose.Letters(said) != own ? said : Printed(page, own);
    }

    private static string? Printed(Page page, string headline)
    {
        if (page.All(Tag.H1) is not [var heading, ..])
        {
            return null;
        }

        // Between the headline and the text: a few dozen nodes.
        for (var node = page.End(heading); node < Math.Min(page.Count, page.End(heading) + 80); node++)
        {
            if (!page.IsText(node) && page.TagOf(node) is Tag.P or Tag.H2 or Tag.H3 or Tag.Div or Tag.Span
                && page.Attribute(node, "class") is { Length: > 3 and < 300 } name && Array.Exists(Names, word => name.Contains(word, StringComparison.OrdinalIgnoreCase))
                && page.End(node) - node < MostNodes && page.InnerText(node) is { Length: > 20 and < Longest } text && Prose.Letters(text) != headline)
            {
                return text;
            }
        }

        return null;
    }
}
