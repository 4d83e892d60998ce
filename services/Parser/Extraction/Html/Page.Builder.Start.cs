namespace Ingestion.Parser.Extraction.Html;

/// <summary>Start tags in the body (HTML standard, 13.2.6.4.7 to 13.2.6.4.16).</summary>
internal sealed partial class Page
{
    private ref partial struct Builder
    {
        private void StartInBody(Tag tag, int start, int count)
        {
            if (open.IsForeign && StartInForeign(tag, start, count))
            {
                return;
            }

            switch (tag)
            {
                case Tag.Html or Tag.Body:
                    Merge(tag == Tag.Html ? html : body, start, count);
                    return;
                case Tag.Head or Tag.Frame or Tag.Frameset:
                    return;
                case Tag.Form when open.Any(Tag.Form) && open.Find(Tag.Form, TagTraits.None) > 0 && !open.Any(Tag.Template):
                    return;
                case var _ when Traits.Has(tag, TagTraits.Table):
                    if (StartInTable(tag))
                    {
                        Insert(tag, start, count);
                        CloseVoid(tag);
                    }

                    return;
                case Tag.Image:
                    tag = Tag.Img;
                    break;
            }

            CloseImplied(tag);
            InsertElement(tag, start, count);
        }

        /// <summary>Ends what cannot hold the element that begins.</summary>
        private readonly void CloseImplied(Tag tag)
        {
            switch (tag)
            {
                case Tag.Li:
                    CloseItem(Tag.Li, Tag.Li);
                    CloseParagraph();
                    break;
                case Tag.Dd or Tag.Dt:
                    CloseItem(Tag.Dd, Tag.Dt);
                    CloseParagraph();
                    break;
                case Tag.A or Tag.Nobr:
                    EndEarly(tag);
                    break;
                case Tag.Button when open.Find(Tag.Button, TagTraits.Scope) is > 0 and var button:
                    open.PopTo(button);
                    break;
                case Tag.Option or Tag.Optgroup:
                    CloseTop(Tag.Option);
                    if (tag == Tag.Optgroup)
                    {
                        CloseTop(Tag.Optgroup);
                    }

                    break;
                case Tag.Rb or Tag.Rt or Tag.Rp or Tag.Rtc when open.Find(Tag.Ruby, TagTraits.Scope) > 0:
                    while (Traits.Has(open.TopTag, TagTraits.ImpliedEnd) && !(open.TopTag == Tag.Rtc && tag is Tag.Rt or Tag.Rp))
                    {
                        open.PopTo(open.Depth - 1);
                    }

                    break;
                case Tag.Table when open.TopTag is Tag.Table or Tag.Tbody or Tag.Thead or Tag.Tfoot or Tag.Tr && open.Find(Tag.Table, TagTraits.None) is > 0 and var table:
                    open.PopTo(table);
                    break;
                default:
                    if (Traits.Has(tag, TagTraits.ClosesParagraph))
                    {
                        CloseParagraph();
                    }

                    if (Traits.Has(tag, TagTraits.Heading) && Traits.Has(open.TopTag, TagTraits.Heading))
                    {
                        open.PopTo(open.Depth - 1);
                    }

                    break;
            }
        }

        private readonly void CloseTop(Tag tag)
        {
            if (open.TopTag == tag)
            {
                open.PopTo(open.Depth - 1);
            }
        }

        /// <summary>A paragraph in reach ends ("button scope").</summary>
        private readonly void CloseParagraph()
        {
            var at = open.Find(Tag.P, TagTraits.Scope);
            if (at > 0 && !(open.Find(Tag.Button, TagTraits.Scope) > at))
            {
                open.PopTo(at);
            }
        }

        private readonly void CloseItem(Tag one, Tag other)
        {
            if (!open.Any(one) && !open.Any(other))
            {
                return;
            }

            for (var index = open.Depth - 1; index > 0; index--)
            {
                var tag = open.TagAt(index);
                if (tag == one || tag == other)
                {
                    open.PopTo(index);
                    return;
                }

                if (Traits.Has(tag, TagTraits.Special) && tag is not (Tag.Address or Tag.Div or Tag.P))
                {
                    return;
                }
            }
        }

        /// <summary>Opens what a part of a table needs around it; false when there is no table for it.</summary>
        private bool StartInTable(Tag tag)
        {
            var around = open.Depth - 1;
            while (around > 0 && open.TagAt(around) is not (Tag.Table or Tag.Template))
            {
                around--;
            }

            if (around == 0 || (page.nodes.Marks[open[around]] & NodeMarks.Foreign) != NodeMarks.None)
            {
                return false;
            }

            var holder = tag switch
            {
                Tag.Td or Tag.Th => FindAbove(around, Tag.Tr, Tag.Tr, Tag.Tr),
                Tag.Tr => FindAbove(around, Tag.Tbody, Tag.Thead, Tag.Tfoot),
                Tag.Col => FindAbove(around, Tag.Colgroup, Tag.Colgroup, Tag.Colgroup),
                _ => around,
            };
            open.PopTo(holder + 1);
            if (open.TopTag == Tag.Table && tag is Tag.Td or Tag.Th or Tag.Tr)
            {
                Insert(Tag.Tbody, 0, 0);
            }

            if (tag is Tag.Td or Tag.Th && open.TopTag is Tag.Tbody or Tag.Thead or Tag.Tfoot)
            {
                Insert(Tag.Tr, 0, 0);
            }

            return true;
        }

        /// <summary>Where a row or section of this table lies; for a cell without a row its section; else the table.</summary>
        private readonly int FindAbove(int table, Tag one, Tag two, Tag three)
        {
            var found = table;
            for (var index = table + 1; index < open.Depth; index++)
            {
                var tag = open.TagAt(index);
                if (tag == one || tag == two || tag == three)
                {
                    return index;
                }

                found = one == Tag.Tr && index == table + 1 && tag is Tag.Tbody or Tag.Thead or Tag.Tfoot ? index : found;
            }

            return found;
        }

        private void InsertElement(Tag tag, int start, int count)
        {
            var traits = Traits.Of(tag);
            var node = Insert(tag, start, count);
            if (node == 0)
            {
                return;
            }

            if (tag is Tag.Svg or Tag.Math)
            {
                page.nodes.Marks[node] |= NodeMarks.Foreign;
                if (tokenizer.SelfClosing)
                {
                    open.PopTo(open.Depth - 1);
                }
            }
            else if ((traits & (TagTraits.RawText | TagTraits.Rcdata)) != TagTraits.None)
            {
                ReadRaw(node, tag);
                open.PopTo(open.Depth - 1);
            }
            else if (tag == Tag.Plaintext)
            {
                tokenizer.Switch(TextState.PlainText, default);
            }
            else
            {
                CloseVoid(tag);
            }
        }

        private readonly void CloseVoid(Tag tag)
        {
            if (Traits.Has(tag, TagTraits.Void) && open.TopTag == tag)
            {
                open.PopTo(open.Depth - 1);
            }
        }
    }
}
