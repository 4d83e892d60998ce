namespace Ingestion.Parser.Extraction.BodyText;

/// <summary>Which blocks to believe to be the body's.</summary>
internal static class BodyChoice
{
    private const float Near = 0.5f;

    /// <summary>How much nearer to JSON-LD's body another candidate must be than the model's. Measured: at 0.02 pages are lost, at 0.1 to 0.2 none.</summary>
    private const float PlainlyNearer = 0.1f;

    /// <summary>Shortest text that is believed to be the article when a dialog or a hidden part says more.</summary>
    private const int ShortestLeft = 200;

    private const double LeastLeft = 0.1;

    /// <summary>
    /// The blocks that the model finds likely; or, where JSON-LD tells a body, what another principle took if that is plainly nearer to it. JSON-LD's own
    /// text is never taken instead: it is often cut, a teaser, or another story's.
    /// </summary>
    /// <param name="page">The page.</param>
    /// <param name="likely">What the model says of each block, 0 to 1.</param>
    /// <returns>For each block whether it is the body's, and how far the other principles agree, 0 to 1.</returns>
    public static (bool[] Taken, float Agreement) Choose(PageMeasures page, float[] likely)
    {
        var threshold = Threshold(page, likely);
        bool[][] candidates = [Array.ConvertAll(likely, p => p > threshold), .. page.Candidates];
        var chosen = page.Hints.Telltale is { } told ? Nearest(page, candidates, told) : 0;
        var agreement = 0f;
        for (var other = 0; other < candidates.Length; other++)
        {
            agreement = other == chosen ? agreement : Math.Max(agreement, Likeness(page, candidates[chosen], candidates[other]));
        }

        var taken = WithoutUnseen(page, candidates[chosen]);
        AddTable(page, taken);
        ToldBody.Trim(page, taken);
        return (taken, agreement);
    }

    /// <summary>Without dialogs and hidden copies, where an article is left: a paywall may hide the article itself, and themes call all sorts of things a popup.</summary>
    private static bool[] WithoutUnseen(PageMeasures page, bool[] taken)
    {
        var unseen = Furniture.Unseen(page, 0.5);
        bool[] left = [.. taken.Select((isTaken, i) => isTaken && !unseen[i])];
        var (before, after) = (Weight(page, taken), Weight(page, left));
        return after >= ShortestLeft && after >= LeastLeft * before ? left : taken;
    }

    private static int Weight(PageMeasures page, bool[] taken)
    {
        var weight = 0;
        for (var i = 0; i < taken.Length; i++)
        {
            weight += taken[i] ? page.Blocks[i].Weight : 0;
        }

        return weight;
    }

    /// <summary>
    /// One half, where the model is sure of a page. Where it is not, half of the best F1 that can be expected: that is the threshold which maximises it
    /// (Z. C. Lipton et al., Optimal thresholding of classifiers to maximize F1 measure, 2014).
    /// </summary>
    public static float Threshold(PageMeasures page, float[] likely)
    {
        var order = Enumerable.Range(0, likely.Length).OrderByDescending(i => likely[i]).ToArray();
        var (expected, common, taken, best) = (0.0, 0.0, 0.0, 0.0);
        foreach (var i in order)
        {
            expected += likely[i] * page.Blocks[i].Weight;
        }

        foreach (var i in order)
        {
            common += likely[i] * page.Blocks[i].Weight;
            taken += page.Blocks[i].Weight;
            best = Math.Max(best, 2 * common / (taken + expected));
        }

        return best >= Sure ? 0.5f : (float)best / 2;
    }

    private const double Sure = 0.8;

    /// <summary>
    /// An article that says less than the table which stands in it is about the table: standings, results, prices. The model leaves out most tables, which
    /// stand beside.
    /// </summary>
    private static void AddTable(PageMeasures page, bool[] taken)
    {
        var weight = Weight(page, taken);
        foreach (var part in page.Parts)
        {
            if (part.Tag == Html.Tag.Table && part.Start > 0 && part.End > part.Start && (part.AllNames & PartNames.ArticleBody) != PartNames.None
                && page.CharsBefore[part.End] - page.CharsBefore[part.Start] > weight && page.LinkShareIn(part.Start, part.End) < 0.3f
                && part.Parent >= 0 && Array.IndexOf(taken, true, page.Parts[part.Parent].Start, part.Start - page.Parts[part.Parent].Start) >= 0)
            {
                Array.Fill(taken, true, part.Start, part.End - part.Start);
                return;
            }
        }
    }

    /// <summary>F1 of what two candidates take, by length of text.</summary>
    public static float Likeness(PageMeasures page, bool[] one, bool[] other)
    {
        var (common, all) = (0, 0);
        for (var i = 0; i < one.Length; i++)
        {
            var weight = page.Blocks[i].Weight;
            common += one[i] && other[i] ? 2 * weight : 0;
            all += (one[i] ? weight : 0) + (other[i] ? weight : 0);
        }

        return all == 0 ? 1 : common / (float)all;
    }

    private static int Nearest(PageMeasures page, bool[][] candidates, string told)
    {
        var words = TextWords.Of(told);
        var near = Array.ConvertAll(candidates, candidate => Likeness(page, candidate, words));
        var nearest = Array.IndexOf(near, near.Max());
        return near[nearest] >= Near && near[nearest] > near[0] + PlainlyNearer ? nearest : 0;
    }

    private static float Likeness(PageMeasures page, bool[] candidate, List<int> words)
    {
        var left = new Dictionary<int, int>();
        foreach (var word in words)
        {
            left[word] = left.GetValueOrDefault(word) + 1;
        }

        var (common, found) = (0, 0);
        for (var i = 0; i < page.Blocks.Count; i++)
        {
            if (candidate[i])
            {
                found += page.WordsOf[i].Count;
                foreach (var word in page.WordsOf[i])
                {
                    if (left.TryGetValue(word, out var count) && count > 0)
                    {
                        left[word] = count - 1;
                        common++;
                    }
                }
            }
        }

        return 2f * common / Math.Max(1, found + words.Count);
    }
}
