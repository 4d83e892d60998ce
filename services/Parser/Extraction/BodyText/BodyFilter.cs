namespace Ingestion.Parser.Extraction.BodyText;

/// <summary>Lines inside a chosen body that are not the article's: the headline again, the same paragraph twice, invitations, links elsewhere, a heading that heads nothing.</summary>
internal static class BodyFilter
{
    private const int FirstLines = 4;

    /// <param name="page">The page.</param>
    /// <param name="taken">The blocks of the chosen body.</param>
    /// <param name="titles">Headline and its other prints.</param>
    /// <returns>Those that are left; all of them where more than half of the text would go, since then it is the filter that is wrong.</returns>
    public static bool[] Keep(PageMeasures page, bool[] taken, IReadOnlyList<string> titles)
    {
        var echoes = new HashSet<string>(titles.Select(title => Prose.Letters(title)).Where(letters => letters.Length > 0), StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var kept = (bool[])taken.Clone();
        var (count, before, after) = (0, 0, 0);
        for (var i = 0; i < kept.Length; i++)
        {
            if (!taken[i])
            {
                continue;
            }

            var block = page.Blocks[i];
            before += block.Weight;
            var letters = Prose.Letters(block.Text);
            kept[i] = letters.Length > 0 && !(count < FirstLines && echoes.Contains(letters)) && !(letters.Length > 30 && !seen.Add(letters)) && !IsAside(page, i);
            count += kept[i] ? 1 : 0;
            after += kept[i] ? block.Weight : 0;
        }

        if (after * 2 < before)
        {
            return taken;
        }

        for (var last = kept.Length - 1; last >= 0; last--)
        {
            if (kept[last] && page.Blocks[last].HeadingLevel == 0)
            {
                break;
            }

            kept[last] = false;
        }

        return kept;
    }

    private static bool IsAside(PageMeasures page, int i)
    {
        var block = page.Blocks[i];
        var own = page.Measures[i];
        return (own.IsPointer && block.LinkShare > 0.5f) || (own.IsInvitation && own.IsPointer && block.LinkShare > 0.2f)
            || (block.LinkShare > 0.9f && block.Weight < 200 && block.HeadingLevel == 0 && !own.EndsAsSentence);
    }
}
