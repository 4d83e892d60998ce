using System.Collections.Frozen;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Quotes;

/// <summary>What somebody said in the reporter's words: "X said that …", "…, X said". One clause of a sentence that holds no marks, in English.</summary>
internal static class IndirectSpeech
{
    // A sentence without end must not make the search quadratic.
    private const int LongestSentence = 100;

    private const int FewestWords = 4;

    // Verbs that take a clause; "called" and "wrote" take things.
    private static readonly FrozenSet<string> Verbs = new[]
    {
        "said", "says", "added", "adds", "announced", "claimed", "claims", "insisted", "insists", "argued", "argues", "warned", "warns", "admitted", "confirmed", "denied",
        "explained", "stated", "stressed", "acknowledged", "conceded", "predicted", "maintained", "noted", "replied", "complained", "told", "tells", "testified", "alleged",
    }.ToFrozenSet();

    /// <summary>Clauses with their speakers, as token spans, in order.</summary>
    public static IEnumerable<(int First, int End, Speaker Speaker)> Find(AnnotatedText text)
    {
        for (var start = 0; start < text.Tokens.Length;)
        {
            var end = start + 1;
            while (end < text.Tokens.Length && text.Tokens[end].Sentence == text.Tokens[start].Sentence)
            {
                end++;
            }

            if (end - start <= LongestSentence && !AnyQuoted(text, start, end) && In(text, start, end) is { } found)
            {
                yield return found;
            }

            start = end;
        }
    }

    private static (int First, int End, Speaker Speaker)? In(AnnotatedText text, int start, int end)
    {
        var stop = text.Tokens[end - 1].Kind == TokenKind.Mark ? end - 1 : end;
        for (var verb = start + 1; verb < stop; verb++)
        {
            if (!Verbs.Contains(text.Lower(verb)))
            {
                continue;
            }

            // "…, X said": what stands before the comma in front of the subject.
            if (verb == stop - 1 || text.Tokens[verb + 1].Text is ",")
            {
                return VerbSubject.Find(text, start, verb, adjacent: false) is { } after && after.First > start && text.Lower(Leading(text, after.First) - 1) == ","
                    ? Clause(text, start, Leading(text, after.First) - 1, after) : null;
            }

            var from = verb + 1;
            if (text.Lower(verb) is "told" or "tells")
            {
                while (from < Math.Min(stop, verb + 8) && text.Lower(from) != "that")
                {
                    from++;
                }

                if (from >= stop || text.Lower(from) != "that")
                {
                    return null;
                }
            }

            from += text.Lower(from) == "that" ? 1 : 0;
            return VerbSubject.Find(text, start, verb, adjacent: false) is { } speaker ? Clause(text, from, stop, speaker) : null;
        }

        return null;
    }

    // The article or title before the words that name the speaker.
    private static int Leading(AnnotatedText text, int first)
    {
        var at = first;
        while (at > 0 && first - at < AnnotatedText.LongestPhrase && text.Tokens[at - 1].IsWord)
        {
            at--;
        }

        return at;
    }

    private static (int First, int End, Speaker Speaker)? Clause(AnnotatedText text, int first, int end, Speaker speaker)
    {
        var words = 0;
        for (var at = first; at < end; at++)
        {
            words += text.Tokens[at].IsWord ? 1 : 0;
        }

        return words >= FewestWords ? (first, end, speaker) : null;
    }

    private static bool AnyQuoted(AnnotatedText text, int start, int end)
    {
        for (var at = start; at < end; at++)
        {
            if (text.IsQuoted(at))
            {
                return true;
            }
        }

        return false;
    }
}
