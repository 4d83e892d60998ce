namespace Ingestion.Enricher.Enrichment.Names.Perceptron;

/// <summary>Numbers by 32-bit hash, in two arrays: a look-up is one or two reads, and loading makes no objects.</summary>
internal sealed class HashTable
{
    private readonly uint[] keys;
    private readonly int[] values;
    private readonly int shift;
    private uint[]? written;

    /// <param name="entries">Keys, each once, and values of 0 or more.</param>
    public HashTable(IEnumerable<(uint Key, int Value)> entries)
    {
        var all = entries.ToArray();
        var bits = 32 - System.Numerics.BitOperations.LeadingZeroCount((uint)Math.Max(8, all.Length + (all.Length / 2)));
        (keys, values, shift, Count) = (new uint[1 << bits], new int[1 << bits], 32 - bits, all.Length);
        Array.Fill(values, -1);
        foreach (var (key, value) in all)
        {
            var slot = Slot(key);
            while (values[slot] >= 0)
            {
                slot = (slot + 1) & (keys.Length - 1);
            }

            (keys[slot], values[slot]) = (key, value);
        }
    }

    public int Count { get; }

    /// <summary>The value, or -1.</summary>
    public int Find(uint key)
    {
        var slot = Slot(key);
        while (values[slot] >= 0)
        {
            if (keys[slot] == key)
            {
                return values[slot];
            }

            slot = (slot + 1) & (keys.Length - 1);
        }

        return -1;
    }

    /// <summary>Keys in ascending order.</summary>
    public uint[] Keys() => written ??= [.. keys.Where((_, slot) => values[slot] >= 0).Order()];

    public void Write(BinaryWriter writer)
    {
        writer.Write7BitEncodedInt(Count);
        var previous = 0u;
        foreach (var key in Keys())
        {
            writer.Write7BitEncodedInt64(key - previous);
            previous = key;
        }

        foreach (var key in Keys())
        {
            writer.Write7BitEncodedInt(Find(key));
        }
    }

    public static HashTable Read(BinaryReader reader)
    {
        var entries = new (uint Key, int Value)[reader.Read7BitEncodedInt()];
        var key = 0u;
        for (var at = 0; at < entries.Length; at++)
        {
            entries[at].Key = key += (uint)reader.Read7BitEncodedInt64();
        }

        for (var at = 0; at < entries.Length; at++)
        {
            entries[at].Value = reader.Read7BitEncodedInt();
        }

        return new HashTable(entries);
    }

    // The keys are hashes already; their high bits say where they stand.
    private int Slot(uint key) => (int)(key >> shift);
}
