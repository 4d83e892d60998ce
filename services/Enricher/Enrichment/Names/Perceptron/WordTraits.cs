namespace Ingestion.Enricher.Enrichment.Names.Perceptron;

/// <summary>What the lexicon of the model knows of a word, packed in one number.</summary>
/// <remarks>
/// Supersenses are the lexicographer files of WordNet: 26 of nouns, 15 of verbs. They stand in for word clusters, which would need tens of millions of words of
/// lawful text to learn.
/// </remarks>
internal static class WordTraits
{
    public const int NounShift = 0;
    public const int VerbShift = 5;
    public const uint Noun = 31;
    public const uint Verb = 15u << VerbShift;
    public const uint Frequent = 1u << 9;
    public const uint Ordinary = 1u << 10;
    public const uint Adjective = 1u << 11;
    public const uint PersonName = 1u << 12;
    public const uint ProperName = 1u << 13;
    public const uint City = 1u << 14;
    public const uint InCity = 1u << 15;
    public const uint InPerson = 1u << 16;
    public const uint InPlace = 1u << 17;
    public const uint InGroup = 1u << 18;

    /// <summary>What may be written small.</summary>
    public const uint Common = Frequent | Ordinary | Adjective;

    /// <summary>What names it is part of.</summary>
    public const uint Names = PersonName | ProperName | City | InCity | InPerson | InPlace | InGroup;
}
