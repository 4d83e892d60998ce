namespace Ingestion.Parser.Extraction.BodyText;

/// <summary>Lines inside a chosen body that are not the article's: the headline again, the same paragraph twice, invitations, links elsewhere, a heading that heads nothing.</summary>
internal static class BodyFilter
{
    private const int FirstLines = 4;

    // What stands over an advert, in the languages of the sets that we measured.
    private static readonly HashSet<string> Labels = new(StringComparer.OrdinalIgnoreCase)
    {
        "advert", "advertisement", "ad", "anzeige", "werbung", "publicité", "publicidad", "publicidade", "pubblicità", "reklama", "advertentie", "annons", "annonse", "annonce", "mainos", "реклама", "広告", "광고", "广告",
        "advertising", "sponsored", "story continues below advertisement", "article continues below advertisement",
    };

    /// <param name="page">The page.</param>
    /// <param name="taken">The blocks of the chosen body.</param>
    /// <returns>Those that are left; all of them where more than half of the text would go, since then it is the filter that is wrong.</returns>
    public static bool[] Keep(PageMeasures page, bool[] taken)
    {
        var echoes = new HashSet<string>(page.Hints.Titles.Select(title => Prose.Letters(title)).Where(letters => letters.Length > 0), StringComparer.Ordinal);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
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
            kept[i] = !Labels.Contains(block.Text) && !(count < FirstLines && echoes.Contains(letters)) && !(letters.Length > 30 && IsCopy(page, seen, letters, i)) && !IsAside(page, i);
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

    /// <summary>A copy for print or another screen stands in a container of its own; a line that an article repeats, beside its first print.</summary>
    private static bool IsCopy(PageMeasures page, Dictionary<string, int> seen, string letters, int i)
    {
        var container = page.Parts[page.Blocks[i].Part].Parent;
        return !seen.TryAdd(letters, container) && seen[letters] != container;
    }

    private static bool IsAside(PageMeasures page, int i) => page.Measures[i].IsPointer && page.Blocks[i].LinkShare > 0.5f;
}
