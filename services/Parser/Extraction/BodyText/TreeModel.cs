using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ingestion.Parser.Extraction.BodyText;

/// <summary>
/// Gradient-boosted trees over numbers put into bins, as flat arrays. Every tree is complete: the way through it is arithmetic on an index, and a node that
/// was not worth a split sends all to the left.
/// </summary>
internal sealed class TreeModel
{
    /// <summary>A bin above all others: everything goes left.</summary>
    public const byte NoSplit = 255;

    private readonly int depth;
    private readonly float[][] edges;
    private readonly byte[] features;
    private readonly byte[] bins;
    private readonly sbyte[] splits;
    private readonly float[] leaves;

    /// <param name="depth">Splits from root to leaf, the same in all trees; 8 at most.</param>
    /// <param name="edges">For each feature the upper ends of its bins but the last, ascending.</param>
    /// <param name="features">The feature of each inner node, tree after tree, each tree in breadth-first order.</param>
    /// <param name="bins">The last bin that goes left, for each of them.</param>
    /// <param name="leaves">Log-odds of each leaf, tree after tree. A model of several forests is their sum, scaled.</param>
    public TreeModel(int depth, float[][] edges, byte[] features, byte[] bins, float[] leaves)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(depth, 8);
        (this.depth, this.edges, this.features, this.bins, this.leaves) = (depth, edges, features, bins, leaves);
        splits = Array.ConvertAll(bins, BinnedRows.Signed);
    }

    public int Trees => leaves.Length >> depth;

    public int Features => edges.Length;

    /// <param name="rows">Feature rows, one after the other.</param>
    /// <returns>A probability for each.</returns>
    public float[] Predict(float[] rows) => Predict(Bin(rows));

    /// <param name="rows">In this model's bins.</param>
    /// <returns>A probability for each.</returns>
    public float[] Predict(BinnedRows rows)
    {
        var found = new float[rows.Count];
        Span<float> sums = stackalloc float[BinnedRows.Together];
        for (var r = 0; r < found.Length; r += sums.Length)
        {
            sums.Clear();
            Sum(rows.GroupAt(r), sums);
            for (var i = r; i < Math.Min(r + sums.Length, found.Length); i++)
            {
                found[i] = 1 / (1 + MathF.Exp(-sums[i - r]));
            }
        }

        return found;
    }

    public BinnedRows Bin(float[] rows) => new(rows, edges);

    /// <summary>Whether rows in the other's bins are in this one's too.</summary>
    public bool BinsAs(TreeModel other) => edges.Length == other.edges.Length && edges.Zip(other.edges).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second));

    /// <summary>
    /// Every node of a tree is asked of all rows at once, from the last level up: it hands on the leaf that the rows come to below it. That is many more
    /// questions than one row's way down has, but a whole group costs as much as a single row, and no step waits for the one before.
    /// </summary>
    private void Sum(ReadOnlySpan<sbyte> rows, Span<float> sums)
    {
        var inner = (1 << depth) - 1;
        Span<Vector256<sbyte>> reached = stackalloc Vector256<sbyte>[(2 * inner) + 1];
        for (var leaf = 0; leaf <= inner; leaf++)
        {
            reached[inner + leaf] = Vector256.Create((sbyte)leaf);
        }

        var columns = MemoryMarshal.Cast<sbyte, Vector256<sbyte>>(rows);
        var leafOf = MemoryMarshal.AsBytes(reached)[..BinnedRows.Together];
        for (int tree = 0, root = 0; tree < leaves.Length; tree += inner + 1, root += inner)
        {
            var asked = features.AsSpan(root, inner);
            var limits = splits.AsSpan(root, inner);
            for (var node = inner - 1; node >= 0; node--)
            {
                var isRight = Vector256.GreaterThan(columns[asked[node]], Vector256.Create(limits[node]));
                reached[node] = Vector256.ConditionalSelect(isRight, reached[(2 * node) + 2], reached[(2 * node) + 1]);
            }

            var values = leaves.AsSpan(tree, inner + 1);
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i] += values[leafOf[i]];
            }
        }
    }

    /// <returns>How many edges lie below the value.</returns>
    public static byte BinOf(float value, float[] edges)
    {
        var (low, high) = (0, edges.Length);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            (low, high) = value > edges[middle] ? (middle + 1, high) : (low, middle);
        }

        return (byte)low;
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write((byte)depth);
        writer.Write((byte)edges.Length);
        foreach (var of in edges)
        {
            writer.Write((byte)of.Length);
            foreach (var edge in of)
            {
                writer.Write(edge);
            }
        }

        writer.Write((ushort)Trees);
        writer.Write(features);
        writer.Write(bins);
        foreach (var leaf in leaves)
        {
            writer.Write((Half)leaf);
        }
    }

    public static TreeModel Read(BinaryReader reader)
    {
        var levels = reader.ReadByte();
        var ends = new float[reader.ReadByte()][];
        for (var f = 0; f < ends.Length; f++)
        {
            ends[f] = new float[reader.ReadByte()];
            for (var e = 0; e < ends[f].Length; e++)
            {
                ends[f][e] = reader.ReadSingle();
            }
        }

        var trees = reader.ReadUInt16();
        var inner = trees * ((1 << levels) - 1);
        var (asked, splits, values) = (reader.ReadBytes(inner), reader.ReadBytes(inner), new float[trees << levels]);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)reader.ReadHalf();
        }

        return new TreeModel(levels, ends, asked, splits, values);
    }
}
