using System.Collections.Frozen;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Topics;

/// <summary>What a text is judged by: stems of its words and the known phrases of up to three words, with how often.</summary>
internal static class TopicFeatures
{
    private const int LongestPhrase = 3;

    private static readonly FrozenSet<string> Terms = TopicTable.All.SelectMany(topic => topic.Terms).ToFrozenSet();

    private static readonly FrozenSet<string> PhraseStarts = Terms.Where(term => term.Contains(' ', StringComparison.Ordinal)).Select(term => term[..term.IndexOf(' ', StringComparison.Ordinal)]).ToFrozenSet();

    public static void Count(Token[] tokens, int times, Dictionary<string, int> counts)
    {
        var stems = new string[tokens.Length];
        for (var at = 0; at < tokens.Length; at++)
        {
            stems[at] = tokens[at].IsWord ? Stem.Of(tokens[at].Lower) : "";
        }

        for (var at = 0; at < tokens.Length; at++)
        {
            var stem = stems[at];
            if (stem.Length < 2)
            {
                continue;
            }

            if (PhraseStarts.Contains(stem) && Phrase(stems, at) is { } phrase)
            {
                counts[phrase] = counts.GetValueOrDefault(phrase) + times;
            }

            // A name is no topic, unless the table has it (Vatican, NASA).
            if (Terms.Contains(stem) || (stem.Length > 2 && !tokens[at].IsCapital && !StopWords.English.Contains(tokens[at].Lower)))
            {
                counts[stem] = counts.GetValueOrDefault(stem) + times;
            }
        }
    }

    private static string? Phrase(string[] stems, int at)
    {
        for (var length = Math.Min(LongestPhrase, stems.Length - at); length > 1; length--)
        {
            var phrase = string.Join(' ', stems, at, length);
            if (Terms.Contains(phrase))
            {
                return phrase;
            }
        }

        return null;
    }
}
