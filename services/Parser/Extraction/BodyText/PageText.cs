using System.Text;
using Ingestion.Contracts;
using Ingestion.Parser.Extraction.Html;

namespace Ingestion.Parser.Extraction.BodyText;

/// <summary>A page as a flat row of blocks, with the parts that hold them: one pass over the tree, after which nothing needs the tree any more.</summary>
internal sealed class PageText
{
    private readonly Page page;
    private readonly List<TextBlock> blocks = [];
    private readonly List<TextPart> parts = [];
    private readonly Dictionary<(Tag, int), int> signatures = [];
    private readonly PartVocabulary vocabulary;
    private readonly StringBuilder text = new();
    private readonly Stack<(int End, Tag Tag, bool IsPart)> open = new();
    private int part = -1;
    private int inLink;
    private int inStrong;
    private int linkChars;
    private int links;
    private int strongChars;
    private bool space;
    private int breaks;

    private PageText(Page page) => (this.page, vocabulary) = (page, new PartVocabulary(page));

    public List<TextBlock> Blocks => blocks;

    public List<TextPart> Parts => parts;

    public static PageText Of(Page page)
    {
        var found = new PageText(page);
        found.Read();
        return found;
    }

    private void Read()
    {
        for (var node = 0; node < page.Count;)
        {
            while (open.TryPeek(out var top) && top.End <= node)
            {
                Close();
            }

            node = page.IsText(node) ? AddText(node) : Open(node);
        }

        while (open.Count > 0)
        {
            Close();
        }
    }

    /// <returns>The node to go on with.</returns>
    private int Open(int node)
    {
        var tag = page.TagOf(node);
        switch (ElementDisplays.Of(tag))
        {
            case ElementDisplay.Skipped:
                return page.End(node);
            case ElementDisplay.Break:
                // One line break parts words, two part blocks.
                if (++breaks > 1)
                {
                    Flush(isBroken: true);
                }

                space = true;
                return node + 1;
            case ElementDisplay.Inline:
                if (page.End(node) - node < 8 && (vocabulary.Of(node) & PartNames.Hidden) != PartNames.None)
                {
                    return page.End(node);
                }

                OpenInline(tag, node);
                return node + 1;
            default:
                if ((tag is Tag.Td or Tag.Th || (tag == Tag.Other && text.Length > 0)) && !HoldsBlocks(node))
                {
                    // A row of a table reads as a line, where its cells are not layout; an unknown element amid a text is most often a note or a term.
                    space = true;
                    open.Push((page.End(node), tag, false));
                    return node + 1;
                }

                OpenPart(tag, node);
                return node + 1;
        }
    }

    private bool HoldsBlocks(int cell)
    {
        for (var node = cell + 1; node < page.End(cell); node++)
        {
            if (!page.IsText(node) && ElementDisplays.Of(page.TagOf(node)) == ElementDisplay.Block)
            {
                return true;
            }
        }

        return false;
    }

    private void OpenInline(Tag tag, int node)
    {
        if (tag == Tag.A)
        {
            // Links side by side are entries of a list, whatever the markup.
            space |= text.Length > 0 && linkChars > 0 && inLink == 0 && endOfLink == text.Length;
            inLink++;
            links++;
        }
        else if (IsStrong(tag))
        {
            inStrong++;
        }

        open.Push((page.End(node), tag, false));
    }

    private int endOfLink = -1;

    private void OpenPart(Tag tag, int node)
    {
        Flush(isBroken: false);
        var words = new List<int>();
        var names = vocabulary.Of(node, words);
        var css = page.ClassOf(node);
        if (!signatures.TryGetValue((tag, css), out var signature))
        {
            signatures[(tag, css)] = signature = signatures.Count;
        }

        parts.Add(new TextPart
        {
            Tag = tag,
            Parent = part,
            Start = blocks.Count,
            Depth = part < 0 ? 0 : parts[part].Depth + 1,
            Names = names,
            AllNames = part < 0 ? names : names | parts[part].AllNames,
            NameWords = words,
            Signature = signature,
        });
        part = parts.Count - 1;
        open.Push((page.End(node), tag, true));
    }

    private void Close()
    {
        var (_, tag, isPart) = open.Pop();
        if (isPart)
        {
            Flush(isBroken: false);
            parts[part].End = blocks.Count;
            part = parts[part].Parent;
        }
        else if (tag == Tag.A)
        {
            inLink--;
            endOfLink = text.Length;
        }
        else if (IsStrong(tag))
        {
            inStrong--;
        }
        else if (tag is Tag.Td or Tag.Th or Tag.Other)
        {
            space = true;
        }
    }

    private int AddText(int node)
    {
        foreach (var c in page.TextOf(node))
        {
            if (char.IsWhiteSpace(c))
            {
                space = true;
            }
            else if (c is not ('\u00AD' or '\u200B' or '\uFEFF' or '\u2060') && !char.IsControl(c))
            {
                if (space && text.Length > 0)
                {
                    text.Append(' ');
                    linkChars += inLink > 0 ? 1 : 0;
                    strongChars += inStrong > 0 ? 1 : 0;
                }

                (space, breaks) = (false, 0);
                text.Append(c);
                linkChars += inLink > 0 ? 1 : 0;
                strongChars += inStrong > 0 ? 1 : 0;
            }
        }

        return node + 1;
    }

    private void Flush(bool isBroken)
    {
        if (text.Length > 0)
        {
            var (kind, level) = KindOf();
            blocks.Add(new TextBlock(text.ToString(), part)
            {
                Kind = kind,
                HeadingLevel = level,
                LinkChars = Math.Min(linkChars, text.Length),
                Links = links,
                StrongChars = Math.Min(strongChars, text.Length),
                IsBroken = isBroken,
            });
            text.Clear();
        }

        (linkChars, links, strongChars, space, breaks, endOfLink) = (0, inLink, 0, false, 0, -1);
    }

    private (string Kind, int HeadingLevel) KindOf()
    {
        for (int at = part, steps = 0; at >= 0 && steps < 4; at = parts[at].Parent, steps++)
        {
            switch (parts[at].Tag)
            {
                case >= Tag.H1 and <= Tag.H6 and var heading:
                    return (BlockKind.Heading, heading - Tag.H1 + 1);
                case Tag.Li or Tag.Dd or Tag.Dt:
                    return (BlockKind.ListItem, 0);
                case Tag.Blockquote:
                    return (BlockKind.Quote, 0);
            }
        }

        return (BlockKind.Paragraph, 0);
    }

    private static bool IsStrong(Tag tag) => tag is Tag.B or Tag.Strong or Tag.Em or Tag.I;
}
