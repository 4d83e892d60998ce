namespace Ingestion.Parser.Extraction.BodyText;

/// <summary>Which candidate to believe.</summary>
internal static class BodyChoice
{
    private const int Telling = 300;

    /// <summary>
    /// The candidate nearest to the body that the page's JSON-LD tells, where that is long enough and one of them is near it at all; else the one that the
    /// others agree with most, which of three that fail in different ways is rarely one that failed.
    /// </summary>
    /// <param name="page">The page.</param>
    /// <param name="candidates">Blocks taken by each; the first is the block model's, which wins a tie.</param>
    /// <param name="told">JSON-LD's <c>articleBody</c>; null when it tells none.</param>
    /// <returns>Index of the candidate, and how far the others agree with it, 0 to 1.</returns>
    public static (int Index, float Agreement) Choose(PageMeasures page, bool[][] candidates, string? told)
    {
        var agreement = new float[candidates.Length];
        for (var one = 0; one < candidates.Length; one++)
        {
            for (var other = 0; other < candidates.Length; other++)
            {
                agreement[one] += one == other ? 0 : Likeness(page, candidates[one], candidates[other]) / (candidates.Length - 1);
            }
        }

        if (told is { Length: < 200_000 } && Prose.Weight(told) >= Telling)
        {
            var near = Near(page, candidates, told);
            if (near.Max() >= 0.5f)
            {
                var nearest = Array.IndexOf(near, near.Max());
                return (nearest, agreement[nearest]);
            }
        }

        var best = 0;
        for (var c = 1; c < candidates.Length; c++)
        {
            best = agreement[c] > agreement[best] + 0.001f ? c : best;
        }

        return (best, agreement[best]);
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

    private static float[] Near(PageMeasures page, bool[][] candidates, string told)
    {
        var words = new List<int>();
        TextWords.Add(told, words);
        var left = new Dictionary<int, int>();
        var near = new float[candidates.Length];
        for (var c = 0; c < candidates.Length; c++)
        {
            left.Clear();
            foreach (var word in words)
            {
                left[word] = left.GetValueOrDefault(word) + 1;
            }

            var (common, found) = (0, 0);
            for (var i = 0; i < page.Blocks.Count; i++)
            {
                if (!candidates[c][i])
                {
                    continue;
                }

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

            near[c] = 2f * common / Math.Max(1, found + words.Count);
        }

        return near;
    }
}
