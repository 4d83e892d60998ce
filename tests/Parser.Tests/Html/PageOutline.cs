using System.Text;
using Ingestion.Parser.Extraction.Html;

namespace Ingestion.Parser.Tests.Html;

/// <summary>A page's tree on one line: elements by name with their content in brackets, texts in quotes, raw content after a colon.</summary>
internal static class PageOutline
{
    public static string Of(string html, PageLimits? limits = null) => Of(Page.Parse(html, limits ?? PageLimits.Default));

    public static string Of(Page page)
    {
        var outline = new StringBuilder();
        Write(page, 0, outline);
        return outline.ToString();
    }

    /// <summary>What lies inside the body.</summary>
    public static string OfBody(string html)
    {
        var page = Page.Parse(html, PageLimits.Default);
        var outline = new StringBuilder();
        WriteContent(page, page.All(Tag.Body)[0], outline);
        return outline.ToString();
    }

    private static void Write(Page page, int node, StringBuilder outline)
    {
        if (page.IsText(node))
        {
            outline.Append('"').Append(page.TextOf(node)).Append('"');
            return;
        }

        outline.Append(page.NameOf(node));
        if (page.RawText(node) is { Length: > 0 } raw)
        {
            outline.Append(':').Append(raw);
        }

        if (page.End(node) > node + 1)
        {
            outline.Append('(');
            WriteContent(page, node, outline);
            outline.Append(')');
        }
    }

    private static void WriteContent(Page page, int node, StringBuilder outline)
    {
        for (var child = node + 1; child < page.End(node); child = page.End(child))
        {
            Assert.Equal(node, page.Parent(child));
            Assert.Equal(page.Depth(node) + 1, page.Depth(child));
            outline.Append(child > node + 1 ? " " : "");
            Write(page, child, outline);
        }
    }
}
