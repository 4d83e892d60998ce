using System.Collections.Frozen;

namespace Ingestion.Enricher.Enrichment.Quotes;

/// <summary>Small words around a verb of saying and its subject, in lower case.</summary>
internal static class ClauseWords
{
    public static FrozenSet<string> Pronouns { get; } = new[] { "he", "she", "they", "er", "sie", "il", "elle", "él", "ella", "lui", "lei", "ele", "ela", "hij", "zij" }.ToFrozenSet();

    /// <summary>What follows one of these is no subject.</summary>
    public static FrozenSet<string> Prepositions { get; } = new[]
    {
        "of", "with", "to", "for", "from", "in", "on", "at", "by", "about", "against", "near", "after", "before", "under", "over", "between", "among", "during",
        "behind", "into", "through", "than", "like", "as", "that", "whose", "which", "who", "travelling", "including", "despite", "amid", "following", "and",
    }.ToFrozenSet();

    /// <summary>May stand between the subject and its verb.</summary>
    public static FrozenSet<string> BesideVerb { get; } = new[]
    {
        "also", "later", "then", "has", "have", "had", "however", "still", "once", "again", "repeatedly", "previously", "earlier", "a", "hat", "haben", "ha", "recently", "publicly", "simply",
        "just", "never", "always", "often", "reportedly", "angrily", "quickly", "already", "only", "today", "yesterday", "tuesday", "monday", "wednesday", "thursday", "friday", "saturday", "sunday",
    }.ToFrozenSet();

    /// <summary>May stand before the subject.</summary>
    public static FrozenSet<string> BeforeSubject { get; } = new[]
    {
        "but", "and", "so", "yet", "while", "when", "because", "although", "though", "as", "that", "if", "however", "then", "later", "earlier", "meanwhile", "afterwards", "still", "also",
    }.ToFrozenSet();

    public static bool IsPossessive(string lower) => lower is "'s" or "’s";

    public static bool IsArticle(string lower) => lower is "the" or "a" or "an";
}
