using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Ingestion.Parser.Extraction.Wire;

/// <summary>A piece of HTML, all of it text, to blocks.</summary>
internal static class HtmlBlocks
{
    private const int MaxDepth = 200;

    public static void Add(WireItem item, string html)
    {
        if (NestingDepth.Exceeds(html, MaxDepth))
        {
            item.Warn("text-unread");
            return;
        }

        var blocks = new MarkupBlocks(item);
        Walk(new HtmlParser().ParseDocument(html).Body!, blocks);
        blocks.Finish();
    }

    private static void Walk(IElement element, MarkupBlocks blocks)
    {
        blocks.Open(element.LocalName);
        foreach (var node in element.ChildNodes)
        {
            if (node is IElement child)
            {
                Walk(child, blocks);
            }
            else if (node is IText text)
            {
                blocks.Text(text.Data);
            }
        }

        blocks.Close();
    }
}
