using System.Collections.Frozen;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Times;

/// <summary>Whether the verb that governs a time is of the future or of the past.</summary>
internal static class VerbTense
{
    // A sentence without end must not make the search for its verb quadratic.
    private const int Reach = 60;

    // In the present these tell of a programme: "the trial starts in June". Each in the singular and in the plural.
    private static readonly FrozenSet<string> Programme = Words("starts begins opens reopens runs ends closes expires lapses votes resumes returns meets convenes kicks launches concludes finishes lasts continues arrives departs");
    private static readonly FrozenSet<string> ProgrammePlural = Words("start begin open reopen run end close expire lapse vote resume return meet convene kick launch conclude finish last continue arrive depart");

    // What was put off or shut until a day mostly still is.
    private static readonly FrozenSet<string> PutOff = Words("postponed adjourned delayed extended remanded banned suspended deferred barred rescheduled closed shut halted cancelled canceled grounded off back over");

    // Before one of these forms it is a noun: "the runs", "three votes", "early returns".
    private static readonly FrozenSet<string> BeforeNoun = Words("the a an his her its their our my your this that these those no any some two three four five six early more most 's ’s of in on at by for from with and or");

    public static bool IsFuture(TimeScan scan, int at) => IsUntil(scan, at) is { } until ? until : Of(scan, at) == true;

    public static bool IsPast(TimeScan scan, int at) => Of(scan, at) == false;

    // The verb that governs is the nearest to the left in the sentence, or to the right when none is there.
    private static bool? Of(TimeScan scan, int at)
    {
        var tokens = scan.Tokens;

        // "the vote is on Sunday"
        if (scan.Lower(at - 1) is "on" or "in" && scan.Lower(at - 2) is "is" or "are")
        {
            return true;
        }

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

        return null;
    }

    // "until February" is ahead, but for "he was chairman until February"; null when it is no "until".
    private static bool? IsUntil(TimeScan scan, int at)
    {
        var until = at - 1;
        while (until > at - 5 && scan.Lower(until) is "early" or "late" or "the" or "end" or "of" or "at" or "least" or "next")
        {
            until--;
        }

        if (scan.Lower(until) is not ("until" or "till"))
        {
            return null;
        }

        for (var left = until - 1; left >= Math.Max(0, at - Reach) && scan.Tokens[left].Sentence == scan.Tokens[at].Sentence; left--)
        {
            if (PutOff.Contains(scan.Lower(left)) || scan.Lower(left) is "has" or "have" or "is" or "are")
            {
                return true;
            }

            if (Tense(scan, left) is { } tense)
            {
                return tense;
            }
        }

        return true;
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
            case "takes" or "take" when scan.Lower(at + 1) is "effect" or "place" or "office" or "over":
                return scan.Lower(at - 1) == "to" ? null : true;
            case "comes" or "come" when scan.Lower(at + 1) is "into":
                return scan.Lower(at - 1) == "to" ? null : true;
            case "goes" or "go" when scan.Lower(at + 1) is "on" or "into" or "to" or "ahead":
                return scan.Lower(at - 1) == "to" ? null : true;
            case "was" or "were" or "had" or "did" or "said" or "has" or "have" or "went" or "took" or "met" or "held" or "made" or "came" or "told" or "began" or "left" or "won" or "lost" or "fell" or "rose" or "died" or "killed":
                return word is "held" or "made" or "met" or "told" or "left" or "won" or "lost" && AfterBe(scan, at) ? null : false;
            default:
                return IsProgramme(scan, at) ? true
                    : scan.Tokens[at].IsWord && word.Length > 4 && word.EndsWith("ed", StringComparison.Ordinal) && !AfterBe(scan, at) ? false
                    : null;
        }
    }

    private static bool IsProgramme(TimeScan scan, int at)
    {
        var before = scan.Lower(at - 1);
        return Programme.Contains(scan.Lower(at))
            ? at > 0 && scan.Tokens[at - 1].Kind != TokenKind.Number && !BeforeNoun.Contains(before)
            : ProgrammePlural.Contains(scan.Lower(at)) && (before is "they" or "we" || (before.Length > 3 && before.EndsWith('s') && scan.Tokens[at - 1].IsWord && !StopWords.English.Contains(before)));
    }

    // "will be announced": the participle leaves the tense to what stands before it.
    private static bool AfterBe(TimeScan scan, int at) => scan.Lower(at - 1) is "be" or "to" || scan.Lower(at - 2) == "be";

    private static FrozenSet<string> Words(string words) => words.Split(' ').ToFrozenSet();
}
