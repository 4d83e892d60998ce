using System.Collections.Frozen;

namespace Ingestion.Enricher.Enrichment.Quotes;

/// <summary>Whether a verb of saying tells that something was said: not where it is denied, conditional, passive or inside a relative clause.</summary>
internal static class SaidOrNot
{
    // As far as what governs a verb stands before it.
    private const int Reach = 14;

    private static readonly FrozenSet<string> Unsaid = new[]
    {
        "not", "never", "nobody", "none", "neither", "nor", "no", "without", "hardly", "rarely", "seldom", "few", "cannot", "if", "unless", "whether", "would", "could", "might", "may", "should", "must", "will", "can",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> Be = new[] { "is", "are", "was", "were", "be", "been", "being", "am", "get", "gets", "got", "having", "widely" }.ToFrozenSet();

    public static bool IsSaid(AnnotatedText text, int start, int verb)
    {
        var last = verb - 1;
        while (last > start && ClauseWords.BesideVerb.Contains(text.Lower(last)) && text.Lower(last) is not ("never" or "has" or "have" or "had") && text.EntityAt(last) is null)
        {
            last--;
        }

        // "was told", "who said"
        if (Be.Contains(text.Lower(last)) || IsRelative(text.Lower(last)) || (text.Lower(last) is "has" or "have" or "had" && IsRelative(text.Lower(last - 1))))
        {
            return false;
        }

        for (var at = verb - 1; at >= Math.Max(start, verb - Reach); at--)
        {
            var word = text.Lower(at);
            if (word is "," or ";" or ":" or "(" or ")" or "and" or "but" or "–" or "—")
            {
                return !IsRelative(text.Lower(at + 1)); // ", whom X said he had never met"
            }

            if ((Unsaid.Contains(word) && text.EntityAt(at) is null) || word.EndsWith("n't", StringComparison.Ordinal) || word.EndsWith("n’t", StringComparison.Ordinal) || (IsRelative(word) && word != "that"))
            {
                return false;
            }

            // "documents that X said were forged"
            if (word == "that" && FiniteVerbs.IsAuxiliary(text.Lower(verb + 1)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Where the words before a name that belong to it begin: its article and title.</summary>
    public static int SubjectStart(AnnotatedText text, int first)
    {
        var at = first;
        while (at > 0 && first - at < AnnotatedText.LongestPhrase && text.Tokens[at - 1].IsWord && text.Tokens[at - 1].Sentence == text.Tokens[first].Sentence
            && text.Lower(at - 1) is not ("and" or "but" or "while" or "whereas" or "although" or "that" or "when" or "after" or "before" or "since" or "because" or "though" or "as" or "once" or "until" or "where"))
        {
            at--;
        }

        return at;
    }

    private static bool IsRelative(string word) => word is "who" or "whom" or "whose" or "which" or "what" or "that";
}
