using System.Globalization;
using System.Text;

namespace Ingestion.Storage;

/// <summary>
/// Text as both stores index and search it: lower-case words parted by single spaces, so that neither store's own idea of a word matters
/// and nothing in a reader's question can be taken for query syntax.
/// </summary>
internal static class SearchText
{
    // Marks that readers leave out when they type: combining diacritics, Hebrew points, Arabic vowel signs.
    // Marks of other scripts (Devanagari, Thai …) carry vowels and stay.
    private static readonly (int First, int Last)[] DroppedMarks =
        [(0x0300, 0x036F), (0x0591, 0x05C7), (0x0610, 0x061A), (0x0640, 0x0640), (0x064B, 0x065F), (0x0670, 0x0670), (0xFE00, 0xFE0F)];

    // Scripts written without spaces between words, and Hangul, whose words bear endings: each letter is indexed by itself,
    // and a run of them is searched as a phrase. Ranges: Unicode 16 Blocks.txt.
    private static readonly (int First, int Last)[] LetterByLetter =
    [
        (0x0E00, 0x0EFF), // Thai, Lao
        (0x1000, 0x109F), // Myanmar
        (0x1780, 0x17FF), // Khmer
        (0x3005, 0x3007), (0x3040, 0x30FF), (0x31F0, 0x31FF), // Japanese
        (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF), // Han
        (0xAC00, 0xD7A3), // Hangul syllables
    ];

    /// <summary>Words of a text, each followed by one space.</summary>
    public static string Words(string text)
    {
        var words = new StringBuilder(text.Length + 16);
        var open = false;
        foreach (var rune in Folded(text).EnumerateRunes())
        {
            if (Within(DroppedMarks, rune.Value))
            {
                continue;
            }

            var alone = Within(LetterByLetter, rune.Value) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol;
            var part = alone || IsWordPart(rune);
            if (open && (alone || !part))
            {
                words.Append(' ');
                open = false;
            }

            if (part)
            {
                words.Append(Rune.ToLowerInvariant(rune).ToString());
                open = true;
            }

            if (alone)
            {
                words.Append(' ');
                open = false;
            }
        }

        return open ? words.Append(' ').ToString() : words.ToString();
    }

    /// <summary>What a question asks for: each part between white space is one phrase of words. Empty when it holds no word at all.</summary>
    public static IReadOnlyList<string> Phrases(string question) =>
        [.. question.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(part => Words(part).TrimEnd()).Where(phrase => phrase.Length > 0).Distinct()];

    /// <summary>Compatibility forms (ﬁ, ｆｕｌｌ width) folded and letters parted from their marks; syllables that belong together put together again.</summary>
    private static string Folded(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        // Normalize throws on half a surrogate pair; a rune enumerator gives U+FFFD in its place.
        var sound = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            sound.Append(rune.ToString());
        }

        var parted = new StringBuilder(text.Length);
        foreach (var rune in sound.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (!Within(DroppedMarks, rune.Value))
            {
                parted.Append(rune.ToString());
            }
        }

        return parted.ToString().Normalize(NormalizationForm.FormC);
    }

    private static bool IsWordPart(Rune rune) => Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    private static bool Within((int First, int Last)[] ranges, int value)
    {
        foreach (var (first, last) in ranges)
        {
            if (value >= first && value <= last)
            {
                return true;
            }
        }

        return false;
    }
}
