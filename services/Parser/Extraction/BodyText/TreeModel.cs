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
    private readonly float[] leaves;

    /// <param name="depth">Splits from root to leaf, the same in all trees.</param>
    /// <param name="edges">For each feature the upper ends of its bins but the last, ascending.</param>
    /// <param name="features">The feature of each inner node, tree after tree, each tree in breadth-first order.</param>
    /// <param name="bins">The last bin that goes left, for each of them.</param>
    /// <param name="leaves">Log-odds of each leaf, tree after tree. A model of several forests is their sum, scaled.</param>
    public TreeModel(int depth, float[][] edges, byte[] features, byte[] bins, float[] leaves) =>
        (this.depth, this.edges, this.features, this.bins, this.leaves) = (depth, edges, features, bins, leaves);

    public int Trees => leaves.Length >> depth;

    public int Features => edges.Length;

    /// <param name="rows">Feature rows, one after the other.</param>
    /// <returns>A probability for each.</returns>
    public float[] Predict(float[] rows)
    {
        var count = rows.Length / edges.Length;
        var found = new float[count];

        // Four rows go down a tree together, without a branch to guess: each step waits for memory, and four can wait at once.
        var binned = new byte[((count + 3) & ~3) * edges.Length];
        for (var r = 0; r < count; r++)
        {
            Bin(rows.AsSpan(r * edges.Length, edges.Length), binned.AsSpan(r * edges.Length, edges.Length));
        }

        for (var r = 0; r < count; r += 4)
        {
            var sums = Sum(binned.AsSpan(r * edges.Length, 4 * edges.Length));
            for (var i = r; i < Math.Min(r + 4, count); i++)
            {
                found[i] = 1 / (1 + MathF.Exp(-sums[i - r]));
            }
        }

        return found;
    }

    private System.Numerics.Vector4 Sum(ReadOnlySpan<byte> four)
    {
        var inner = (1 << depth) - 1;
        var one = four[..edges.Length];
        var two = four.Slice(edges.Length, edges.Length);
        var three = four.Slice(2 * edges.Length, edges.Length);
        var last = four[(3 * edges.Length)..];
        var sums = System.Numerics.Vector4.Zero;
        for (int tree = 0, root = 0; tree < leaves.Length; tree += 1 << depth, root += inner)
        {
            var asked = features.AsSpan(root, inner);
            var splits = bins.AsSpan(root, inner);
            var (a, b, c, d) = (0, 0, 0, 0);
            for (var level = 0; level < depth; level++)
            {
                a = (2 * a) + 1 + ((splits[a] - one[asked[a]]) >>> 31);
                b = (2 * b) + 1 + ((splits[b] - two[asked[b]]) >>> 31);
                c = (2 * c) + 1 + ((splits[c] - three[asked[c]]) >>> 31);
                d = (2 * d) + 1 + ((splits[d] - last[asked[d]]) >>> 31);
            }

            var values = leaves.AsSpan(tree, inner + 1);
            sums += new System.Numerics.Vector4(values[a - inner], values[b - inner], values[c - inner], values[d - inner]);
        }

        return sums;
    }

    public void Bin(ReadOnlySpan<float> row, Span<byte> binned)
    {
        for (var f = 0; f < edges.Length; f++)
        {
            binned[f] = BinOf(row[f], edges[f]);
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
