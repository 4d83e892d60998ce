using System.Runtime.Intrinsics;

namespace Ingestion.Parser.Extraction.BodyText;

/// <summary>
/// Feature rows put into bins, in groups of <see cref="Together"/>: in a group the bins of all its rows for one feature lie side by side, so that one
/// instruction compares them all. Bins are counted from -128, since processors compare signed bytes.
/// </summary>
internal sealed class BinnedRows
{
    /// <summary>Rows in a group; the last group is filled up with copies of the last row.</summary>
    public const int Together = 32;

    private readonly sbyte[] bins;
    private readonly int groupLength;

    /// <param name="rows">Feature rows, one after the other.</param>
    /// <param name="edges">For each feature the upper ends of its bins but the last, ascending.</param>
    public BinnedRows(float[] rows, float[][] edges)
    {
        Count = rows.Length / edges.Length;
        groupLength = edges.Length * Together;
        bins = new sbyte[(Count + Together - 1) / Together * groupLength];
        Span<float> column = stackalloc float[Together];
        for (var r = 0; r < Count; r += Together)
        {
            for (var f = 0; f < edges.Length; f++)
            {
                for (var i = 0; i < column.Length; i++)
                {
                    column[i] = rows[(Math.Min(r + i, Count - 1) * edges.Length) + f];
                }

                Bin(column, edges[f]).CopyTo(bins.AsSpan((r * edges.Length) + (f * Together)));
            }
        }
    }

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    public static sbyte Signed(byte bin) => (sbyte)(bin - 128);

    /// <param name="row">The first of a group.</param>
    /// <returns>For each feature the bins of the group's rows.</returns>
    public ReadOnlySpan<sbyte> GroupAt(int row) => bins.AsSpan(row / Together * groupLength, groupLength);

    /// <summary>Counts the edges that lie below each value.</summary>
    private static Vector256<sbyte> Bin(ReadOnlySpan<float> column, float[] edges)
    {
        var (a, b, c, d) = (Vector256.Create(column), Vector256.Create(column[8..]), Vector256.Create(column[16..]), Vector256.Create(column[24..]));
        var first = Vector256.Create((int)sbyte.MinValue);
        var (ofA, ofB, ofC, ofD) = (first, first, first, first);
        foreach (var edge in edges)
        {
            var limit = Vector256.Create(edge);
            ofA -= Vector256.GreaterThan(a, limit).AsInt32();
            ofB -= Vector256.GreaterThan(b, limit).AsInt32();
            ofC -= Vector256.GreaterThan(c, limit).AsInt32();
            ofD -= Vector256.GreaterThan(d, limit).AsInt32();
        }

        return Vector256.Narrow(Vector256.Narrow(ofA, ofB), Vector256.Narrow(ofC, ofD));
    }
}
