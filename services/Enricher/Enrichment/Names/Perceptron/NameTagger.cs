using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Names.Perceptron;

/// <summary>The best row of labels for each sentence (Viterbi).</summary>
internal static class NameTagger
{
    // A sentence of more tokens is a table or no language; it is read in pieces, so that memory stays small.
    private const int LongestSentence = 1000;

    // Above what any features add up to.
    private const short Certain = 10_000;

    /// <summary>Names of a text in order, without overlap.</summary>
    public static List<TaggedName> Tag(NameModel model, TokenFacts facts)
    {
        var names = new List<TaggedName>();
        var scores = new short[LongestSentence * BiloLabel.Lanes];
        var labels = new byte[LongestSentence];
        Span<uint> features = stackalloc uint[NameFeatures.Most];
        for (var start = 0; start < facts.Tokens.Length;)
        {
            var end = SentenceEnd(facts.Tokens, start);
            for (var at = start; at < end; at++)
            {
                var own = scores.AsSpan((at - start) * BiloLabel.Lanes, BiloLabel.Lanes);
                if (IsPlain(facts, at))
                {
                    own.Clear();
                    own[BiloLabel.Outside] = Certain;
                }
                else
                {
                    model.Score(features[..NameFeatures.Of(facts, at, features)], own);
                }
            }

            var found = labels.AsSpan(0, end - start);
            LabelPath.Best(scores.AsSpan(0, found.Length * BiloLabel.Lanes), model.Transitions, found);
            Collect(start, scores, found, names);
            start = end;
        }

        return names;
    }

    public static int SentenceEnd(Token[] tokens, int start)
    {
        var end = start + 1;
        while (end < tokens.Length && end - start < LongestSentence && tokens[end].Sentence == tokens[start].Sentence)
        {
            end++;
        }

        return end;
    }

    // An ordinary word in small letters, or a mark, two words away from capitals: half of a text, and hardly a name goes through there. Skipping more is faster
    // and costs half a point of F1 on Wikipedia's texts.
    private static bool IsPlain(TokenFacts facts, int at)
    {
        if (facts.Tokens[at].IsWord && (facts.Traits[at] & (WordTraits.Frequent | WordTraits.Ordinary)) == 0)
        {
            return false;
        }

        for (var near = Math.Max(0, at - 2); near <= at + 2 && near < facts.Tokens.Length; near++)
        {
            if (facts.Tokens[near].IsCapital)
            {
                return false;
            }
        }

        return true;
    }

    private static void Collect(int start, short[] scores, ReadOnlySpan<byte> labels, List<TaggedName> names)
    {
        var (first, margin) = (0, int.MaxValue);
        for (var at = 0; at < labels.Length; at++)
        {
            if (labels[at] == BiloLabel.Outside)
            {
                continue;
            }

            (first, margin) = BiloLabel.Begins(labels[at]) ? (at, int.MaxValue) : (first, margin);
            margin = Math.Min(margin, Margin(scores.AsSpan(at * BiloLabel.Lanes, BiloLabel.Count), labels[at]));
            if (BiloLabel.Ends(labels[at]))
            {
                names.Add(new TaggedName(start + first, start + at + 1, BiloLabel.TypeOf(labels[at]), margin));
            }
        }
    }

    // How far the label is ahead of being none, or of another type.
    private static int Margin(ReadOnlySpan<short> scores, int label)
    {
        var other = scores[BiloLabel.Outside];
        for (var rival = 1; rival < BiloLabel.Count; rival++)
        {
            other = BiloLabel.TypeOf(rival) != BiloLabel.TypeOf(label) && scores[rival] > other ? scores[rival] : other;
        }

        return scores[label] - other;
    }
}
