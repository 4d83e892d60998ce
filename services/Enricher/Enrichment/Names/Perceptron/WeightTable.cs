using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ingestion.Enricher.Enrichment.Names.Perceptron;

/// <summary>Weights of features by their hash, one entry of 16 bytes each, so that a look-up touches one line of the cache.</summary>
/// <remarks>
/// An entry holds a weight for each label and, in the last three bytes, the low bits of the hash; where it stands tells the high ones. Tried first with two
/// arrays, hashes apart from rows: three times as slow.
/// </remarks>
internal sealed class WeightTable
{
    private const int TagAt = BiloLabel.Count;
    private const uint TagMask = 0xFFFFFF;

    private readonly Vector128<sbyte>[] slots;
    private readonly int shift;

    /// <param name="features">Number of each feature, by its hash.</param>
    /// <param name="rows">Weights, <see cref="BiloLabel.Lanes"/> to a number; the lanes behind the last label are not used.</param>
    public WeightTable(HashTable features, ReadOnlySpan<sbyte> rows)
    {
        var bits = Math.Max(8, 32 - BitOperations.LeadingZeroCount((uint)(features.Count + (features.Count / 2))));
        (slots, shift) = (new Vector128<sbyte>[1 << bits], 32 - bits);
        foreach (var key in features.Keys())
        {
            var slot = (int)(key >> shift);
            while (slots[slot] != Vector128<sbyte>.Zero)
            {
                slot = (slot + 1) & (slots.Length - 1);
            }

            var row = rows.Slice(features.Find(key) * BiloLabel.Lanes, BiloLabel.Count);
            var entry = MemoryMarshal.AsBytes(slots.AsSpan(slot, 1));
            MemoryMarshal.AsBytes(row).CopyTo(entry);
            (entry[TagAt], entry[TagAt + 1], entry[TagAt + 2]) = ((byte)key, (byte)(key >> 8), (byte)(key >> 16));
        }
    }

    /// <summary>Adds up the weights of the features that are held, label by label.</summary>
    public void Score(ReadOnlySpan<uint> features, Span<short> scores)
    {
        var (low, high) = (Vector128<short>.Zero, Vector128<short>.Zero);
        foreach (var feature in features)
        {
            var slot = (int)(feature >> shift);
            var entry = slots[slot];
            while (Tag(entry) != (feature & TagMask) && entry != Vector128<sbyte>.Zero)
            {
                slot = (slot + 1) & (slots.Length - 1);
                entry = slots[slot];
            }

            // An empty entry adds nothing. The lanes of the tag add up to nonsense that nobody reads.
            low += Vector128.WidenLower(entry);
            high += Vector128.WidenUpper(entry);
        }

        low.CopyTo(scores);
        high.CopyTo(scores[8..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Tag(Vector128<sbyte> entry) => entry.AsUInt32().GetElement(3) >> 8;
}
