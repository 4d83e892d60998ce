using System.Runtime.Intrinsics;
using Ingestion.Enricher.Enrichment.Names.Perceptron;

namespace Ingestion.Bench.TrainNames;

/// <summary>The averaged structured perceptron, over several orders of the sentences: the same texts always give the same weights.</summary>
/// <remarks>M. Collins, Discriminative Training Methods for Hidden Markov Models, EMNLP 2002. Features are left out at random, so that no single one is relied on.</remarks>
internal sealed class NameTraining(FeatureRows rows, NameLexicon lexicon, NameTraining.Settings settings)
{
    private const int Lanes = BiloLabel.Lanes;

    /// <param name="Runs">Orders of the sentences whose weights are averaged.</param>
    /// <param name="Epochs">Passes over all sentences in each.</param>
    /// <param name="Dropout">Share of features left out of a token.</param>
    /// <param name="MinCount">A feature that fewer tokens have is dropped.</param>
    /// <param name="Prune">Weights of a row below this, as a share of the largest of all, are none; rows of such weights are left out.</param>
    public sealed record Settings(int Runs, int Epochs, double Dropout, int MinCount, double Prune);

    public NameWeights Train(IReadOnlyList<TrainingText> texts)
    {
        var keep = Counted(texts);
        var sum = new double[(rows.Hashes.Count + BiloLabel.Count + 1) * Lanes];
        for (var run = 0; run < settings.Runs; run++)
        {
            Run(texts, keep, (ulong)run + 1, sum);
        }

        return Packed(sum, keep);
    }

    private bool[] Counted(IReadOnlyList<TrainingText> texts)
    {
        var counts = new int[rows.Hashes.Count];
        foreach (var row in texts.SelectMany(text => text.Features).SelectMany(features => features))
        {
            counts[row]++;
        }

        return [.. counts.Select(count => count >= settings.MinCount)];
    }

    private void Run(IReadOnlyList<TrainingText> texts, bool[] keep, ulong seed, double[] sum)
    {
        var random = new Xorshift(seed);
        var sentences = texts.SelectMany(text => text.Sentences().Select(sentence => (Text: text, sentence.Start, sentence.End))).ToArray();
        var transitionsAt = rows.Hashes.Count * Lanes;
        var (weights, late) = (new int[sum.Length], new double[sum.Length]);
        var (scores, labels, kept) = (Array.Empty<short>(), Array.Empty<byte>(), new List<int[]>());
        var transitions = new int[(BiloLabel.Count + 1) * Lanes];
        var step = 1.0;
        for (var epoch = 0; epoch < settings.Epochs; epoch++)
        {
            random.Shuffle(sentences);
            foreach (var (text, start, end) in sentences)
            {
                var length = end - start;
                if (labels.Length < length)
                {
                    (scores, labels) = (new short[length * Lanes], new byte[length]);
                }

                kept.Clear();
                for (var at = 0; at < length; at++)
                {
                    kept.Add([.. text.Features[start + at].Where(row => keep[row] && random.Next() >= settings.Dropout)]);
                    Score(kept[at], weights, scores.AsSpan(at * Lanes, Lanes));
                }

                weights.AsSpan(transitionsAt, transitions.Length).CopyTo(transitions);
                LabelPath.Best(scores.AsSpan(0, length * Lanes), transitions, labels.AsSpan(0, length));
                Update(text.Labels.AsSpan(start, length), labels.AsSpan(0, length), kept, transitionsAt, step, weights, late);
                step++;
            }
        }

        for (var at = 0; at < sum.Length; at++)
        {
            sum[at] += weights[at] - (late[at] / step);
        }
    }

    private static void Score(int[] features, int[] weights, Span<short> scores)
    {
        var (low, high) = (Vector256<int>.Zero, Vector256<int>.Zero);
        foreach (var row in features)
        {
            low += Vector256.LoadUnsafe(ref weights[row * Lanes]);
            high += Vector256.LoadUnsafe(ref weights[(row * Lanes) + 8]);
        }

        Vector256.Narrow(low, high).CopyTo(scores);
    }

    private static void Update(ReadOnlySpan<byte> gold, ReadOnlySpan<byte> found, List<int[]> features, int transitionsAt, double step, int[] weights, double[] late)
    {
        if (gold.SequenceEqual(found))
        {
            return;
        }

        for (var at = 0; at < gold.Length; at++)
        {
            if (gold[at] != found[at])
            {
                foreach (var row in features[at])
                {
                    Add((row * Lanes) + gold[at], 1);
                    Add((row * Lanes) + found[at], -1);
                }
            }

            var (goldBefore, foundBefore) = at == 0 ? (BiloLabel.Count, BiloLabel.Count) : (gold[at - 1], found[at - 1]);
            if (gold[at] != found[at] || goldBefore != foundBefore)
            {
                Add(transitionsAt + (goldBefore * Lanes) + gold[at], 1);
                Add(transitionsAt + (foundBefore * Lanes) + found[at], -1);
            }
        }

        void Add(int weight, int by)
        {
            weights[weight] += by;
            late[weight] += by * step;
        }
    }

    // Bytes: the largest weights in ten thousand are cut off, the rest shares 127 steps.
    private NameWeights Packed(double[] sum, bool[] keep)
    {
        var features = rows.Hashes.Count;
        var sizes = sum.Take(features * Lanes).Select(Math.Abs).Where(size => size > 0).Order().ToArray();
        var largest = sizes[(int)(sizes.Length * 0.9999)];
        var (entries, bytes) = (new List<(uint, int)>(), new List<sbyte>());
        foreach (var row in Enumerable.Range(0, features).Where(row => keep[row]).OrderBy(row => rows.Hashes[row]))
        {
            var weights = sum.AsSpan(row * Lanes, Lanes);
            var any = false;
            foreach (var weight in weights)
            {
                any |= Math.Abs(weight) > settings.Prune * largest;
            }

            if (any)
            {
                entries.Add((rows.Hashes[row], entries.Count));
                foreach (var weight in weights)
                {
                    bytes.Add((sbyte)Math.Clamp(Math.Round(weight * 127 / largest), -127, 127));
                }
            }
        }

        var transitions = new int[Lanes * Lanes];
        for (var at = 0; at < (BiloLabel.Count + 1) * Lanes; at++)
        {
            transitions[at] = (int)Math.Round(sum[(features * Lanes) + at] * 127 / largest);
        }

        return new NameWeights(new HashTable(entries), [.. bytes], transitions, lexicon);
    }

    /// <summary>G. Marsaglia's xorshift64*, so that no change of the runtime changes the weights.</summary>
    private sealed class Xorshift(ulong seed)
    {
        private ulong state = seed * 0x9E3779B97F4A7C15;

        public double Next()
        {
            state ^= state >> 12;
            state ^= state << 25;
            state ^= state >> 27;
            return ((state * 0x2545F4914F6CDD1D) >> 11) * (1.0 / (1ul << 53));
        }

        public void Shuffle<T>(T[] items)
        {
            for (var at = items.Length - 1; at > 0; at--)
            {
                var other = (int)(Next() * (at + 1));
                (items[at], items[other]) = (items[other], items[at]);
            }
        }
    }
}
