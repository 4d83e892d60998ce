namespace Ingestion.Parser.Extraction.Html;

/// <summary>End tags (HTML standard, 13.2.6.4.7), and formatting that ends inside a block (13.2.6.4.7, "adoption agency", made simple).</summary>
internal sealed partial class Page
{
    private ref partial struct Builder
    {
        private void EndTag(Tag tag)
        {
            if (open.IsForeign && EndInForeign())
            {
                return;
            }

            switch (tag)
            {
                case Tag.Html or Tag.Body:
                    return;
                case Tag.Head:
                    if (body == 0 && open.Any(Tag.Head))
                    {
                        open.PopTo(2);
                        afterHead = true;
                    }

                    return;
                case Tag.Br when body != 0:
                    Insert(Tag.Br, 0, 0);
                    CloseVoid(Tag.Br);
                    return;
                case Tag.P when body != 0:
                    EndParagraph();
                    return;
                case Tag.Form:
                    EndEarly(Tag.Form);
                    return;
                case Tag.Template:
                    Close(tag, TagTraits.None);
                    return;
                case Tag.Other:
                    EndUnknown();
                    return;
                case Tag.Table or Tag.Caption or Tag.Colgroup or Tag.Tbody or Tag.Thead or Tag.Tfoot or Tag.Tr or Tag.Td or Tag.Th:
                    EndInTable(tag);
                    return;
            }

            var traits = Traits.Of(tag);
            if ((traits & TagTraits.Heading) != TagTraits.None)
            {
                EndHeading(tag);
            }
            else if ((traits & TagTraits.Formatting) != TagTraits.None)
            {
                EndEarly(tag);
            }
            else if ((traits & TagTraits.Special) != TagTraits.None)
            {
                Close(tag, TagTraits.Scope);
            }
            else
            {
                Close(tag, TagTraits.Special);
            }
        }

        /// <summary>Without a paragraph in reach the end tag makes an empty one, as in browsers.</summary>
        private void EndParagraph()
        {
            var at = open.Find(Tag.P, TagTraits.Scope);
            if (at > 0)
            {
                open.PopTo(at);
            }
            else
            {
                Insert(Tag.P, 0, 0);
                open.PopTo(open.Depth - 1);
            }
        }

        private readonly void Close(Tag tag, TagTraits boundary)
        {
            var at = open.Find(tag, boundary);
            if (at > 0 && open[at] != html && open[at] != body)
            {
                open.PopTo(at);
            }
        }

        /// <summary>Any heading's end tag ends the innermost heading.</summary>
        private readonly void EndHeading(Tag tag)
        {
            for (var index = open.Depth - 1; index > 0; index--)
            {
                var at = open.TagAt(index);
                if (Traits.Has(at, TagTraits.Heading))
                {
                    open.PopTo(index);
                    return;
                }

                if (Traits.Has(at, TagTraits.Scope))
                {
                    return;
                }
            }
        }

        private readonly void EndInTable(Tag tag)
        {
            if (!open.Any(tag))
            {
                return;
            }

            for (var index = open.Depth - 1; index > 0; index--)
            {
                var at = open.TagAt(index);
                if (at == tag)
                {
                    open.PopTo(index);
                    return;
                }

                if (at is Tag.Table or Tag.Template)
                {
                    return;
                }
            }
        }

        /// <summary>Ends an element at once where nothing but inline elements is open inside it; else when the blocks inside it have ended.</summary>
        private readonly void EndEarly(Tag tag)
        {
            var at = open.Find(tag, TagTraits.Scope);
            if (at <= 0)
            {
                return;
            }

            for (var index = at + 1; index < open.Depth; index++)
            {
                if (Traits.Has(open.TagAt(index), TagTraits.Special))
                {
                    page.nodes.Marks[open[at]] |= NodeMarks.Ended;
                    return;
                }
            }

            open.PopTo(at);
        }

        /// <summary>An element that HTML does not know is closed by its own name alone.</summary>
        private readonly void EndUnknown()
        {
            if (!open.Any(Tag.Other) || !knownNames.TryGetValue(Name, out var name))
            {
                return;
            }

            for (var index = open.Depth - 1; index > 0; index--)
            {
                var tag = open.TagAt(index);
                if (tag == Tag.Other && string.Equals(page.names[page.nodes.Lengths[open[index]]], page.names[name], StringComparison.Ordinal))
                {
                    open.PopTo(index);
                    return;
                }

                if (Traits.Has(tag, TagTraits.Special))
                {
                    return;
                }
            }
        }
    }
}
