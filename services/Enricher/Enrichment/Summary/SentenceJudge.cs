using System.Collections.Frozen;
using Ingestion.Contracts;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Summary;

/// <summary>Whether a sentence can stand alone: whole, about the story, with nobody's words unattributed and no word that points outside it.</summary>
internal static class SentenceJudge
{
    private const int Shortest = 40;
    private const int Longest = 420;
    private const int ShortestDense = 12;

    // What these point to stands in the sentence before.
    private static readonly FrozenSet<string> Dangling = Set("""
        he she it they we i you his her hers its their theirs him them this these those that such both either neither here there another others
        but and or so yet nor however meanwhile moreover furthermore besides also therefore thus hence then still nevertheless nonetheless instead afterwards similarly likewise otherwise consequently additionally
        er sie es wir ihr sein ihre dieser diese dieses aber doch und dabei damit dazu deshalb außerdem zudem il elle ils elles ce cela cette mais él ella ellos eso esto pero
        """);

    private static readonly FrozenSet<string> Personal = Set("he she they him her them his hers their theirs");

    private static readonly string[] Boilerplate =
    [
        "read more", "click here", "sign up", "subscribe", "newsletter", "follow us", "all rights reserved", "copyright", "©", "reporting by", "editing by", "additional reporting", "writing by",
        "photo:", "image caption", "advertisement", "cookie", "watch:", "listen:", "this story", "this article", "this version", "correction:", "download the app", "our website", "terms of use", "share this",
        "contributed to this report", "for more information", "related:", "see also", "translated by", "file photo",
    ];

    public static bool CanStandAlone(string text, Token[] tokens, (int Start, int End) sentence, IReadOnlyList<Quote> quotes, List<Mention> names)
    {
        var words = text.AsSpan(sentence.Start, sentence.End - sentence.Start);
        var dense = words.IndexOfAnyInRange('\u3040', '\u9FFF') >= 0 || words.IndexOfAnyInRange('\uAC00', '\uD7A3') >= 0;
        if (words.Length < (dense ? ShortestDense : Shortest) || words.Length > Longest || !EndsAsStatement(words) || !Balanced(words)
            || Array.Exists(Boilerplate, phrase => text.AsSpan(sentence.Start, sentence.End - sentence.Start).Contains(phrase, StringComparison.OrdinalIgnoreCase)))
        {
            return false;
        }

        return !Dangles(tokens, sentence, names) && SaysWhoSpeaks(text, sentence, quotes);
    }

    private static bool EndsAsStatement(ReadOnlySpan<char> words) => words.TrimEnd("\"”’»)]」』）").EndsWith(".") || words.TrimEnd("\"”’»)]」』）").EndsWith("。");

    // Half of a pair of marks or brackets: the other half is elsewhere.
    private static bool Balanced(ReadOnlySpan<char> words) =>
        words.Count('"') % 2 == 0 && words.Count('(') == words.Count(')') && words.Count('[') == words.Count(']') && words.Count('«') == words.Count('»')
        && (words.Count('„') > 0 ? words.Count('„') == words.Count('“') + words.Count('”') : words.Count('“') == words.Count('”')) && words.Count('「') == words.Count('」');

    private static bool Dangles(Token[] tokens, (int Start, int End) sentence, List<Mention> names)
    {
        var first = TokenSearch.FirstFrom(tokens, sentence.Start);
        var isFirst = true;
        for (var at = first; at < tokens.Length && tokens[at].Start < sentence.End; at++)
        {
            if (!tokens[at].IsWord)
            {
                continue;
            }

            if (isFirst && Dangling.Contains(tokens[at].Lower))
            {
                return true;
            }

            isFirst = false;

            // "On Monday he said": a person who is named before, in this sentence or in none.
            if (Personal.Contains(tokens[at].Lower) && !NamedBetween(names, sentence.Start, tokens[at].Start))
            {
                return true;
            }
        }

        return isFirst;
    }

    private static bool NamedBetween(List<Mention> names, int start, int end)
    {
        var (low, high) = (0, names.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = names[middle].Start < start ? (middle + 1, high) : (low, middle);
        }

        return low < names.Count && names[low].Start < end;
    }

    private static bool SaysWhoSpeaks(string text, (int Start, int End) sentence, IReadOnlyList<Quote> quotes)
    {
        foreach (var quote in quotes)
        {
            if (quote.End <= sentence.Start || quote.Start >= sentence.End)
            {
                continue;
            }

            var whole = quote.Start >= sentence.Start && quote.End <= sentence.End;
            if (!whole || quote.SpeakerText is not { } speaker || Dangling.Contains(speaker.ToLowerInvariant())
                || !text.AsSpan(sentence.Start, sentence.End - sentence.Start).Contains(speaker, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    private static FrozenSet<string> Set(string words) => words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();
}
