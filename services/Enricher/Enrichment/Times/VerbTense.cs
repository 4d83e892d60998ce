namespace Ingestion.Enricher.Enrichment.Times;

/// <summary>Whether the verb that governs a time is of the future.</summary>
internal static class VerbTense
{
    // A sentence without end must not make the search for its verb quadratic.
    private const int Reach = 60;

    /// <summary>The verb that governs is the nearest to the left in the sentence, or to the right when none is there.</summary>
    public static bool IsFuture(TimeScan scan, int at)
    {
        var tokens = scan.Tokens;
        for (var left = at - 1; left >= Math.Max(0, at - Reach) && tokens[left].Sentence == tokens[at].Sentence; left--)
        {
            if (Tense(scan, left) is { } tense)
            {
                return tense;
            }
        }

        for (var right = at + 1; right < Math.Min(tokens.Length, at + Reach) && tokens[right].Sentence == tokens[at].Sentence; right++)
        {
            if (Tense(scan, right) is { } tense)
            {
                return tense;
            }
        }

        return false;
    }

    // True for the future, false for the past, null for a word that tells neither. Only verbs: "plan" as a noun says nothing of time.
    private static bool? Tense(TimeScan scan, int at)
    {
        var word = scan.Lower(at);
        switch (word)
        {
            case "will" or "shall" or "'ll" or "won't" or "would" or "upcoming" or "due":
                return true;
            case "should" or "may" or "might" or "could" or "must" when !scan.Tokens[at].IsCapital && scan.Lower(at + 1) != "have" && scan.Lower(at + 2) != "have":
                return true;
            case "expected" or "scheduled" or "planned" or "set" or "slated" or "likely" or "expects" or "plans" or "hopes" or "intends" or "aims" or "wants" or "vows" or "promises" when scan.Lower(at + 1) is "to" or "for" or "on":
                return true;
            case "is" or "are" when scan.Lower(at + 1) == "to":
                return true;
            case "was" or "were" or "had" or "did" or "said" or "has" or "have" or "went" or "took" or "met" or "held" or "made" or "came" or "told" or "began" or "left" or "won" or "lost" or "fell" or "rose" or "died" or "killed":
                return word is "held" or "made" or "met" or "told" or "left" or "won" or "lost" && AfterBe(scan, at) ? null : false;
            default:
                return scan.Tokens[at].IsWord && word.Length > 4 && word.EndsWith("ed", StringComparison.Ordinal) && !AfterBe(scan, at) ? false : null;
        }
    }

    // "will be announced": the participle leaves the tense to what stands before it.
    private static bool AfterBe(TimeScan scan, int at) => scan.Lower(at - 1) is "be" or "to" || scan.Lower(at - 2) == "be";
}
