namespace Ingestion.Enricher.Enrichment.Names.Perceptron;

/// <summary>Words with their traits, and names of several words with their type: facts that the model was trained with.</summary>
internal sealed class NameLexicon
{
    /// <summary>Words of the longest name held.</summary>
    public const int LongestPhrase = 5;

    private readonly HashTable words;
    private readonly HashTable phrases;
    private readonly uint[] traits;

    /// <param name="words">Hash of the word in lower case, and what is known of it.</param>
    /// <param name="phrases">Hash of the words of a name in lower case (<see cref="Extend"/>), and 1 for a person, 2 for an organisation, 3 for a place.</param>
    public NameLexicon(IReadOnlyDictionary<uint, uint> words, IReadOnlyDictionary<uint, int> phrases)
    {
        traits = [.. words.Values.Distinct().Order()];
        var index = traits.Select((value, at) => (value, at)).ToDictionary(pair => pair.value, pair => pair.at);
        this.words = new HashTable(words.Select(pair => (pair.Key, index[pair.Value])));
        this.phrases = new HashTable(phrases.Select(pair => (pair.Key, pair.Value)));
    }

    private NameLexicon(HashTable words, HashTable phrases, uint[] traits) => (this.words, this.phrases, this.traits) = (words, phrases, traits);

    public int Words => words.Count;

    public int Phrases => phrases.Count;

    /// <summary>Hash of a name that goes on with one more word; 0 is the empty name.</summary>
    public static uint Extend(uint phrase, uint word) => FeatureHash.Mix(71, phrase, word);

    /// <summary><see cref="WordTraits"/> of a word; 0 when it is not held.</summary>
    public uint Traits(uint lower) => words.Find(lower) is >= 0 and var at ? traits[at] : 0;

    /// <summary>1 person, 2 organisation, 3 place, 0 unknown.</summary>
    public int Phrase(uint phrase) => Math.Max(0, phrases.Find(phrase));

    public void Write(BinaryWriter writer)
    {
        writer.Write7BitEncodedInt(traits.Length);
        foreach (var value in traits)
        {
            writer.Write7BitEncodedInt((int)value);
        }

        words.Write(writer);
        phrases.Write(writer);
    }

    public static NameLexicon Read(BinaryReader reader)
    {
        var known = new uint[reader.Read7BitEncodedInt()];
        for (var at = 0; at < known.Length; at++)
        {
            known[at] = (uint)reader.Read7BitEncodedInt();
        }

        return new NameLexicon(HashTable.Read(reader), HashTable.Read(reader), known);
    }
}
