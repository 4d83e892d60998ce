using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace Ingestion.Enricher.Enrichment.Names.Perceptron;

/// <summary>What training makes and the file holds, in a form that packs well.</summary>
/// <param name="Features">Row of each feature, by its hash.</param>
/// <param name="Rows">Weights, <see cref="BiloLabel.Lanes"/> to a row.</param>
/// <param name="Transitions">Weight of a label after a label, [label × lanes + next], in the same unit as the rows; <see cref="BiloLabel.Count"/> is the beginning of a sentence.</param>
/// <param name="Lexicon">What the features were made with.</param>
internal sealed record NameWeights(HashTable Features, sbyte[] Rows, int[] Transitions, NameLexicon Lexicon)
{
    // Written at the head of the file; another number is another format.
    private const int Format = 1;

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

        Features.Write(writer);
        writer.Write7BitEncodedInt(Rows.Length);
        writer.Write(MemoryMarshal.AsBytes(Rows.AsSpan()));
    }

    /// <exception cref="InvalidDataException">It is no model of this format.</exception>
    public static NameWeights Read(Stream input)
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

        var features = HashTable.Read(reader);
        var rows = new sbyte[reader.Read7BitEncodedInt()];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(rows.AsSpan()));
        return new NameWeights(features, rows, transitions, lexicon);
    }
}
