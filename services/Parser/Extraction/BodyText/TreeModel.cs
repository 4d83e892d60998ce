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
        var found = new float[rows.Length / edges.Length];
        Span<byte> binned = stackalloc byte[edges.Length];
        var inner = (1 << depth) - 1;
        for (var r = 0; r < found.Length; r++)
        {
            Bin(rows.AsSpan(r * edges.Length, edges.Length), binned);
            var sum = 0f;
            for (int tree = 0, root = 0; tree < leaves.Length; tree += 1 << depth, root += inner)
            {
                var node = 0;
                for (var level = 0; level < depth; level++)
                {
                    node = (2 * node) + (binned[features[root + node]] > bins[root + node] ? 2 : 1);
                }

                sum += leaves[tree + node - inner];
            }

            found[r] = 1 / (1 + MathF.Exp(-sum));
        }

        return found;
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
