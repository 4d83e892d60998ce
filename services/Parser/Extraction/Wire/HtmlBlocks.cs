using Ingestion.Parser.Extraction.Html;

namespace Ingestion.Parser.Extraction.Wire;

/// <summary>A piece of HTML, all of it text, to blocks.</summary>
internal static class HtmlBlocks
{
    private static readonly PageLimits Limits = new(MaxDepth: WireXml.MaxDepth, MaxNodes: 200_000, MaxChars: 20_000_000);

    public static void Add(WireItem item, string html)
    {
        var page = Page.Parse(html, Limits);
        if (page.Breach is not null)
        {
            item.Warn("text-cut");
        }

        var blocks = new MarkupBlocks(item);
        var ends = new Stack<int>();
        for (var node = 1; node < page.Count; node++)
        {
            Close(blocks, ends, node);
            if (page.IsText(node))
            {
                blocks.Text(page.TextOf(node));
            }
            else
            {
                blocks.Open(page.NameOf(node).ToString());
                ends.Push(page.End(node));
            }
        }

        Close(blocks, ends, int.MaxValue);
        blocks.Finish();
    }

    private static void Close(MarkupBlocks blocks, Stack<int> ends, int node)
    {
        while (ends.TryPeek(out var end) && end <= node)
        {
            blocks.Close();
            ends.Pop();
        }
    }
}
