namespace Ingestion.Parser.Extraction.BodyText;

/// <summary>
/// Words with what they speak for: positive where sites use them inside bodies, negative where beside them. Learned by counting sites, so that no single
/// site's habit counts for more than one.
/// </summary>
internal sealed class Lexicon
{
    /// <summary>Units of a weight in one step of log-odds.</summary>
    private const float Scale = 24;

    private const int FilterBits = 18;

    private readonly Dictionary<int, sbyte> weights;

    // Most words are in no lexicon, and a bit says so of most of them (a Bloom filter of one hash).
    private readonly ulong[] present = new ulong[1 << (FilterBits - 6)];

    private Lexicon(Dictionary<int, sbyte> weights)
    {
        this.weights = weights;
        foreach (var word in weights.Keys)
        {
            var bit = Bit(word);
            present[bit >> 6] |= 1UL << (int)(bit & 63);
        }
    }

    public static Lexicon Empty { get; } = new([]);

    public int Count => weights.Count;

    /// <param name="counts">For each word the sites that have it in a body, and those that have it elsewhere.</param>
    /// <param name="minSites">Words of fewer sites are left out.</param>
    public static Lexicon Learn(IReadOnlyDictionary<int, (int Inside, int Outside)> counts, int minSites)
    {
        var learned = new Dictionary<int, sbyte>();
        foreach (var (word, (inside, outside)) in counts)
        {
            var weight = Math.Log((inside + 0.5) / (outside + 0.5));
            if (inside + outside >= minSites && Math.Abs(weight) > 0.6)
            {
                learned[word] = (sbyte)Math.Clamp(Math.Round(weight * Scale), -127, 127);
            }
        }

        return new Lexicon(learned);
    }

    /// <returns>Mean over all words (those that are not in the lexicon say nothing), the lowest and the highest.</returns>
    public (float Mean, float Low, float High) Weigh(List<int> words)
    {
        var (sum, low, high) = (0, 0, 0);
        foreach (var word in words)
        {
            var bit = Bit(word);
            if ((present[bit >> 6] >> (int)(bit & 63) & 1) != 0 && weights.TryGetValue(word, out var weight))
            {
                sum += weight;
                low = Math.Min(low, weight);
                high = Math.Max(high, weight);
            }
        }

        return (sum / (Scale * Math.Max(1, words.Count)), low / Scale, high / Scale);
    }

    private static uint Bit(int word) => ((uint)word * 2_654_435_769) >> (32 - FilterBits);

    public void Write(BinaryWriter to)
    {
        to.Write(weights.Count);
        foreach (var (word, weight) in weights.OrderBy(entry => entry.Key))
        {
            to.Write(word);
            to.Write(weight);
        }
    }

    public static Lexicon Read(BinaryReader from)
    {
        var count = from.ReadInt32();
        var read = new Dictionary<int, sbyte>(count);
        for (var i = 0; i < count; i++)
        {
            read[from.ReadInt32()] = from.ReadSByte();
        }

        return new Lexicon(read);
    }
}
