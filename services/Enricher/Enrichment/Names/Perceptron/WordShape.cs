using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Names.Perceptron;

/// <summary>How a word is written, with runs of the same kind of character as one: Xx for Holt, X.X for U.S, x-x, d.</summary>
internal static class WordShape
{
    public static uint Of(Token token)
    {
        var (shape, last, same) = (17u, '\0', 0);
        foreach (var c in token.Text)
        {
            var kind = char.IsUpper(c) ? 'X' : char.IsLetter(c) ? 'x' : char.IsDigit(c) ? 'd' : c;
            same = kind == last ? same + 1 : 0;
            if (same < (kind == 'X' ? 2 : 1))
            {
                shape = FeatureHash.Mix(shape, kind);
            }

            last = kind;
        }

        return shape;
    }
}
