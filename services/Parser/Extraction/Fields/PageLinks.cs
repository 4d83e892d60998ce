using Ingestion.Parser.Extraction.Html;

namespace Ingestion.Parser.Extraction.Fields;

/// <summary>How much of a page is links to other pages.</summary>
/// <param name="Headlines">Links whose text is long enough to be a headline.</param>
/// <param name="Weight">Text of all links.</param>
internal readonly record struct PageLinks(int Headlines, int Weight)
{
    private const int ShortestHeadline = 30;

    public static PageLinks Of(Page page)
    {
        var (headlines, total) = (0, 0);
        foreach (var link in page.All(Tag.A))
        {
            var weight = page.End(link) - link > 1 ? Prose.Weight(page.InnerText(link)) : 0;
            headlines += weight >= ShortestHeadline ? 1 : 0;
            total += weight;
        }

        return new PageLinks(headlines, total);
    }
}
