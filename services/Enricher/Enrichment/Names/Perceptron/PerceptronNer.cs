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

    // Share of right names among those with such a margin, on texts that the model had not seen: see the README of train-names.
    private static double Confidence(int margin) => Math.Round(Math.Clamp(0.5 + (0.0012 * margin), 0.4, 0.97), 2);
}
