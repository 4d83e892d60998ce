using Ingestion.Parser.Extraction.BodyText;

namespace Ingestion.Bench.Train;

/// <summary>
/// Gradient boosting with logistic loss on binned features, level by level (J. H. Friedman, Annals of Statistics 29(5), 2001; histograms as LightGBM has
/// them). The same rows and seed give the same trees: nothing is summed in an order that depends on threads.
/// </summary>
internal sealed class Boosting(BoostingOptions options)
{
    private const int MaxBins = 64;

    /// <param name="columns">Bins of each feature, feature by feature.</param>
    /// <param name="edges">Edges of the bins.</param>
    /// <param name="labels">0 to 1.</param>
    /// <param name="weights">How much each row counts; 0 leaves it out.</param>
    /// <param name="groups">Rows of one page have the same: pages are drawn, not rows.</param>
    public TreeModel Train(byte[][] columns, float[][] edges, float[] labels, float[] weights, int[] groups)
    {
        var random = new Random(options.Seed);
        var n = labels.Length;
        var inner = (1 << options.Depth) - 1;
        var (scores, gradients, hessians, nodes) = (new float[n], new float[n], new float[n], new int[n]);
        var features = new byte[options.Trees * inner];
        var bins = new byte[options.Trees * inner];
        var leaves = new float[options.Trees << options.Depth];
        var all = Enumerable.Range(0, n).Where(row => weights[row] > 0).ToArray();
        var pages = groups.Max() + 1;
        for (var tree = 0; tree < options.Trees; tree++)
        {
            var isIn = new bool[pages];
            for (var page = 0; page < pages; page++)
            {
                isIn[page] = random.NextDouble() < options.PageShare;
            }

            var used = Enumerable.Range(0, columns.Length).Where(_ => random.NextDouble() < options.FeatureShare).ToArray();
            var rows = Array.FindAll(all, row => isIn[groups[row]]);
            foreach (var row in all)
            {
                var p = 1 / (1 + MathF.Exp(-scores[row]));
                gradients[row] = weights[row] * (labels[row] - p);
                hessians[row] = weights[row] * Math.Max(1e-6f, p * (1 - p));
            }

            Grow(columns, used, rows, gradients, hessians, features.AsSpan(tree * inner, inner), bins.AsSpan(tree * inner, inner), leaves.AsSpan(tree << options.Depth, 1 << options.Depth));
            foreach (var row in all)
            {
                var node = 0;
                for (var level = 0; level < options.Depth; level++)
                {
                    var at = (tree * inner) + node;
                    node = (2 * node) + (columns[features[at]][row] > bins[at] ? 2 : 1);
                }

                scores[row] += leaves[(tree << options.Depth) + node - inner];
            }
        }

        return new TreeModel(options.Depth, edges, features, bins, leaves);
    }

    private void Grow(byte[][] columns, int[] used, int[] rows, float[] gradients, float[] hessians, Span<byte> features, Span<byte> bins, Span<float> leaves)
    {
        // Rows of a node lie together: [starts[node], starts[node + 1]) of the level.
        var order = rows;
        var starts = new[] { 0, order.Length };
        var histograms = Histograms(columns, used, order, starts, [0], gradients, hessians, null);
        for (var level = 0; level < options.Depth; level++)
        {
            var count = 1 << level;
            var splits = new (int Feature, int Bin, double Gain)[count];
            Parallel.For(0, count, node => splits[node] = Best(histograms, node, used));
            for (var node = 0; node < count; node++)
            {
                features[count - 1 + node] = (byte)Math.Max(0, splits[node].Feature);
                bins[count - 1 + node] = splits[node].Feature < 0 ? TreeModel.NoSplit : (byte)splits[node].Bin;
            }

            (order, starts) = Partition(columns, order, starts, features[(count - 1)..], bins[(count - 1)..], count);
            if (level + 1 < options.Depth)
            {
                var smaller = Enumerable.Range(0, count)
                    .Select(node => starts[(2 * node) + 1] - starts[2 * node] <= starts[(2 * node) + 2] - starts[(2 * node) + 1] ? 2 * node : (2 * node) + 1).ToArray();
                histograms = Histograms(columns, used, order, starts, smaller, gradients, hessians, histograms);
            }
        }

        for (var leaf = 0; leaf < leaves.Length; leaf++)
        {
            var (g, h) = (0.0, 0.0);
            for (var i = starts[leaf]; i < starts[leaf + 1]; i++)
            {
                g += gradients[order[i]];
                h += hessians[order[i]];
            }

            leaves[leaf] = (float)(Half)(options.Rate * g / (h + options.Ridge));
        }
    }

