using Ingestion.Enricher.Enrichment.Names.Perceptron;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Bench.TrainNames;

/// <summary>A document as the trainer reads it: tokens, their features as row numbers, their labels.</summary>
internal sealed class TrainingText
{
    public TrainingText(NameDocument document, NameLexicon lexicon, FeatureRows rows)
    {
        Document = document;
        Tokens = Tokenizer.Cut(document.Text);
        Facts = new TokenFacts(document.Text, Tokens, lexicon);
        Features = new int[Tokens.Length][];
        Labels = new byte[Tokens.Length];
        Span<uint> features = stackalloc uint[NameFeatures.Most];
        for (var at = 0; at < Tokens.Length; at++)
        {
            var count = NameFeatures.Of(Facts, at, features);
            Features[at] = new int[count];
            for (var feature = 0; feature < count; feature++)
            {
                Features[at][feature] = rows.Of(features[feature]);
            }
        }

        var (starts, ends) = (Tokens.Select((token, at) => (token.Start, at)).ToDictionary(), Tokens.Select((token, at) => (token.End, at)).ToDictionary());
        foreach (var (type, start, end) in document.Names)
        {
            if (!starts.TryGetValue(start, out var first) || !ends.TryGetValue(end, out var last) || Tokens[first].Sentence != Tokens[last].Sentence)
            {
                NotAligned++;
                continue;
            }

            for (var at = first; at <= last; at++)
            {
                Labels[at] = (byte)BiloLabel.Of(type, at - first, last - first + 1);
            }
        }
    }

    public NameDocument Document { get; }

    public Token[] Tokens { get; }

    public TokenFacts Facts { get; }

    public int[][] Features { get; }

    public byte[] Labels { get; }

    /// <summary>Names that do not begin and end where tokens do, or go over the end of a sentence: the tagger cannot find them.</summary>
    public int NotAligned { get; }

    public IEnumerable<(int Start, int End)> Sentences()
    {
        for (var start = 0; start < Tokens.Length;)
        {
            var end = NameTagger.SentenceEnd(Tokens, start);
            yield return (start, end);
            start = end;
        }
    }
}
