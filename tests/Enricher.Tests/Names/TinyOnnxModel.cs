using System.Text;

namespace Ingestion.Enricher.Tests.Names;

/// <summary>
/// A token classification model in ONNX format, byte by byte: each piece of the vocabulary has its label's score in a table, and the model looks it up (Gather).
/// </summary>
/// <remarks>Field numbers: onnx.proto3 of the ONNX project.</remarks>
internal static class TinyOnnxModel
{
    private const int Int64 = 7;
    private const int Float = 1;

    /// <param name="scores">For each piece, a score for each label.</param>
    /// <param name="ids">Name of the input that holds the pieces.</param>
    public static byte[] Of(float[][] scores, string ids = "input_ids")
    {
        var table = Message(
            Number(1, scores.Length), Number(1, scores[0].Length), // dims
            Number(2, Float), Text(8, "table"),
            Field(9, [.. scores.SelectMany(row => row).SelectMany(BitConverter.GetBytes)]));
        var axis = Message(Text(1, "axis"), Number(3, 0), Number(20, 2));
        var gather = Message(Text(1, "table"), Text(1, ids), Text(2, "logits"), Text(4, "Gather"), Field(5, axis));
        var graph = Message(
            Field(1, gather), Text(2, "tiny"), Field(5, table),
            Field(11, Tensor(ids, Int64, Named("batch"), Named("length"))),
            Field(11, Tensor("attention_mask", Int64, Named("batch"), Named("length"))),
            Field(12, Tensor("logits", Float, Named("batch"), Named("length"), Message(Number(1, scores[0].Length)))));
        return Message(Number(1, 8), Field(7, graph), Field(8, Message(Text(1, ""), Number(2, 13))));
    }

    private static byte[] Tensor(string name, int type, params byte[][] dimensions) =>
        Message(Text(1, name), Field(2, Message(Field(1, Message(Number(1, type), Field(2, Message([.. dimensions.Select(dimension => Field(1, dimension))])))))));

    private static byte[] Named(string dimension) => Text(2, dimension);

    private static byte[] Message(params byte[][] fields) => [.. fields.SelectMany(field => field)];

    private static byte[] Text(int field, string value) => Field(field, Encoding.UTF8.GetBytes(value));

    private static byte[] Field(int field, byte[] value) => [.. Varint((ulong)((field << 3) | 2)), .. Varint((ulong)value.Length), .. value];

    private static byte[] Number(int field, long value) => [.. Varint((ulong)(field << 3)), .. Varint((ulong)value)];

    private static IEnumerable<byte> Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            yield return (byte)(value | 0x80);
        }

        yield return (byte)value;
    }
}
