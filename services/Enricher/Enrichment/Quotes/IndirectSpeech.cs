using System.Collections.Frozen;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Quotes;

/// <summary>
/// What somebody said in the reporter's words: "X said that …", "…, X said". Clauses of a sentence that holds no marks, in English. A clause has a verb of its own;
/// what was not said, might be said, or is said in a relative clause is none, and neither is what was denied: the clause would say the opposite.
/// </summary>
internal static class IndirectSpeech
{
    // A sentence without end must not make the search quadratic.
    private const int LongestSentence = 100;

    private const int FewestWords = 4;

    // What is said before a clause begins: a story told, a crowd warned.
    private const int LongestListener = 8;
    private const int LongestWarned = 4;

    // These take a clause and hardly anything else.
    private static readonly FrozenSet<string> Saying = new[] { "said", "says", "insisted", "insists", "complained", "replied", "testified" }.ToFrozenSet();

    // These take things too: a plant is announced, a lead maintained. Without "that" their clause must be plain.
    private static readonly FrozenSet<string> Claiming = new[]
    {
        "added", "adds", "announced", "claimed", "claims", "argued", "argues", "warned", "warns", "admitted", "confirmed", "explained", "stated", "stressed", "acknowledged", "conceded",
        "predicted", "maintained", "noted", "alleged",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> NoClause = new[] { "goodbye", "hello", "farewell", "yes", "so", "sorry", "thanks", "amen", "prayers", "grace" }.ToFrozenSet();

    private static readonly FrozenSet<string> Vague = new[] { "no", "nothing", "something", "anything", "little", "much", "a" }.ToFrozenSet();

    /// <summary>Clauses with their speakers, as token spans, in order.</summary>
    public static IEnumerable<(int First, int End, Speaker Speaker)> Find(AnnotatedText text)
    {
        var found = new List<(int First, int End, Speaker Speaker)>();
        for (var start = 0; start < text.Tokens.Length;)
        {
            var end = start + 1;
            while (end < text.Tokens.Length && text.Tokens[end].Sentence == text.Tokens[start].Sentence)
            {
                end++;
            }

            if (end - start <= LongestSentence && !AnyQuoted(text, start, end) && !text.Tokens[end - 1].Is("?"))
            {
                AddOf(text, start, end, found);
            }

            start = end;
        }

        return found;
    }

    private static void AddOf(AnnotatedText text, int start, int end, List<(int First, int End, Speaker Speaker)> found)
    {
        var stop = text.Tokens[end - 1].Kind == TokenKind.Mark ? end - 1 : end;
        var (before, from) = (found.Count, start);
        for (var verb = start + 1; verb < stop; verb++)
        {
            if (!Saying.Contains(text.Lower(verb)) && !Claiming.Contains(text.Lower(verb)) && text.Lower(verb) is not ("told" or "tells"))
            {
                continue;
            }

            if (SaidOrNot.IsSaid(text, start, verb) && In(text, from, verb, stop) is { } clause)
            {
                // "X said …, but Y said …": what X said ends there. What X said that Y said is one clause.
                if (found.Count > before && found[^1].End > clause.First)
                {
                    var join = SaidOrNot.SubjectStart(text, clause.Speaker.First) - 1;
                    if (join <= found[^1].First || text.Lower(join) is not ("but" or "and" or "while" or "whereas" or "although"))
                    {
                        continue;
                    }

                    found[^1] = found[^1] with { End = text.Tokens[join - 1].Is(",") ? join - 1 : join };
                }

                found.Add(clause);
            }

            from = verb + 1;
        }
    }

    private static (int First, int End, Speaker Speaker)? In(AnnotatedText text, int start, int verb, int stop)
    {
        var from = SayingAdjuncts.Skip(text, verb + 1, stop);
        if (text.Lower(verb - 1) == "," && from == verb + 1 && text.Lower(verb) is "said" or "says" && text.Lower(from) != "that")
        {
            // "…, said X.", unless the comma closes what stands beside a name: "His spokesman, Dmitry Orlov, said the talks had failed."
            if (NounPhrase.Speaker(text, from, text.PhraseEnd(from), text.Tokens[verb].Text, adjacent: false) is { } named && Before(text, start, verb - 1, named) is { } said)
            {
                return said;
            }
        }

        var speaker = VerbSubject.Find(text, start, verb, adjacent: false);
        if (speaker is null)
        {
            return null;
        }

        // "…, X said on Monday": what stands before the comma in front of the subject.
        if (from >= stop || text.Tokens[from].Text is ",")
        {
            var comma = SaidOrNot.SubjectStart(text, speaker.First) - 1;
            return comma > start && text.Lower(comma) == "," ? Before(text, start, comma, speaker) : null;
        }

        var that = ThatAfter(text, verb, from, stop);
        if (that < 0 && (text.Lower(verb) is "told" or "tells" || !BeginsClause(text, verb, from, stop)))
        {
            return null;
        }

        var first = that < 0 ? from : that + 1;
        var end = ClauseEnd(text, start, first, stop, speaker);
        return end < 0 ? null : Clause(text, first, end, speaker);
    }

    // "…, X said": the clause before, without a dateline and what else stands in front of it.
    private static (int First, int End, Speaker Speaker)? Before(AnnotatedText text, int start, int comma, Speaker speaker)
    {
        for (var at = start; at < comma; at++)
        {
            if (text.Tokens[at].Text is "-" or "–" or "—" or "•" && FiniteVerbs.Find(text, start, at, certain: true) < 0)
            {
                start = at + 1;
            }
        }

        return start < comma && FiniteVerbs.Find(text, start, comma, certain: false) >= 0 ? Clause(text, start, comma, speaker) : null;
    }

    // The "that" of the clause: behind the verb and what tells when, or behind who is told; -1 when there is none.
    private static int ThatAfter(AnnotatedText text, int verb, int from, int stop)
    {
        if (text.Lower(from) == "that")
        {
            return FiniteVerbs.IsAuxiliary(text.Lower(from + 1)) ? -1 : from;
        }

        var reach = text.Lower(verb) switch { "told" or "tells" => LongestListener, "warned" or "warns" => LongestWarned, _ => SayingAdjuncts.BeginsHere(text, from) ? LongestListener : 0 };
        for (var at = from; at < Math.Min(stop, from + reach) && !FiniteVerbs.IsAuxiliary(text.Lower(at)); at++)
        {
            if (text.Lower(at) == "that")
            {
                return FiniteVerbs.CanOnlyBeVerb(text.Lower(at + 1)) ? -1 : at;
            }
        }

        return -1;
    }

    private static bool BeginsClause(AnnotatedText text, int verb, int from, int stop)
    {
        if (SayingAdjuncts.BeginsHere(text, from) || NoClause.Contains(text.Lower(from)) || (!text.Tokens[from].IsWord && text.Tokens[from].Kind != TokenKind.Number))
        {
            return false;
        }

        var certain = !Saying.Contains(text.Lower(verb)) || Vague.Contains(text.Lower(from));
        return FiniteVerbs.Find(text, from, stop, certain) >= 0;
    }

    // Where the clause ends: before "…, Xinhua reported", and "When X said the bridge was closed, drivers turned back" goes on without X.
    private static int ClauseEnd(AnnotatedText text, int start, int first, int stop, Speaker speaker)
    {
        if (SaidOrNot.SubjectStart(text, speaker.First) == start + 1 && text.Lower(start) is "when" or "while" or "after" or "before" or "since" or "because" or "although" or "though" or "as" or "once" or "until" or "where")
        {
            var comma = first;
            while (comma < stop && !text.Tokens[comma].Is(","))
            {
                comma++;
            }

            return comma < stop ? comma : -1;
        }

        if (CueVerbs.Contains(text.Lower(stop - 1)))
        {
            for (var at = stop - 2; at > Math.Max(first, stop - LongestListener); at--)
            {
                if (text.Tokens[at].Is(","))
                {
                    return at;
                }
            }
        }

        return stop;
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
