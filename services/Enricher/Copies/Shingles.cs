using System.Globalization;
using System.Runtime.InteropServices;

namespace Ingestion.Enricher.Copies;

/// <summary>A text as the hashes of all its runs of five words, or of seven letters where no spaces part the words.</summary>
internal sealed class Shingles
{
    /// <summary>Words in a run.</summary>
    public const int Words = 5;

    /// <summary>Letters in a run of Chinese, Japanese, Thai …</summary>
    public const int Letters = 7;

    private const ulong Base = 0x9E37_79B9_7F4A_7C15;

    private Shingles(ulong[] hashes, long textHash, int count, bool isUnspaced) => (Hashes, TextHash, Count, IsUnspaced) = (hashes, textHash, count, isUnspaced);

    /// <summary>In the order of the text, repeats and all.</summary>
    public ulong[] Hashes { get; }

    /// <summary>Of all words, in order.</summary>
    public long TextHash { get; }

    /// <summary>Words, or letters where no spaces part them.</summary>
    public int Count { get; }

    /// <summary>No spaces part its words.</summary>
    public bool IsUnspaced { get; }

    public static Shingles Of(string text)
    {
        var isUnspaced = IsMostlyUnspaced(text);
        var tokens = isUnspaced ? LetterHashes(text) : WordHashes(text);
        var width = isUnspaced ? Letters : Words;
        var all = Mix((ulong)tokens.Count);
        foreach (var token in tokens)
        {
            all = Mix((all * Base) + token);
        }

        return new Shingles(Roll(CollectionsMarshal.AsSpan(tokens), width), (long)all, tokens.Count, isUnspaced);
    }

    /// <summary>Hash of a short text, such as a headline: its words alone.</summary>
    public static long HashOf(string text) => Of(text).TextHash;

    /// <summary>Spreads every bit over all others (finalizer of SplitMix64, Steele, Lea and Flood 2014).</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }

    // Rabin's rolling hash: what leaves the window on the left is taken out, what comes in on the right is added.
    private static ulong[] Roll(ReadOnlySpan<ulong> tokens, int width)
    {
        if (tokens.Length < width)
        {
            return [];
        }

        var leaving = 1UL;
        for (var i = 1; i < width; i++)
        {
            leaving *= Base;
        }

        var hashes = new ulong[tokens.Length - width + 1];
        var hash = 0UL;
        for (var i = 0; i < tokens.Length; i++)
        {
            hash = ((i < width ? hash : hash - (tokens[i - width] * leaving)) * Base) + tokens[i];
            if (i >= width - 1)
            {
                hashes[i - width + 1] = Mix(hash);
            }
        }

        return hashes;
    }

    private static List<ulong> WordHashes(string text)
    {
        var tokens = new List<ulong>((text.Length / 5) + 1);
        var (hash, isIn) = (0UL, false);
        foreach (var c in text)
        {
            if (IsPart(c))
            {
                hash = ((isIn ? hash : 0) * 0x0000_0100_0000_01B3) + char.ToLowerInvariant(c) + 0x1_0000;
                isIn = true;
            }
            else if (isIn && c is not ('\'' or '’' or '\u00AD' or '\u200B'))
            {
                tokens.Add(Mix(hash)); // "don't" is one word, with whichever apostrophe
                isIn = false;
            }
        }

        if (isIn)
        {
            tokens.Add(Mix(hash));
        }

        return tokens;
    }

    private static List<ulong> LetterHashes(string text)
    {
        var tokens = new List<ulong>(text.Length);
        foreach (var c in text)
        {
            if (IsPart(c))
            {
                tokens.Add(Mix((ulong)char.ToLowerInvariant(c) + 1));
            }
        }

        return tokens;
    }

    private static bool IsPart(char c) => char.IsAscii(c)
        ? char.IsAsciiLetterOrDigit(c)
        : char.IsLetterOrDigit(c) || char.IsSurrogate(c)
            || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsMostlyUnspaced(string text)
    {
        var (unspaced, letters) = (0, 0);
        foreach (var c in text)
        {
            if (char.IsLetter(c) || char.IsHighSurrogate(c))
            {
                letters++;
                unspaced += IsUnspacedScript(c) ? 1 : 0;
            }
        }

        return unspaced * 2 > letters;
    }

    // Thai, Lao, Myanmar, Khmer; kana; Han, also beyond the Basic Multilingual Plane (The Unicode Standard, chapters 16 and 18).
    private static bool IsUnspacedScript(char c) =>
        c is (>= '\u0E00' and <= '\u0EFF') or (>= '\u1000' and <= '\u109F') or (>= '\u1780' and <= '\u17FF') or (>= '\u3040' and <= '\u30FF')
            or (>= '\u3400' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF') or (>= '\uD840' and <= '\uD888');
}
