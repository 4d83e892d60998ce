namespace Ingestion.Parser.Extraction.Html;

/// <summary>End tags (HTML standard, 13.2.6.4.7), and formatting that ends inside a block ("adoption agency", made simple).</summary>
internal sealed partial class Page
{
    private ref partial struct Builder
    {
        private void EndTag(Tag tag)
        {
            if (open.IsForeign && EndInForeign(tag))
            {
                return;
            }

            switch (tag)
            {
                case Tag.Html or Tag.Body:
                    return;
                case Tag.Head:
                    if (body == 0 && open.Last(Tag.Head) > 0)
                    {
                        open.PopTo(2);
                        afterHead = true;
                    }

                    return;
                case Tag.Br when body != 0:
                    Insert(Tag.Br, 0, 0);
                    CloseVoid(Tag.Br);
                    return;
                case Tag.P when body != 0 && open.Last(Tag.P) <= open.Scope:
                    // Without a paragraph in reach the end tag makes an empty one.
                    Insert(Tag.P, 0, 0);
                    open.PopTo(open.Depth - 1);
                    return;
                case Tag.Form:
                    EndFormatting(Tag.Form);
                    return;
                case Tag.Template:
                    Close(tag, 0);
                    return;
                case Tag.Other:
                    EndUnknown();
                    return;
                case Tag.Table or Tag.Caption or Tag.Colgroup or Tag.Tbody or Tag.Thead or Tag.Tfoot or Tag.Tr or Tag.Td or Tag.Th:
                    Close(tag, open.Table);
                    return;
            }

            var traits = Traits.Of(tag);
            if ((traits & TagTraits.Heading) != TagTraits.None)
            {
                EndHeading();
            }
            else if ((traits & TagTraits.Formatting) != TagTraits.None)
            {
                EndFormatting(tag);
            }
            else
            {
                Close(tag, (traits & TagTraits.Special) != TagTraits.None ? open.Scope : open.Special);
            }
        }

        /// <param name="tag">What to close.</param>
        /// <param name="boundary">What lies outside of this place is out of reach.</param>
        private readonly void Close(Tag tag, int boundary)
        {
            var place = open.Last(tag);
            if (place > 0 && place >= boundary)
            {
                open.PopTo(place);
            }
        }

        /// <summary>Any heading's end tag ends the innermost heading.</summary>
        private readonly void EndHeading()
        {
            var place = 0;
            for (var tag = Tag.H1; tag <= Tag.H6; tag++)
            {
                place = Math.Max(place, open.Last(tag));
            }

            if (place > open.Scope)
            {
                open.PopTo(place);
            }
        }

        /// <summary>Ends an element at once where nothing but inline elements is open inside it; else when the blocks inside it have ended.</summary>
        private readonly void EndFormatting(Tag tag)
        {
            var place = open.Last(tag);
            if (place <= open.Scope)
            {
                return;
            }

            if (open.Special > place)
            {
                open.EndLater(place);
            }
            else
            {
                open.PopTo(place);
            }
        }

        /// <summary>An element that HTML does not know is closed by its own name alone.</summary>
        private readonly void EndUnknown()
        {
            var name = open.Last(Tag.Other) > open.Special ? NameIndex(Name) : 0;
            for (var place = open.Last(Tag.Other); place > open.Special; place = open.Before(place))
            {
                if (page.nodes.Lengths[open[place]] == name)
                {
                    open.PopTo(place);
                    return;
                }
            }
        }
    }
}
