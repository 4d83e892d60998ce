using System.Buffers.Binary;

namespace Ingestion.Storage;

/// <summary>Hashes as both stores keep them: little-endian, eight bytes each; of the lead four.</summary>
internal static class SketchBytes
{
    public static byte[] Of(IReadOnlyList<ulong> hashes)
    {
        var bytes = new byte[hashes.Count * 8];
        for (var i = 0; i < hashes.Count; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i * 8), hashes[i]);
        }

        return bytes;
    }

    public static ulong[] Hashes(ReadOnlySpan<byte> bytes)
    {
        var hashes = new ulong[bytes.Length / 8];
        for (var i = 0; i < hashes.Length; i++)
        {
            hashes[i] = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(i * 8)..]);
        }

        return hashes;
    }

    public static byte[] OfLead(IReadOnlyList<uint> hashes)
    {
        var bytes = new byte[hashes.Count * 4];
        for (var i = 0; i < hashes.Count; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(i * 4), hashes[i]);
        }

        return bytes;
    }

    public static uint[] Lead(ReadOnlySpan<byte> bytes)
    {
        var hashes = new uint[bytes.Length / 4];
        for (var i = 0; i < hashes.Length; i++)
        {
            hashes[i] = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(i * 4)..]);
        }

        return hashes;
    }

    public static byte[] OfKeys(IReadOnlyList<long> keys) => Of([.. keys.Select(key => (ulong)key)]);

    public static long[] Keys(ReadOnlySpan<byte> bytes) => Array.ConvertAll(Hashes(bytes), key => (long)key);
}
