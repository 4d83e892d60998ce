using Ingestion.Contracts;

namespace Ingestion.Parser.Extraction;

/// <summary>
/// Which blocks of a page are the article's body. A block of running text speaks for the part that holds it and every other block against it; the part
/// with the best balance is the body's, so that a body split over siblings is found in their common parent, and a page's furniture is left outside.
/// </summary>
internal sealed class BodyFinder
{
    /// <summary>Below this a body is short enough to look again. A guess: a third of the shortest tenth of news articles.</summary>
    private const int Thin = 500;

    private readonly IReadOnlyList<PageBlock> blocks;
    private readonly IReadOnlyList<PagePart> parts;
    private readonly bool[] dropped;
    private readonly int[] proseBefore;

    private BodyFinder(PageBlocks page)
    {
        (blocks, parts) = (page.Blocks, page.Parts);
        dropped = new bool[blocks.Count];
        proseBefore = new int[blocks.Count + 1];
        for (var i = 0; i < blocks.Count; i++)
        {
            proseBefore[i + 1] = proseBefore[i] + (blocks[i].IsProse ? blocks[i].Weight : 0);
        }
    }

    /// <param name="page">The page.</param>
    /// <param name="titles">Headline and its other prints, to leave out of the body.</param>
    /// <param name="told">The body that the page's JSON-LD tells; null when it tells none. It says where the body lies, not what it is.</param>
    /// <returns>The body's blocks in order; empty when the page has no running text.</returns>
    public static IReadOnlyList<PageBlock> Find(PageBlocks page, IReadOnlyCollection<string> titles, string? told)
    {
        var found = Try(page, titles, told, believeNames: true);
        var weight = Weight(found);
        if (weight >= Thin)
        {
            return found;
        }

        // Little is left: perhaps what was taken for furniture is the article (galleries, themes with odd names).
        var retried = Try(page, titles, told, believeNames: false);
        return Weight(retried) > 2 * weight ? retried : found;
    }

    private static IReadOnlyList<PageBlock> Try(PageBlocks page, IReadOnlyCollection<string> titles, string? told, bool believeNames)
    {
        var finder = new BodyFinder(page);
        finder.DropNamed(believeNames);
        var chosen = finder.Choose();
        return chosen is null ? [] : BodyFilter.Keep(ToldBody.Trim(finder.Inside(chosen), told), titles);
    }

    private static int Weight(IReadOnlyList<PageBlock> found) => found.Sum(block => block.Weight);

    /// <summary>A part's name is believed where the part is a small share of the page's prose: themes put "sidebar" and "author" on whole pages.</summary>
    private void DropNamed(bool believeNames)
    {
        var all = Math.Max(1, proseBefore[^1]);
        var pageHasHeadline = parts.Count > 0 && HasHeadline(parts[0]);
        foreach (var part in parts)
        {
            if ((part.Names == PartNames.None && part.Tag != "article") || part.Tag is "html" or "body" or "main")
            {
                continue;
            }

            var share = Prose(part) / (double)all;
            var hasHeadline = HasHeadline(part);
            var drop = ((part.Names & PartNames.Never) != PartNames.None && !hasHeadline && (share < 0.7 || (believeNames && pageHasHeadline)))
                || ((part.Names & PartNames.Hidden) != PartNames.None && share < 0.6)
                || ((part.Names & PartNames.Figure) != PartNames.None && share < 0.6)
                || (believeNames && part.Tag == "article" && !hasHeadline && share < 0.2)
                || (believeNames && (part.Names & PartNames.Furniture) != PartNames.None && (part.Names & PartNames.ArticleBody) == PartNames.None && !hasHeadline && part.Tag != "article" && share < 0.35);
            if (drop)
            {
                Array.Fill(dropped, true, part.Start, part.End - part.Start);
            }
        }
    }

    private PagePart? Choose()
    {
        var balance = new double[blocks.Count + 1];
        for (var i = 0; i < blocks.Count; i++)
        {
            balance[i + 1] = balance[i] + Balance(i);
        }

        double Of(PagePart part) => balance[part.End] - balance[part.Start];

        PagePart? best = null;
        PagePart? named = null;
        foreach (var part in parts)
        {
            if (best is null || Of(part) > Of(best))
            {
                best = part;
            }

            if ((part.Names & PartNames.ArticleBody) != PartNames.None && (named is null || Of(part) > Of(named)))
            {
                named = part;
            }
        }

        if (best is null || Of(best) <= 0)
        {
            return null;
        }

        // The smallest part that still holds nearly all: what lies between it and the best is the odd teaser.
        var whole = Of(best);
        foreach (var part in parts)
        {
            if (part.Start >= best.Start && part.End <= best.End && Of(part) >= 0.85 * whole && part.End - part.Start < best.End - best.Start)
            {
                best = part;
            }
        }

        return named is not null && Of(named) >= 0.6 * Of(best) ? named : best;
    }

    private double Balance(int i)
    {
        var block = blocks[i];
        if (dropped[i])
        {
            return 0;
        }

        if (block.IsProse)
        {
            return block.Weight * (1 - block.LinkShare);
        }

        return block.HeadingLevel > 0 ? -10 : -20 - (block.LinkChars * 0.5);
    }

    private List<PageBlock> Inside(PagePart part)
    {
        var kept = new List<PageBlock>();
        for (var i = part.Start; i < part.End; i++)
        {
            if (!dropped[i])
            {
                kept.Add(blocks[i]);
            }
        }

        return kept;
    }

    private int Prose(PagePart part) => proseBefore[part.End] - proseBefore[part.Start];

    private bool HasHeadline(PagePart part)
    {
        for (var i = part.Start; i < part.End; i++)
        {
            if (blocks[i].HeadingLevel == 1)
            {
                return true;
            }
        }

        return false;
    }
}