    /// <summary>Sums by node, feature and bin. With the parents' only the smaller child is summed: the other is what is left.</summary>
    private static double[][] Histograms(byte[][] columns, int[] used, int[] order, int[] starts, int[] summed, float[] gradients, float[] hessians, double[][]? parents)
    {
        var nodes = starts.Length - 1;
        var found = new double[used.Length][];
        Parallel.For(0, used.Length, u =>
        {
            var column = columns[used[u]];
            var sums = new double[nodes * MaxBins * 2];
            foreach (var node in summed)
            {
                var offset = node * MaxBins;
                for (var i = starts[node]; i < starts[node + 1]; i++)
                {
                    var row = order[i];
                    var at = (offset + column[row]) << 1;
                    sums[at] += gradients[row];
                    sums[at + 1] += hessians[row];
                }

                if (parents is not null)
                {
                    var parent = (node >> 1) * MaxBins * 2;
                    var other = (node ^ 1) * MaxBins * 2;
                    for (var at = 0; at < MaxBins * 2; at++)
                    {
                        sums[other + at] = parents[u][parent + at] - sums[(node * MaxBins * 2) + at];
                    }
                }
            }

            found[u] = sums;
        });
        return found;
    }

    private (int Feature, int Bin, double Gain) Best(double[][] histograms, int node, int[] used)
    {
        var best = (Feature: -1, Bin: 0, Gain: options.MinGain);
        for (var u = 0; u < used.Length; u++)
        {
            var sums = histograms[u].AsSpan(node * MaxBins * 2, MaxBins * 2);
            var (g, h) = (0.0, 0.0);
            for (var bin = 0; bin < MaxBins; bin++)
            {
                g += sums[2 * bin];
                h += sums[(2 * bin) + 1];
            }

            var whole = g * g / (h + options.Ridge);
            var (left, leftWeight) = (0.0, 0.0);
            for (var bin = 0; bin < MaxBins - 1; bin++)
            {
                left += sums[2 * bin];
                leftWeight += sums[(2 * bin) + 1];
                var (right, rightWeight) = (g - left, h - leftWeight);
                if (leftWeight < options.MinWeight || rightWeight < options.MinWeight)
                {
                    continue;
                }

                var gain = (left * left / (leftWeight + options.Ridge)) + (right * right / (rightWeight + options.Ridge)) - whole;
                if (gain > best.Gain)
                {
                    best = (used[u], bin, gain);
                }
            }
        }

        return best;
    }

    private static (int[] Order, int[] Starts) Partition(byte[][] columns, int[] order, int[] starts, Span<byte> features, Span<byte> bins, int count)
    {
        var next = new int[order.Length];
        var nextStarts = new int[(2 * count) + 1];
        for (var node = 0; node < count; node++)
        {
            var (column, bin, at) = (columns[features[node]], bins[node], starts[node]);
            for (var side = 0; side < 2; side++)
            {
                nextStarts[(2 * node) + side] = at;
                for (var i = starts[node]; i < starts[node + 1]; i++)
                {
                    if (column[order[i]] > bin == (side == 1))
                    {
                        next[at++] = order[i];
                    }
                }
            }
        }

        nextStarts[2 * count] = order.Length;
        return (next, nextStarts);
    }

    /// <summary>Edges at equal shares of the rows' distinct values.</summary>
    public static float[][] Edges(IReadOnlyList<float[]> tables, int features)
    {
        var edges = new float[features][];
        Parallel.For(0, features, f =>
        {
            var values = new List<float>();
            foreach (var table in tables)
            {
                for (var at = f; at < table.Length; at += features)
                {
                    values.Add(table[at]);
                }
            }

            values.Sort();
            var distinct = values.Distinct().ToArray();
            edges[f] = distinct.Length <= MaxBins
                ? [.. distinct.Zip(distinct.Skip(1), (low, high) => low + ((high - low) / 2))]
                : [.. Enumerable.Range(1, MaxBins - 1).Select(i => values[(int)((long)i * values.Count / MaxBins)]).Distinct()];
        });
        return edges;
    }
}

/// <summary>How a forest is grown.</summary>
internal sealed record BoostingOptions
{
    public int Trees { get; init; } = 150;

    public int Depth { get; init; } = 6;

    public double Rate { get; init; } = 0.1;

    /// <summary>Keeps leaves of few rows near zero.</summary>
    public double Ridge { get; init; } = 2;

    public double MinWeight { get; init; } = 2;

    public double MinGain { get; init; } = 0.01;

    /// <summary>Share of the pages that a tree sees.</summary>
    public double PageShare { get; init; } = 0.7;

    /// <summary>Share of the features that a tree may use.</summary>
    public double FeatureShare { get; init; } = 0.4;

    public int Seed { get; init; } = 1;
}
