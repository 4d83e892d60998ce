using System.Text;
using AngleSharp.Dom;
using Ingestion.Contracts;

namespace Ingestion.Parser.Extraction;

/// <summary>A page as a flat row of blocks, with the parts that hold them: one walk over the tree, after which nothing needs the tree any more.</summary>
internal sealed class PageBlocks
{
    private readonly List<PageBlock> blocks = [];
    private readonly List<PagePart> parts = [];
    private readonly Dictionary<string, PartNames> knownNames = new(StringComparer.Ordinal);
    private readonly StringBuilder text = new();
    private int linkChars;
    private int part = -1;

    private PageBlocks()
    {
    }

    public IReadOnlyList<PageBlock> Blocks => blocks;

    public IReadOnlyList<PagePart> Parts => parts;

    public static PageBlocks Of(IElement root)
    {
        var page = new PageBlocks();
        page.Part(root);
        return page;
    }

    private void Part(IElement element)
    {
        Flush();
        var outer = part;
        part = parts.Count;
        var mine = new PagePart(element.LocalName, outer, blocks.Count, PartVocabulary.Of(element, knownNames));
        parts.Add(mine);
        Children(element, inLink: false);
        Flush();
        mine.End = blocks.Count;
        part = outer;
    }

    private void Children(IElement element, bool inLink)
    {
        for (var child = element.FirstChild; child is not null; child = child.NextSibling)
        {
            switch (child)
            {
                case IText { Data: var data }:
                    text.Append(data);
                    linkChars += inLink ? data.Length : 0;
                    break;
                case IElement { LocalName: "br" }:
                    Break(child);
                    break;
                case IElement inner when ElementDisplay.Skipped.Contains(inner.LocalName):
                    break;
                case IElement inner when ElementDisplay.Inline.Contains(inner.LocalName):
                    InlinePart(inner, inLink);
                    break;
                case IElement inner:
                    var link = inLink;
                    Part(inner);
                    if (link)
                    {
                        MarkAsLink(parts.Count - 1);
                    }

                    break;
            }
        }
    }

    private void InlinePart(IElement element, bool inLink)
    {
        var isLink = element.LocalName == "a" && element.HasAttribute("href");
        if (element.HasAttribute("class") || element.HasAttribute("style") || element.HasAttribute("hidden"))
        {
            var names = PartVocabulary.Of(element, knownNames);
            if ((names & PartNames.Hidden) != PartNames.None)
            {
                return;
            }
        }

        if (isLink && text.Length > 0 && element.PreviousSibling is IElement { LocalName: "a" })
        {
            text.Append(' ');
        }

        var first = blocks.Count;
        Children(element, inLink || isLink);
        if (isLink)
        {
            // A card that is one big link holds blocks of its own.
            for (var i = first; i < blocks.Count; i++)
            {
                blocks[i] = blocks[i] with { LinkChars = blocks[i].Text.Length };
            }
        }
    }

    private void MarkAsLink(int from)
    {
        for (var i = parts[from].Start; i < blocks.Count; i++)
        {
            blocks[i] = blocks[i] with { LinkChars = blocks[i].Text.Length };
        }
    }

    /// <summary>One line break parts words, two part blocks.</summary>
    private void Break(INode br)
    {
        var next = br.NextSibling;
        while (next is IText { Data: var data } && string.IsNullOrWhiteSpace(data))
        {
            next = next.NextSibling;
        }

        if (next is IElement { LocalName: "br" })
        {
            Flush();
        }
        else
        {
            text.Append('\n');
        }
    }

    private void Flush()
    {
        if (text.Length > 0)
        {
            var folded = WhiteSpace.Fold(text);
            if (folded.Length > 0)
            {
                var (kind, level) = KindOf();
                blocks.Add(new PageBlock(folded, kind, level, Math.Min(linkChars, folded.Length), part));
            }

            text.Clear();
        }

        linkChars = 0;
    }

    private (string Kind, int HeadingLevel) KindOf()
    {
        for (int at = part, steps = 0; at >= 0 && steps < 4; at = parts[at].Parent, steps++)
        {
            switch (parts[at].Tag)
            {
                case ['h', >= '1' and <= '6' and var level]:
                    return (BlockKind.Heading, level - '0');
                case "li" or "dd" or "dt":
                    return (BlockKind.ListItem, 0);
                case "blockquote":
                    return (BlockKind.Quote, 0);
            }
        }

        return (BlockKind.Paragraph, 0);
    }
}
