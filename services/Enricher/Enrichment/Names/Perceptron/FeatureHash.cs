using System.Runtime.CompilerServices;

namespace Ingestion.Enricher.Enrichment.Names.Perceptron;

/// <summary>Hashes of words and of features, without building a string for either. 32 bits: two of a million features in a thousand runs share one.</summary>
internal static class FeatureHash
{
    /// <summary>Hash of a word, letter by letter (FNV-1a with a final mix).</summary>
    public static uint Of(ReadOnlySpan<char> word)
    {
        var hash = 2166136261u;
        foreach (var c in word)
        {
            hash = (hash ^ c) * 16777619u;
        }

        return Scatter(hash);
    }

    /// <summary>Hash of the feature <paramref name="template"/> with one value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Mix(uint template, uint value) => Scatter((template * 0x9E3779B1u) ^ value);

    /// <summary>Hash of the feature <paramref name="template"/> with two values in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Mix(uint template, uint first, uint second) => Mix(template, (first * 0x85EBCA77u) ^ Scatter(second + 0x165667B1u));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Scatter(uint hash)
    {
        hash = (hash ^ (hash >> 16)) * 0x7FEB352Du;
        hash = (hash ^ (hash >> 15)) * 0x846CA68Bu;
        return hash ^ (hash >> 16);
    }
}
