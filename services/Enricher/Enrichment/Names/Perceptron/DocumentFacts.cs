using System.Runtime.InteropServices;

namespace Ingestion.Enricher.Enrichment.Names.Perceptron;

/// <summary>What all occurrences of a word in a document tell of each of them: one "Mr Holt" makes every Holt of the text a person's name.</summary>
internal sealed class DocumentFacts
{
    public const uint Small = 1;
    public const uint CapitalInside = 2;
    public const uint AfterRole = 4;
    public const uint AfterFirstName = 8;
    public const uint BeforeSuffix = 16;
    public const uint AfterIn = 32;
    public const uint BeforeVerb = 64;
    public const uint InBrackets = 128;
    public const uint InRun = 256;
    public const uint AfterThe = 512;

    private readonly Dictionary<uint, uint> seen = [];

    public DocumentFacts(TokenFacts facts)
    {
        var tokens = facts.Tokens;
        for (var at = 0; at < tokens.Length; at++)
        {
            if (!tokens[at].IsWord)
            {
                continue;
            }

            ref var told = ref CollectionsMarshal.GetValueRefOrAddDefault(seen, facts.Lower[at], out _);
            told |= tokens[at].IsCapital ? facts.Heading[at] ? 0 : Tell(facts, at) : Small;
        }
    }

    /// <summary>The facts above of a word, by the hash of its lower case.</summary>
    public uint Of(uint lower) => seen.GetValueOrDefault(lower);

    private static uint Tell(TokenFacts facts, int at)
    {
        var tokens = facts.Tokens;
        var before = at > 0 && tokens[at - 1].Sentence == tokens[at].Sentence ? at - 1 : -1;
        var after = at + 1 < tokens.Length && tokens[at + 1].Sentence == tokens[at].Sentence ? at + 1 : -1;
        var told = tokens[at].Opens ? 0 : CapitalInside;
        if (before >= 0)
        {
            told |= (facts.Kinds[before] & (TokenKinds.Courtesy | TokenKinds.Role)) != TokenKinds.None ? AfterRole : 0;
            told |= (facts.Kinds[before] & TokenKinds.FirstName) != TokenKinds.None ? AfterFirstName : 0;
            told |= tokens[before].Lower is "in" or "at" or "from" or "near" or "to" ? AfterIn : 0;
            told |= tokens[before].Lower is "the" ? AfterThe : 0;
            told |= after >= 0 && tokens[before].Is("(") && tokens[after].Is(")") ? InBrackets : 0;
        }

        told |= facts.RunEnd[at] - facts.RunStart[at] > 1 ? InRun : 0;
        told |= at + 1 < facts.RunEnd[at] && (facts.Kinds[facts.RunEnd[at] - 1] & TokenKinds.Organisation) != TokenKinds.None ? BeforeSuffix : 0;
        told |= after >= 0 && (facts.Traits[after] & WordTraits.Verb) >> WordTraits.VerbShift == VerbOfSaying && !tokens[after].IsCapital ? BeforeVerb : 0;
        return told;
    }

    // verb.communication among WordNet's lexicographer files.
    private const uint VerbOfSaying = 4;
}
