namespace Ingestion.Bench.Train;

/// <summary>Which blocks of a page its annotated body holds.</summary>
internal static class Labels
{
    private const int Near = 4;

    /// <param name="truth">Words of the annotated body.</param>
    /// <param name="blocks">Words of each block.</param>
    /// <returns>For each block whether it is the body's. A passage that the page prints twice is counted once, where its neighbours are the body's too.</returns>
    public static bool[] Of(ulong[] truth, IReadOnlyList<ulong[]> blocks)
    {
        var places = Places(truth);
        var left = Shingles.Of(truth);
        var cover = blocks.Select(words => Cover(words, left)).ToArray();
        var support = new double[blocks.Count];
        for (var i = 0; i < blocks.Count; i++)
        {
            for (var j = Math.Max(0, i - Near); j <= Math.Min(blocks.Count - 1, i + Near); j++)
            {
                support[i] += j != i && cover[j] >= 0.5 ? blocks[j].Length : 0;
            }
        }

        var labels = new bool[blocks.Count];
        var spans = new (int Start, int End)[blocks.Count];
        foreach (var i in Enumerable.Range(0, blocks.Count).Where(i => cover[i] >= 0.5).OrderByDescending(i => support[i]).ThenBy(i => i))
        {
            if (Cover(blocks[i], left) < 0.5)
            {
                continue;
            }

            labels[i] = true;
            spans[i] = Span(blocks[i], places);
            foreach (var (shingle, count) in Shingles.Of(blocks[i]))
            {
                if (left.TryGetValue(shingle, out var had))
                {
                    left[shingle] = Math.Max(0, had - count);
                }
            }
        }

        // Blocks too short for a shingle belong where they continue the truth right after or before a neighbour.
        Continue(truth, blocks, labels, spans, forward: true);
        Continue(truth, blocks, labels, spans, forward: false);
        return labels;
    }

    private static void Continue(ulong[] truth, IReadOnlyList<ulong[]> blocks, bool[] labels, (int Start, int End)[] spans, bool forward)
    {
        var (edge, since) = (-1, 0);
        for (var step = 0; step < blocks.Count; step++)
        {
            var i = forward ? step : blocks.Count - 1 - step;
            since++;
            if (labels[i])
            {
                (edge, since) = (forward ? spans[i].End : spans[i].Start, 0);
            }
            else if (edge >= 0 && since <= 6 && blocks[i].Length is > 0 and < 12)
            {
                var start = forward ? edge : edge - blocks[i].Length;
                if (start >= 0 && start + blocks[i].Length <= truth.Length && truth.AsSpan(start, blocks[i].Length).SequenceEqual(blocks[i]))
                {
                    labels[i] = true;
                    spans[i] = (start, start + blocks[i].Length);
                    (edge, since) = (forward ? spans[i].End : start, 0);
                }
            }
        }
    }

    private static Dictionary<ulong, int> Places(ulong[] truth)
    {
        var places = new Dictionary<ulong, int>();
        for (var i = 0; i + Shingles.Length <= truth.Length; i++)
        {
            places.TryAdd(Shingles.Hash(truth.AsSpan(i, Shingles.Length)), i);
        }

        return places;
    }

    private static (int Start, int End) Span(ulong[] words, Dictionary<ulong, int> places)
    {
        var (start, end) = (-1, -1);
        for (var i = 0; i + Shingles.Length <= words.Length; i++)
        {
            if (places.TryGetValue(Shingles.Hash(words.AsSpan(i, Shingles.Length)), out var place))
            {
                start = start < 0 ? place : start;
                end = place + Shingles.Length;
            }
        }

        return (start, end);
    }

    private static double Cover(ulong[] words, Dictionary<ulong, int> left)
    {
        if (words.Length < Shingles.Length)
        {
            return 0;
        }

        var covered = new bool[words.Length];
        for (var i = 0; i + Shingles.Length <= words.Length; i++)
        {
            if (left.GetValueOrDefault(Shingles.Hash(words.AsSpan(i, Shingles.Length))) > 0)
            {
                covered.AsSpan(i, Shingles.Length).Fill(true);
            }
        }

        return covered.Count(at => at) / (double)words.Length;
    }
}
