using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Ingestion.Bench.Train;

/// <summary>The scorer's measure: multisets of four words in a row, a word being a run of letters, numbers and underscores.</summary>
internal static class Shingles
{
    public const int Length = 4;

    public static ulong[] Words(string text)
    {
        var words = new List<ulong>();
        var (hash, inWord) = (0UL, false);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsWord(rune))
            {
                hash = ((inWord ? hash : 14695981039346656037) ^ (uint)rune.Value) * 1099511628211;
                inWord = true;
            }
            else if (inWord)
            {
                words.Add(hash);
                inWord = false;
            }
        }

        if (inWord)
        {
            words.Add(hash);
        }

        return [.. words];
    }

    /// <summary>A text shorter than a shingle is one itself.</summary>
    public static Dictionary<ulong, int> Of(ReadOnlySpan<ulong> words)
    {
        var counts = new Dictionary<ulong, int>();
        for (var i = 0; i < Math.Max(1, words.Length - Length + 1) && words.Length > 0; i++)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(counts, Hash(words.Slice(i, Math.Min(Length, words.Length - i))), out _)++;
        }

        return counts;
    }

    public static ulong Hash(ReadOnlySpan<ulong> words)
    {
        var hash = (ulong)words.Length;
        foreach (var word in words)
        {
            hash = (hash * 0x9E3779B97F4A7C15) ^ BitOperations(word);
        }

        return hash;
    }

    public static int Common(Dictionary<ulong, int> one, Dictionary<ulong, int> other)
    {
        var common = 0;
        foreach (var (shingle, count) in one)
        {
            common += Math.Min(count, other.GetValueOrDefault(shingle));
        }

        return common;
    }

    private static ulong BitOperations(ulong word) => System.Numerics.BitOperations.RotateLeft(word * 0xC2B2AE3D27D4EB4F, 31);

    private static bool IsWord(Rune rune) => rune.Value == '_' || Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;
}
