namespace Ingestion.Enricher.Enrichment.Text;

/// <summary>Tokens by their place in the text.</summary>
internal static class TokenSearch
{
    /// <summary>Index of the first token that starts at <paramref name="offset"/> or later; the number of tokens when none does.</summary>
    public static int FirstFrom(Token[] tokens, int offset)
    {
        var (low, high) = (0, tokens.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = tokens[middle].Start < offset ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
