using System.Collections.Frozen;
using Ingestion.Contracts;
using Ingestion.Enricher.Enrichment.Text;
using Ingestion.Enricher.Enrichment.Times;

namespace Ingestion.Enricher.Enrichment.Quotes;

/// <summary>What stands between a verb of saying and what was said and tells when, where or to whom: "on Tuesday", "in a statement on Friday", "at a news conference in Graz".</summary>
internal static class SayingAdjuncts
{
    // Words between a preposition and its noun.
    private const int LongestPhrase = 6;

    private static readonly FrozenSet<string> Prepositions = Words("on in at during after before to from via by through with for of");

    private static readonly FrozenSet<string> Adverbs = Words("""
        again also earlier later today yesterday tonight overnight recently previously publicly repeatedly simply separately bluntly flatly privately afterwards late early instead online too
        """);

    // How and before whom something is said.
    private static readonly FrozenSet<string> Occasions = Words("""
        statement statements interview interviews speech letter report email e-mail post posts tweet briefing conference memo note hearing filing court parliament video message messages meeting article book blog
        address broadcast call ruling verdict announcement release rally debate television tv radio twitter facebook telegram instagram reporters journalists lawmakers viewers fans voters investors supporters
        trial inquest inquiry testimony talks telephone phone comments remarks visit event summit forum panel podcast session
        """);

    private static readonly FrozenSet<string> Units = Words("second minute hour day week weekend month year decade night morning afternoon evening summer winter spring autumn lunchtime");

    /// <summary>Where they end; <paramref name="at"/> itself when there are none.</summary>
    public static int Skip(AnnotatedText text, int at, int stop)
    {
        while (at < stop && SkipOne(text, at, stop) is var next && next > at)
        {
            at = next;
        }

        return at;
    }

    /// <summary>What stands here hangs on the verb before: no clause begins so, or it cannot be told where.</summary>
    public static bool BeginsHere(AnnotatedText text, int at) => Prepositions.Contains(text.Lower(at)) && !(text.Lower(at) == "at" && text.Lower(at + 1) is "least" or "most");

    private static int SkipOne(AnnotatedText text, int at, int stop)
    {
        if (SkipTime(text, at) is var time && time > at)
        {
            return time;
        }

        if (Adverbs.Contains(text.Lower(at)))
        {
            return at + 1;
        }

        return BeginsHere(text, at) ? SkipPhrase(text, at, stop) : at;
    }

    private static int SkipPhrase(AnnotatedText text, int preposition, int stop)
    {
        var first = text.SkipArticle(preposition + 1);
        if (SkipTime(text, preposition + 1) is var time && time > preposition + 1)
        {
            return time;
        }

        if (SkipTime(text, first) is var after && after > first)
        {
            return after;
        }

        var end = Math.Min(stop, first + LongestPhrase);
        for (var at = first; at < end; at++)
        {
            if (Occasions.Contains(text.Lower(at)))
            {
                return at + 1;
            }

            if (!text.Tokens[at].IsWord && !ClauseWords.IsPossessive(text.Lower(at)) || ClauseWords.Prepositions.Contains(text.Lower(at)) || FiniteVerbs.IsAuxiliary(text.Lower(at)))
            {
                break;
            }
        }

        if (first < stop && text.EntityAt(first) is { } named)
        {
            var next = text.MentionLast(first, stop) + 1;
            return ClauseWords.IsPossessive(text.Lower(next)) || (next < stop && text.Tokens[next].IsWord && named.Type != EntityType.Place && !text.Tokens[next].IsCapital && !IsClear(text.Lower(next))) ? preposition : next;
        }

        return preposition;
    }

    // Tuesday evening, last week, two days ago, 12 March 2026, 2014
    private static int SkipTime(AnnotatedText text, int at)
    {
        var word = text.Lower(at);
        if (at >= text.Tokens.Length)
        {
            return at;
        }

        if (CalendarWords.Weekdays.ContainsKey(word) && text.Tokens[at].IsCapital)
        {
            return at + (Units.Contains(text.Lower(at + 1)) ? 2 : 1);
        }

        if (word is "last" or "this" or "next" or "that" or "same" or "following" or "previous" or "earlier" or "late" or "early")
        {
            return Units.Contains(text.Lower(at + 1)) || CalendarWords.Weekdays.ContainsKey(text.Lower(at + 1)) || CalendarWords.Months.ContainsKey(text.Lower(at + 1)) ? at + 2
                : word == "earlier" && text.Lower(at + 1) is "this" or "that" && Units.Contains(text.Lower(at + 2)) ? at + 3 : at;
        }

        if (Units.Contains(word) && word is not ("second" or "spring"))
        {
            return at + 1;
        }

        if ((CalendarWords.Numbers.ContainsKey(word) || text.Tokens[at].Kind == TokenKind.Number) && Units.Contains(text.Lower(at + 1).TrimEnd('s')) && text.Lower(at + 2) is "ago" or "earlier" or "later" or "before")
        {
            return at + 3;
        }

        return SkipDate(text, at);
    }

    // March 2, 12 March 2026, March 2026, 10 a.m., 2014; "20 people" is none.
    private static int SkipDate(AnnotatedText text, int at)
    {
        var first = at;
        while (at < text.Tokens.Length && at - first < 4 && (text.Tokens[at].Kind == TokenKind.Number || (text.Tokens[at].IsCapital && CalendarWords.Months.ContainsKey(text.Lower(at))) || text.Lower(at) is "a.m." or "p.m." or "am" or "pm"))
        {
            at++;
        }

        return at == first || (at - first == 1 && text.Tokens[first].Kind == TokenKind.Number && (text.Tokens[first].Text.Length != 4 || !ClauseWords.Prepositions.Contains(text.Lower(first - 1)))) ? first : at;
    }

    // A name is over where one of these follows.
    private static bool IsClear(string lower) => lower == "that" || ClauseWords.IsArticle(lower) || Prepositions.Contains(lower) || ClauseWords.Pronouns.Contains(lower) || lower is "it" or "we" or "there" or "his" or "her" or "its" or "their";

    private static FrozenSet<string> Words(string words) => words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();
}
