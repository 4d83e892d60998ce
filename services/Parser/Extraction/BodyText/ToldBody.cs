namespace Ingestion.Parser.Extraction.BodyText;

/// <summary>
/// Where the body ends, by what JSON-LD tells of it. Publishers leave last lines out of it and put teasers, cut texts and other stories there, so it only
/// cuts off another story that follows a body which plainly is the one it tells.
/// </summary>
internal static class ToldBody
{
    /// <summary>Less than this share of what is told may be last lines: credits, an appeal, an author's life.</summary>
    private const double AnotherStory = 0.3;

    /// <param name="page">The page.</param>
    /// <param name="taken">The blocks of the chosen body; changed.</param>
    public static void Trim(PageMeasures page, bool[] taken)
    {
        if (page.Hints.Telltale is not { } told)
        {
            return;
        }

        var letters = Prose.Letters(told);
        var (last, common, all) = (-1, 0, 0);
        var after = 0;
        for (var i = 0; i < taken.Length; i++)
        {
            if (!taken[i])
            {
                continue;
            }

            all += page.Blocks[i].Weight;
            if (page.Blocks[i].IsProse && letters.Contains(Prose.Letters(page.Blocks[i].Text), StringComparison.Ordinal))
            {
                last = i;
                after = 0;
                common += page.Blocks[i].Weight;
            }
            else
            {
                after += page.Blocks[i].Weight;
            }
        }

        // Most of what is told was found, and it is no teaser of what was found: then what stands outside it is something else.
        var weight = Prose.Weight(told);
        if (common >= 0.8 * weight && weight >= 0.4 * all && after >= AnotherStory * weight)
        {
            Array.Fill(taken, false, last + 1, taken.Length - last - 1);
        }
    }
}
