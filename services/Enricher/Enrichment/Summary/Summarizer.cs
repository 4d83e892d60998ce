using Ingestion.Contracts;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Summary;

/// <summary>
/// At most three whole sentences of the body: the first two that can stand alone, for news tells the most important first, and of the rest the one whose
/// words and names the article uses most. Of a short text fewer; none rather than half a thought.
/// </summary>
internal static class Summarizer
{
    private const int Most = 3;
    private const int FromLead = 2;

    // The lead is looked for this far; what stands alone later is no lead.
    private const int LeadEnds = 6;
    private const int MostSentences = 400;

    // So many sentences of text for one of summary.
    private const int TextForOne = 3;

    // More words in common than this: it says the same again.
    private const double SameAgain = 0.5;

    public static SummarySentence[] Find(Body body, Token[] tokens, IReadOnlyList<Entity> entities, IReadOnlyList<Quote> quotes, string language)
    {
        var text = body.Text;
        var sentences = body.Blocks.Where(block => block.Kind == BlockKind.Paragraph).SelectMany(block => SentenceCutter.Cut(text, tokens, block.Start, Math.Min(block.End, text.Length)))
            .Take(MostSentences).ToList();
        var names = entities.SelectMany(entity => entity.Mentions).OrderBy(mention => mention.Start).ToList();
        var fit = sentences.Select((sentence, index) => (Sentence: sentence, Index: index))
            .Where(entry => SentenceJudge.CanStandAlone(text, tokens, entry.Sentence, quotes, names))
            .ToList();
        if (fit.Count == 0)
        {
            return [];
        }

        var wanted = Math.Clamp(sentences.Count / TextForOne, 1, Most);
        var words = fit.ConvertAll(entry => Words(tokens, entry.Sentence, language));
        var weights = Weights(tokens, language);
        var chosen = new List<int>();
        for (var at = 0; at < fit.Count && fit[at].Index < LeadEnds && chosen.Count < Math.Min(FromLead, wanted); at++)
        {
            TryChoose(at);
        }

        foreach (var at in Enumerable.Range(0, fit.Count).OrderByDescending(at => Salience(words[at], weights, fit[at].Index, sentences.Count)))
        {
            if (chosen.Count >= wanted)
            {
                break;
            }

            TryChoose(at);
        }

        return
        [
            .. chosen.Order().Select(at => fit[at].Sentence)
                .Select(sentence => new SummarySentence { Start = sentence.Start, End = sentence.End, Text = text[sentence.Start..sentence.End] }),
        ];

        void TryChoose(int at)
        {
            if (!chosen.Contains(at) && !chosen.Exists(other => Overlap(words[at], words[other]) > SameAgain))
            {
                chosen.Add(at);
            }
        }
    }

    private static HashSet<string> Words(Token[] tokens, (int Start, int End) sentence, string language)
    {
        var stop = StopWords.For(language);
        var words = new HashSet<string>();
        for (var at = TokenSearch.FirstFrom(tokens, sentence.Start); at < tokens.Length && tokens[at].Start < sentence.End; at++)
        {
            if (tokens[at].IsWord && tokens[at].Lower.Length > 2 && !stop.Contains(tokens[at].Lower))
            {
                words.Add(tokens[at].Lower);
            }
        }

        return words;
    }

    // How much the article uses a word beyond once.
    private static Dictionary<string, double> Weights(Token[] tokens, string language)
    {
        var stop = StopWords.For(language);
        var counts = new Dictionary<string, int>();
        foreach (var token in tokens)
        {
            if (token.IsWord && token.Lower.Length > 2 && !stop.Contains(token.Lower))
            {
                counts[token.Lower] = counts.GetValueOrDefault(token.Lower) + 1;
            }
        }

        return counts.ToDictionary(entry => entry.Key, entry => Math.Log(entry.Value));
    }

    private static double Salience(HashSet<string> words, Dictionary<string, double> weights, int index, int sentences)
    {
        var central = words.Sum(word => weights.GetValueOrDefault(word)) / Math.Sqrt(words.Count + 4);
        return central * (1 - (0.5 * index / sentences));
    }

    private static double Overlap(HashSet<string> one, HashSet<string> other)
    {
        var (small, large) = one.Count < other.Count ? (one, other) : (other, one);
        return small.Count == 0 ? 0 : (double)small.Count(large.Contains) / small.Count;
    }
}
