namespace Ingestion.Parser.Extraction.BodyText;

/// <summary>A text as hashes of its words; of scripts without spaces, of neighbouring letters.</summary>
internal static class TextWords
{
    /// <summary>Only words that say something: four letters or more, or a pair of dense letters.</summary>
    public static void Add(ReadOnlySpan<char> text, List<int> hashes)
    {
        var (hash, length) = (17, 0);
        var previous = '\0';
        foreach (var c in text)
        {
            if (Prose.IsDense(c))
            {
                if (previous != '\0')
                {
                    hashes.Add((previous << 16) | c);
                }

                previous = c;
                (hash, length) = (17, 0);
            }
            else if (char.IsLetterOrDigit(c))
            {
                previous = '\0';
                hash = (hash * 31) + char.ToLowerInvariant(c);
                length++;
            }
            else if (c is not ('\'' or '’'))
            {
                previous = '\0';
                if (length >= 4)
                {
                    hashes.Add(hash);
                }

                (hash, length) = (17, 0);
            }
        }

        if (length >= 4)
        {
            hashes.Add(hash);
        }
    }

    public static IEnumerable<int> Pairs(List<int> words)
    {
        for (var i = 1; i < words.Count; i++)
        {
            yield return (words[i - 1] * 1_000_003) ^ words[i];
        }
    }

    /// <summary>Share of a text's pairs of words that are among others; 0 where it has none.</summary>
    public static float ShareOf(List<int> words, HashSet<int> pairs)
    {
        var common = 0;
        foreach (var pair in Pairs(words))
        {
            common += pairs.Contains(pair) ? 1 : 0;
        }

        return common / (float)Math.Max(1, words.Count - 1);
    }

    public static List<int> Of(ReadOnlySpan<char> text)
    {
        var hashes = new List<int>();
        Add(text, hashes);
        return hashes;
    }

    /// <summary>Every word, and every two in a row, of the first <see cref="Enough"/>: what a block is about shows early.</summary>
    public static List<int> Phrases(ReadOnlySpan<char> text)
    {
        var found = new List<int>();
        var (hash, length, before, dense) = (17, 0, 0, '\0');
        for (var i = 0; i <= text.Length && found.Count < Enough; i++)
        {
            var c = i < text.Length ? text[i] : ' ';
            if (Prose.IsDense(c))
            {
                if (dense != '\0')
                {
                    found.Add((dense << 16) | c);
                }

                dense = c;
                continue;
            }

            dense = '\0';
            if (char.IsLetter(c))
            {
                hash = (hash * 31) + char.ToLowerInvariant(c);
                length++;
            }
            else if (length > 0 && c is not ('\'' or '’'))
            {
                found.Add(hash);
                if (before != 0)
                {
                    found.Add((before * 1_000_003) ^ hash);
                }

                (before, hash, length) = (hash, 17, 0);
            }
        }

        return found;
    }

    private const int Enough = 120;

    public static int Hash(ReadOnlySpan<char> word)
    {
        var hash = 17;
        foreach (var c in word)
        {
            hash = (hash * 31) + c;
        }

        return hash;
    }

    public static HashSet<int> SetOf(params ReadOnlySpan<string?> texts)
    {
        var hashes = new List<int>();
        foreach (var text in texts)
        {
            // Of a title or description that is a book the beginning will do.
            Add(text is { Length: > 2000 } ? text.AsSpan(0, 2000) : text, hashes);
        }

        return [.. hashes];
    }
}
