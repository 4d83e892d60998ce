using System.Numerics;
using System.Runtime.InteropServices;

namespace Ingestion.Enricher.Copies;

/// <summary>The smallest values of a set under many hash functions: two sets agree on one with the probability of their Jaccard similarity.</summary>
/// <remarks>A. Broder, On the resemblance and containment of documents, 1997. h(x) = a·x + b modulo 2³², a odd, over x that are mixed already.</remarks>
internal static class MinHash
{
    /// <summary>Hash functions.</summary>
    public const int Functions = 128;

    private static readonly uint[] A = Coefficients(1, odd: true), B = Coefficients(2, odd: false);

    /// <param name="hashes">Hashes of the set; repeats do not matter.</param>
    /// <param name="first">First function.</param>
    /// <param name="count">Functions to use, up to <see cref="Functions"/>.</param>
    /// <returns>The smallest value under each; the greatest number of all for an empty set.</returns>
    public static uint[] Of(ReadOnlySpan<ulong> hashes, int first, int count)
    {
        var values = new uint[hashes.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (uint)(hashes[i] >> 32);
        }

        var lanes = MemoryMarshal.Cast<uint, Vector<uint>>(values);
        var smallest = new uint[count];
        for (var j = 0; j < count; j++)
        {
            var (a, b) = (A[first + j], B[first + j]);
            var least = new Vector<uint>(uint.MaxValue);
            var (times, plus) = (new Vector<uint>(a), new Vector<uint>(b));
            foreach (var lane in lanes)
            {
                least = Vector.Min(least, (lane * times) + plus);
            }

            var one = uint.MaxValue;
            for (var i = 0; i < Vector<uint>.Count; i++)
            {
                one = Math.Min(one, least[i]);
            }

            foreach (var value in values.AsSpan(lanes.Length * Vector<uint>.Count))
            {
                one = Math.Min(one, (value * a) + b);
            }

            smallest[j] = one;
        }

        return smallest;
    }

    // Part of the format: with other numbers no sketch that is stored would be found again.
    private static uint[] Coefficients(ulong stream, bool odd)
    {
        var numbers = new uint[Functions];
        for (var i = 0; i < Functions; i++)
        {
            numbers[i] = (uint)Shingles.Mix((stream << 32) + (ulong)i + 1) | (odd ? 1u : 0u);
        }

        return numbers;
    }
}
