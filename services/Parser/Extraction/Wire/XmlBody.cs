using System.Xml.Linq;

namespace Ingestion.Parser.Extraction.Wire;

/// <summary>XML with running text, NITF or XHTML, to blocks. Recursion is bounded by <see cref="WireXml.MaxDepth"/>.</summary>
internal static class XmlBody
{
    public static void AddBlocks(this WireItem item, XElement content)
    {
        var blocks = new MarkupBlocks(item);
        Walk(content, blocks);
        blocks.Finish();
    }

    private static void Walk(XElement element, MarkupBlocks blocks)
    {
        blocks.Open(element.Name.LocalName.ToLowerInvariant());
        foreach (var node in element.Nodes())
        {
            switch (node)
            {
                case XElement child:
                    Walk(child, blocks);
                    break;
                case XText text:
                    blocks.Text(text.Value);
                    break;
            }
        }

        blocks.Close();
    }
}
