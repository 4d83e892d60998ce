namespace Ingestion.Storage.Sqlite;

/// <summary>
/// Tells of most keys that they are not in a set: surely, where it says no; where it says yes, about one in two thousand is not in it. A Bloom filter whose bits
/// of a key lie within one cache line.
/// </summary>
internal sealed class KeyFilter
{
    private const int BitsPerKey = 20, BitsOfKey = 7, BlockBytes = 64;

    /// <summary>An empty one.</summary>
    /// <param name="keys">How many keys it is made for; with more it says yes more often.</param>
    public KeyFilter(int keys)
        : this(new byte[(((long)keys * BitsPerKey / 8 / BlockBytes) + 1) * BlockBytes])
    {
    }

    /// <summary>One that was kept.</summary>
    /// <param name="bytes"><see cref="Bytes"/> of it.</param>
    public KeyFilter(byte[] bytes) => Bytes = bytes;

    /// <summary>What is to be kept of it.</summary>
    public byte[] Bytes { get; }

    public void Add(long key)
    {
        var (block, bits) = Place(key);
        for (var i = 0; i < BitsOfKey; i++, bits >>= 9)
        {
            Bytes[block + (int)((bits >> 3) & 63)] |= (byte)(1 << (int)(bits & 7));
        }
    }

    public bool MayHold(long key)
    {
        var (block, bits) = Place(key);
        for (var i = 0; i < BitsOfKey; i++, bits >>= 9)
        {
            if ((Bytes[block + (int)((bits >> 3) & 63)] & (1 << (int)(bits & 7))) == 0)
            {
                return false;
            }
        }

        return true;
    }

    // The block by the upper half of one hash of the key, the bits, nine each, by another.
    private (int Block, ulong Bits) Place(long key)
    {
        var hash = (ulong)key * 0x9E3779B97F4A7C15;
        var block = (hash >> 32) * (ulong)(Bytes.Length / BlockBytes) >> 32;
        return ((int)block * BlockBytes, (hash ^ (hash >> 29)) * 0xBF58476D1CE4E5B9 >> 1);
    }
}
