using Ingestion.Parser.Extraction.Html;

namespace Ingestion.Parser.Extraction.BodyText;

/// <summary>
/// Blocks that are decided by those around them: the model looks at one block at a time, and a post without its sender or a paragraph missing between two
/// others is a decision that no reader would make.
/// </summary>
internal static class BodyContext
{
    /// <summary>What the model finds less likely stays out whatever stands around it. Measured: 0.15 to 0.3 do alike.</summary>
    private const float Possible = 0.2f;

    /// <summary>Longest last line, as of an agency or of a first print. Longer ones are other things: lives of authors, appeals.</summary>
    private const int LastLine = 120;

    private const int LinkLine = 200;

    private const float Sure = 0.7f;

    /// <summary>Share of the body after which a heading that points elsewhere can end it.</summary>
    private const double Begun = 0.3;

    /// <param name="page">The page.</param>
    /// <param name="likely">What the model says of each block, 0 to 1.</param>
    /// <param name="taken">The blocks of the chosen body; changed.</param>
    public static void Settle(PageMeasures page, float[] likely, bool[] taken)
    {
        FillGaps(page, likely, taken);
        CompleteQuotes(page, taken);
        CutAtPointer(page, likely, taken);
        AddLastLine(page, likely, taken);
        for (var i = 0; i < taken.Length; i++)
        {
            var block = page.Blocks[i];
            taken[i] &= !(block.LinkShare > 0.95f && likely[i] < Sure && block.Weight < LinkLine && block.Kind == Contracts.BlockKind.Paragraph);
        }
    }

    /// <summary>Prose between two blocks of the body that stand in the same container.</summary>
    private static void FillGaps(PageMeasures page, float[] likely, bool[] taken)
    {
        var before = false;
        for (var i = 0; i < taken.Length; i++)
        {
            // Looks at what was taken before, so that a gap of two stays one.
            var was = taken[i];
            taken[i] |= before && i + 1 < taken.Length && taken[i + 1] && likely[i] >= Possible && page.Blocks[i].IsProse && IsBeside(page, i, i - 1) && IsBeside(page, i, i + 1);
            before = was;
        }
    }

    private static bool IsBeside(PageMeasures page, int one, int other) => page.Parts[page.Blocks[one].Part].Parent == page.Parts[page.Blocks[other].Part].Parent;

    /// <summary>A quotation that is mostly the body's is so with its sender, its date and its links.</summary>
    private static void CompleteQuotes(PageMeasures page, bool[] taken)
    {
        var end = 0;
        foreach (var part in page.Parts)
        {
            if (part.Tag != Tag.Blockquote || part.Start < end)
            {
                continue;
            }

            end = part.End;
            var (all, has) = (0, 0);
            for (var i = part.Start; i < part.End; i++)
            {
                all += page.Blocks[i].Weight;
                has += taken[i] ? page.Blocks[i].Weight : 0;
            }

            if (has > 0 && 2 * has >= all)
            {
                Array.Fill(taken, true, part.Start, part.End - part.Start);
            }
        }
    }

    /// <summary>
    /// A heading such as "you may also like", well into the body, heads what is no longer the article, unless the model is sure of what follows: an article
    /// may have a section on what is popular.
    /// </summary>
    private static void CutAtPointer(PageMeasures page, float[] likely, bool[] taken)
    {
        var (left, likelyLeft) = (0, 0.0);
        for (var i = 0; i < taken.Length; i++)
        {
            left += taken[i] ? page.Blocks[i].Weight : 0;
            likelyLeft += taken[i] ? page.Blocks[i].Weight * (double)likely[i] : 0;
        }

        var all = left;
        for (var i = 0; i < taken.Length; i++)
        {
            if (!taken[i])
            {
                continue;
            }

            if (all - left > Begun * all && page.Blocks[i].HeadingLevel > 0 && page.Measures[i].IsPointer && likely[i] < Sure && likelyLeft < Sure * left)
            {
                Array.Fill(taken, false, i, taken.Length - i);
                return;
            }

            left -= page.Blocks[i].Weight;
            likelyLeft -= page.Blocks[i].Weight * (double)likely[i];
        }
    }

    /// <summary>The line right after the last paragraph and beside it: agency, first print, thanks.</summary>
    private static void AddLastLine(PageMeasures page, float[] likely, bool[] taken)
    {
        var last = Array.LastIndexOf(taken, true);
        if (last < 0 || last + 1 >= taken.Length)
        {
            return;
        }

        var next = page.Blocks[last + 1];
        taken[last + 1] = likely[last + 1] >= Possible && next.Weight < LastLine && next.HeadingLevel == 0
            && page.Parts[next.Part].Tag == Tag.P && page.Parts[page.Blocks[last].Part].Tag == Tag.P && IsBeside(page, last + 1, last);
    }
}
