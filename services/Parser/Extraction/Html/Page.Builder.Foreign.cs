namespace Ingestion.Parser.Extraction.Html;

/// <summary>Content of svg and math (HTML standard, 13.2.6.5).</summary>
internal sealed partial class Page
{
    private ref partial struct Builder
    {
        // Elements of svg and math whose content is HTML.
        private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> HoldHtml =
            new HashSet<string>(["foreignObject", "desc", "title", "mi", "mo", "mn", "ms", "mtext", "annotation-xml"], StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

        /// <summary>False when the element is HTML's after all.</summary>
        private bool StartInForeign(Tag tag, int start, int count)
        {
            if ((page.nodes.Marks[open.Top] & NodeMarks.HoldsHtml) != NodeMarks.None)
            {
                return false;
            }

            if (Traits.Has(tag, TagTraits.LeavesForeign))
            {
                var place = open.Depth - 1;
                while ((page.nodes.Marks[open[place]] & (NodeMarks.Foreign | NodeMarks.HoldsHtml)) == NodeMarks.Foreign)
                {
                    place--;
                }

                open.PopTo(place + 1);
                return false;
            }

            var node = Insert(ForeignTag(tag), start, count, HoldHtml.Contains(Name) ? NodeMarks.Foreign | NodeMarks.HoldsHtml : NodeMarks.Foreign);
            if (node > 0 && tokenizer.SelfClosing)
            {
                open.PopTo(open.Depth - 1);
            }

            return true;
        }

        /// <summary>False when the end tag is of an element of HTML around.</summary>
        private readonly bool EndInForeign(Tag tag)
        {
            tag = ForeignTag(tag);
            var name = tag == Tag.Other ? NameIndex(Name) : 0;
            for (var place = open.Depth - 1; place > 0 && open.IsForeignAt(place); place--)
            {
                if (open.TagAt(place) == tag && (tag != Tag.Other || page.nodes.Lengths[open[place]] == name))
                {
                    open.PopTo(place);
                    return true;
                }
            }

            return false;
        }

        private static Tag ForeignTag(Tag tag) => tag is Tag.Svg or Tag.Math or Tag.Script or Tag.Style ? tag : Tag.Other;
    }
}
