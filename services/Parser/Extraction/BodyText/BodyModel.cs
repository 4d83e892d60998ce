namespace Ingestion.Parser.Extraction.BodyText;

/// <summary>Says of every block how likely it is part of the article's body: forests whose mean counts, and the lexicons that their features need.</summary>
internal sealed class BodyModel(BodyLexicons lexicons, IReadOnlyList<TreeModel> forests)
{
    private const string Resource = "body-model.bin";

    private readonly bool sameBins = forests.All(forest => forest.BinsAs(forests[0]));

    private static readonly Lazy<BodyModel> Lazy = new(static () =>
    {
        using var stream = typeof(BodyModel).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"The parser was built without {Resource}.");
        return Read(stream);
    });

    /// <summary>The one that the parser ships with; made by the bench's verb <c>train</c>.</summary>
    public static BodyModel Shipped => Lazy.Value;

    public BodyLexicons Lexicons => lexicons;

    public IReadOnlyList<TreeModel> Forests => forests;

    public float[] Predict(float[] rows)
    {
        var mean = new float[rows.Length / BlockFeatures.Count];
        var binned = forests[0].Bin(rows);
        foreach (var forest in forests)
        {
            var found = sameBins ? forest.Predict(binned) : forest.Predict(rows);
            for (var i = 0; i < mean.Length; i++)
            {
                mean[i] += found[i] / forests.Count;
            }
        }

        return mean;
    }

    public void Write(Stream to)
    {
        using var writer = new BinaryWriter(to, System.Text.Encoding.UTF8, leaveOpen: true);
        lexicons.Text.Write(writer);
        lexicons.Names.Write(writer);
        writer.Write((byte)forests.Count);
        foreach (var forest in forests)
        {
            forest.Write(writer);
        }
    }

    public static BodyModel Read(Stream from)
    {
        using var reader = new BinaryReader(from, System.Text.Encoding.UTF8, leaveOpen: true);
        var lexicons = new BodyLexicons(Lexicon.Read(reader), Lexicon.Read(reader));
        var forests = new TreeModel[reader.ReadByte()];
        for (var i = 0; i < forests.Length; i++)
        {
            forests[i] = TreeModel.Read(reader);
            if (forests[i].Features != BlockFeatures.Count)
            {
                throw new InvalidDataException($"The body model knows {forests[i].Features} features and this parser {BlockFeatures.Count}: train it anew.");
            }
        }

        return new BodyModel(lexicons, forests);
    }
}
