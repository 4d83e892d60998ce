namespace Ingestion.Parser.Extraction.Html;

/// <summary>Content of svg and math (HTML standard, 13.2.6.5).</summary>
internal sealed partial class Page
{
    private ref partial struct Builder
    {
        /// <summary>False when the element is HTML's after all.</summary>
        private bool StartInForeign(Tag tag, int start, int count)
        {
            if ((page.nodes.Marks[open.Top] & NodeMarks.HoldsHtml) != NodeMarks.None)
            {
                return false;
            }

            if (Traits.Has(tag, TagTraits.LeavesForeign))
            {
                var index = open.Depth - 1;
                while ((page.nodes.Marks[open[index]] & (NodeMarks.Foreign | NodeMarks.HoldsHtml)) == NodeMarks.Foreign)
                {
                    index--;
                }

                open.PopTo(index + 1);
                return false;
            }

            var node = Insert(tag is Tag.Svg or Tag.Math or Tag.Script or Tag.Style ? tag : Tag.Other, start, count);
            if (node == 0)
            {
                return true;
            }

            var name = page.NameOf(node);
            page.nodes.Marks[node] |= NodeMarks.Foreign | (name is "foreignobject" or "desc" or "title" or "mi" or "mo" or "mn" or "ms" or "mtext" or "annotation-xml" ? NodeMarks.HoldsHtml : NodeMarks.None);
            if (tokenizer.SelfClosing)
            {
                open.PopTo(open.Depth - 1);
            }

            return true;
        }

        /// <summary>False when the end tag is of an element of HTML around.</summary>
        private readonly bool EndInForeign()
        {
            for (var index = open.Depth - 1; index > 0 && (page.nodes.Marks[open[index]] & NodeMarks.Foreign) != NodeMarks.None; index--)
            {
                if (Name.Equals(page.NameOf(open[index]), StringComparison.OrdinalIgnoreCase))
                {
                    open.PopTo(index);
                    return true;
                }
            }

            return false;
        }
    }
}
