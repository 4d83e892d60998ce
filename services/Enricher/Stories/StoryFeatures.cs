using System.Collections.Frozen;
using Ingestion.Contracts;
using Ingestion.Enricher.Copies;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Stories;

/// <summary>What an article is about, for the comparison with stories: words of headline and opening with how often they stand there, names counted twice. Pure.</summary>
internal static class StoryFeatures
{
    /// <summary>The opening: what happened stands in the first paragraphs, background follows.</summary>
    private const int OpeningChars = 1200;

    /// <summary>Names that are told of a story.</summary>
    private const int MaxNames = 6;

    /// <returns>Weight by hash of the word, 1 + ln of how often it stands there; names twice that.</returns>
    public static Dictionary<int, float> Of(string headline, string body, string language)
    {
        var stop = StopWords.For(language);
        var counts = new Dictionary<int, (int Count, bool IsName)>();
        foreach (var token in Tokenizer.Cut(headline))
        {
            Add(counts, token, stop, isName: false); // in headlines every word may have a capital
        }

        foreach (var token in Tokenizer.Cut(Opening(body)))
        {
            Add(counts, token, stop, isName: token is { IsCapital: true, Opens: false } || token.IsAcronym);
        }

        return counts.ToDictionary(pair => pair.Key, pair => (1 + MathF.Log(pair.Value.Count)) * (pair.Value.IsName ? 2 : 1));
    }

    public static IReadOnlyList<string> NamesOf(ArticleEnriched article) =>
        [.. article.Entities.OrderByDescending(entity => entity.Salience).Select(entity => entity.Name).Distinct(StringComparer.Ordinal).Take(MaxNames)];

    private static string Opening(string body)
    {
        if (body.Length <= OpeningChars)
        {
            return body;
        }

        var end = body.IndexOf('\n', OpeningChars);
        return body[..(end < 0 || end > 2 * OpeningChars ? OpeningChars : end)];
    }

    private static void Add(Dictionary<int, (int Count, bool IsName)> counts, Token token, FrozenSet<string> stop, bool isName)
    {
        if (token.Kind == TokenKind.Mark || token.Lower.Length < 2 || stop.Contains(token.Lower))
        {
            return;
        }

        if (IsUnspaced(token.Lower[0]))
        {
            for (var i = 0; i + 1 < token.Lower.Length; i++)
            {
                Count(counts, token.Lower.AsSpan(i, 2), isName: false); // no spaces part words: pairs of letters stand for them
            }

            return;
        }

        Count(counts, Stem(token.Lower), isName);
    }

    private static void Count(Dictionary<int, (int Count, bool IsName)> counts, ReadOnlySpan<char> word, bool isName)
    {
        var hash = 0UL;
        foreach (var c in word)
        {
            hash = (hash * 0x0000_0100_0000_01B3) + c + 1;
        }

        var key = (int)(Shingles.Mix(hash) >> 32);
        var (count, was) = counts.GetValueOrDefault(key);
        counts[key] = (count + 1, was || isName);
    }

    // English plurals and possessives; in other languages the same ending does as well for all forms of a word.
    private static ReadOnlySpan<char> Stem(string word)
    {
        var bare = word.EndsWith("'s", StringComparison.Ordinal) || word.EndsWith("’s", StringComparison.Ordinal) ? word.AsSpan(0, word.Length - 2) : word.AsSpan();
        return bare.Length > 3 && bare[^1] == 's' && bare[^2] != 's' ? bare[..^1] : bare;
    }

    private static bool IsUnspaced(char c) => c is (>= '\u0E00' and <= '\u0EFF') or (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF');
}
