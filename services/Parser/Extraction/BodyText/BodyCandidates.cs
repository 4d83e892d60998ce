using Ingestion.Parser.Extraction.Html;

namespace Ingestion.Parser.Extraction.BodyText;

/// <summary>
/// Bodies found by other principles than the block model's, so that they fail on other pages: each says for every block whether it is the body's.
/// </summary>
internal static class BodyCandidates
{
    /// <summary>
    /// By balance: running text speaks for the parts that hold it and every other block against them, and the part with the best balance is the body's. A
    /// body split over siblings is found in their common parent.
    /// </summary>
    public static bool[] ByBalance(PageMeasures page)
    {
        var dropped = Furniture.Blocks(page, 0.35);
        var balance = new double[page.Blocks.Count + 1];
        for (var i = 0; i < page.Blocks.Count; i++)
        {
            var block = page.Blocks[i];
            balance[i + 1] = balance[i] + (dropped[i] ? 0
                : block.IsProse ? block.Weight * (1 - block.LinkShare)
                : block.HeadingLevel > 0 ? -10 : -20 - (block.LinkChars * 0.5));
        }

        double Of(TextPart part) => balance[part.End] - balance[part.Start];

        var best = page.Parts.MaxBy(Of);
        if (best is null || Of(best) <= 0)
        {
            return new bool[page.Blocks.Count];
        }

        // The smallest part that still holds nearly all: what lies between it and the best is the odd teaser.
        var whole = Of(best);
        foreach (var part in page.Parts)
        {
            if (part.Start >= best.Start && part.End <= best.End && Of(part) >= 0.85 * whole && part.End - part.Start < best.End - best.Start)
            {
                best = part;
            }
        }

        var named = page.Parts.Where(part => (part.Names & PartNames.ArticleBody) != PartNames.None).MaxBy(Of);
        return Inside(page, named is not null && Of(named) >= 0.6 * Of(best) ? named : best, dropped);
    }

    /// <summary>By name: the container that calls itself the article's body, else the article, else the main part of the page.</summary>
    public static bool[] ByName(PageMeasures page)
    {
        var dropped = Furniture.Blocks(page, 0.5);
        TextPart? Most(Func<TextPart, bool> isIt) => page.Parts.Where(part => isIt(part) && page.ProseIn(part) > 0.15 * page.Prose).MaxBy(part => page.ProseIn(part) - (page.LinksBefore[part.End] - page.LinksBefore[part.Start]));
        var chosen = Most(part => (part.Names & PartNames.ArticleBody) != PartNames.None) ?? Most(part => part.Tag == Tag.Article) ?? Most(part => part.Tag == Tag.Main)
            ?? (page.BestPart < 0 ? null : page.Parts[page.BestPart]);
        return chosen is null ? new bool[page.Blocks.Count] : Inside(page, chosen, dropped);
    }

    /// <summary>By gravity: paragraphs pull towards their parent, and its siblings that read alike come along.</summary>
    public static bool[] ByGravity(PageMeasures page)
    {
        var taken = new bool[page.Blocks.Count];
        if (page.BestPart < 0)
        {
            return taken;
        }

        var gravity = new float[page.Parts.Count];
        for (var i = 0; i < page.Blocks.Count; i++)
        {
            var block = page.Blocks[i];
            if (!block.IsProse || page.Measures[i].CommaCount + page.Measures[i].Sentences < 2)
            {
                continue;
            }

            // Of the last quarter of a page's text much is comments and legal text.
            var pull = page.Measures[i].Words * (1 - block.LinkShare) * (page.ProseBefore[i] > 0.75f * page.Prose ? 0.6f : 1);
            var parent = page.Parts[block.Part].Tag is Tag.P or Tag.Li or Tag.Blockquote or Tag.Td ? page.Parts[block.Part].Parent : block.Part;
            for (var (at, share) = (parent, 1f); at >= 0 && share > 0.1f; at = page.Parts[at].Parent, share *= 0.4f)
            {
                gravity[at] += pull * share;
            }
        }

        var top = Array.IndexOf(gravity, gravity.Max());
        var outer = page.Parts[top].Parent;
        var dropped = Furniture.Blocks(page, 0.35);
        for (var p = 0; p < page.Parts.Count; p++)
        {
            var part = page.Parts[p];
            var isSibling = p != top && part.Parent == outer && outer >= 0 && (gravity[p] > 0.25f * gravity[top] || (part.Tag == Tag.P && part.End - part.Start == 1 && page.Blocks[part.Start].IsProse));
            if (p == top || isSibling)
            {
                for (var i = part.Start; i < part.End; i++)
                {
                    var block = page.Blocks[i];
                    taken[i] |= !dropped[i] && block.LinkShare < 0.5f && (block.IsProse || block.HeadingLevel > 1 || block.Kind == Contracts.BlockKind.ListItem);
                }
            }
        }

        return taken;
    }

    private static bool[] Inside(PageMeasures page, TextPart part, bool[] dropped)
    {
        var taken = new bool[page.Blocks.Count];
        for (var i = part.Start; i < part.End; i++)
        {
            taken[i] = !dropped[i] && !IsLinkLine(page.Blocks[i]) && page.Measures[i] is { IsInvitation: false, IsPointer: false, Letters: > 0 };
        }

        // A body starts and ends with text: labels and headings at either end head nothing.
        var (first, last) = (part.Start, part.End - 1);
        for (; first < part.End && !(taken[first] && (page.Blocks[first].IsProse || page.Blocks[first].Weight >= 60) && page.Blocks[first].HeadingLevel != 1); first++)
        {
            taken[first] = false;
        }

        for (; last > first && !(taken[last] && page.Blocks[last].HeadingLevel == 0 && (page.Blocks[last].IsProse || page.Blocks[last].Weight >= 40)); last--)
        {
            taken[last] = false;
        }

        return taken;
    }

    private static bool IsLinkLine(TextBlock block) => block.HeadingLevel > 0
        ? block.LinkShare > 0.9 && block.Weight < 200
        : block.LinkShare > (block.Kind == Contracts.BlockKind.ListItem ? 0.6 : 0.75) && block.Weight < 400;
}
