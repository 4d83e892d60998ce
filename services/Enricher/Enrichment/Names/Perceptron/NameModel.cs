using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace Ingestion.Enricher.Enrichment.Names.Perceptron;

/// <summary>Weights of features for labels, weights of label pairs, and the lexicon that the features ask.</summary>
internal sealed class NameModel
{
    /// <summary>Written at the head of the file; another number is another format.</summary>
    private const int Format = 1;
    private const string Resource = "names-en.model";

    private readonly HashTable features;
    private readonly sbyte[] rows;
    private readonly WeightTable weights;

    /// <param name="features">Row of each feature, by its hash.</param>
    /// <param name="rows">Weights, <see cref="BiloLabel.Lanes"/> to a row.</param>
    /// <param name="transitions">Weight of a label after a label, [label × lanes + next], in the same unit as the rows.</param>
    /// <param name="lexicon">What the features were made with.</param>
    public NameModel(HashTable features, sbyte[] rows, int[] transitions, NameLexicon lexicon) =>
        (this.features, this.rows, weights, Transitions, Lexicon) = (features, rows, new WeightTable(features, rows), transitions, lexicon);

    /// <summary>The model in this assembly, read when first asked for.</summary>
    public static NameModel Shipped => LazyShipped.Value;

    public int[] Transitions { get; }

    public NameLexicon Lexicon { get; }

    public int Features => features.Count;

    /// <summary>Adds up the weights of the features that the model knows, label by label.</summary>
    public void Score(ReadOnlySpan<uint> of, Span<short> scores) => weights.Score(of, scores);

    public void Write(Stream output)
    {
        using var brotli = new BrotliStream(output, CompressionLevel.SmallestSize, leaveOpen: true);
        using var writer = new BinaryWriter(brotli, Encoding.UTF8);
        writer.Write(Format);
        Lexicon.Write(writer);
        foreach (var transition in Transitions)
        {
            writer.Write(transition);
        }

        features.Write(writer);
        writer.Write7BitEncodedInt(rows.Length);
        writer.Write(MemoryMarshal.AsBytes(rows.AsSpan()));
    }

    /// <exception cref="InvalidDataException">It is no model of this format.</exception>
    public static NameModel Read(Stream input)
    {
        using var brotli = new BrotliStream(input, CompressionMode.Decompress);
        using var reader = new BinaryReader(new BufferedStream(brotli, 1 << 16), Encoding.UTF8);
        if (reader.ReadInt32() != Format)
        {
            throw new InvalidDataException("Not a model of names of this version.");
        }

        var lexicon = NameLexicon.Read(reader);
        var transitions = new int[BiloLabel.Lanes * BiloLabel.Lanes];
        for (var at = 0; at < transitions.Length; at++)
        {
            transitions[at] = reader.ReadInt32();
        }

        var index = HashTable.Read(reader);
        var packed = new sbyte[reader.Read7BitEncodedInt()];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(packed.AsSpan()));
        return new NameModel(index, packed, transitions, lexicon);
    }

    private static class LazyShipped
    {
        public static readonly NameModel Value = Load();

        private static NameModel Load()
        {
            using var stream = typeof(NameModel).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"The assembly lacks {Resource}.");
            return Read(stream);
        }
    }
}
