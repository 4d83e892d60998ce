namespace Ingestion.Enricher.Enrichment.Names.Perceptron;

/// <summary>Weights of features for labels, weights of label pairs, and the lexicon that the features ask, as the tagger reads them.</summary>
internal sealed class NameModel(NameWeights file)
{
    private const string Resource = "names-en.model";

    private readonly WeightTable weights = new(file.Features, file.Rows);

    /// <summary>The model in this assembly, read when first asked for.</summary>
    public static NameModel Shipped => LazyShipped.Value;

    public int[] Transitions { get; } = file.Transitions;

    public NameLexicon Lexicon { get; } = file.Lexicon;

    /// <summary>Adds up the weights of the features that the model knows, label by label.</summary>
    public void Score(ReadOnlySpan<uint> of, Span<short> scores) => weights.Score(of, scores);

    private static class LazyShipped
    {
        public static readonly NameModel Value = Load();

        private static NameModel Load()
        {
            using var stream = typeof(NameModel).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"The assembly lacks {Resource}.");
            return new NameModel(NameWeights.Read(stream));
        }
    }
}
