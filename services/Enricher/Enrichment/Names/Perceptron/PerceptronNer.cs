using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Names.Perceptron;

/// <summary>Names in English by the model in this assembly, or another; other languages by <paramref name="others"/>.</summary>
internal sealed class PerceptronNer(NameModel model, INerProvider others) : INerProvider
{
    public const string By = "perceptron/1";

    public List<NameSpan> Find(string text, Token[] tokens, string language)
    {
        if (language != "en")
        {
            return others.Find(text, tokens, language);
        }

        var names = NameTagger.Tag(model, new TokenFacts(text, tokens, model.Lexicon));
        return ModelNames.Read(text, tokens, [.. names.Select(name => new FoundName(name.First, name.End, name.Type, Confidence(name.Margin)))], By);
    }

    // Share of names that are right, of those with such a margin, on texts that the model had not seen (train-names --folds prints it):
    // 0.50 from -300, 0.62 from -100, 0.73 from 100, 0.84 from 300, 0.90 from 500, 0.96 from 700.
    private static double Confidence(int margin) => Math.Round(Math.Clamp(0.67 + (0.0004 * margin), 0.5, 0.96), 2);
}
