using Ingestion.Contracts;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Quotes;

/// <summary>What a noun phrase [from, end) means: a pronoun, its head if that is a name, or somebody who is not named.</summary>
internal static class NounPhrase
{
    /// <param name="text">The text.</param>
    /// <param name="from">First token of the phrase.</param>
    /// <param name="end">One past the last that may belong to it.</param>
    /// <param name="verb">As printed.</param>
    /// <param name="adjacent">The verb stands beside the marks.</param>
    /// <param name="whole">The phrase reaches the verb behind it, but for a relative clause: where it cannot, it is not the subject.</param>
    public static Speaker? Speaker(AnnotatedText text, int from, int end, string verb, bool adjacent, bool whole = false)
    {
        if (from >= end || from >= text.Tokens.Length)
        {
            return null;
        }

        if (ClauseWords.Pronouns.Contains(text.Lower(from)))
        {
            return new Speaker(PronounResolver.Resolve(text, from)?.Id, from, from + 1, verb, adjacent);
        }

        if (ByRole(text, from, end) is { } named)
        {
            return new Speaker(named.Id, from, from + 2, verb, adjacent);
        }

        return Head(text, from, end) is var (entity, first, last)
            ? new Speaker(entity.Id, first, last + 1, verb, adjacent)
            : Unnamed(text, from, end, whole) is { } stop ? new Speaker(null, from, stop, verb, adjacent) : null;
    }

    // "the general said": the person who was called a general and named last.
    private static Entity? ByRole(AnnotatedText text, int from, int end)
    {
        var over = from + 2 >= end || text.Tokens[from + 2].Kind == TokenKind.Mark || text.Lower(from + 2) is "on" or "in" or "at";
        return text.Lower(from) == "the" && from + 1 < end && over && text.Tokens[from + 1].IsWord && text.EntityAt(from + 1) is null
            ? text.LastCalled(text.Lower(from + 1), text.Tokens[from].Start) : null;
    }

    private static (Entity Entity, int First, int Last)? Head(AnnotatedText text, int from, int end)
    {
        for (var at = from; at < end; at++)
        {
            if (text.EntityAt(at) is { } entity && entity.Type != EntityType.Place)
            {
                var last = text.MentionLast(at, end);
                var isHead = !ClauseWords.IsPossessive(text.Lower(last + 1))
                    && (entity.Type == EntityType.Person || last + 1 >= end || at == text.SkipArticle(from) && !text.Tokens[last + 1].IsWord);
                if (isHead)
                {
                    return (entity, at, last);
                }

                at = last;
            }
            else if (ClauseWords.Prepositions.Contains(text.Lower(at)) && at > from)
            {
                break;
            }
        }

        return null;
    }

    // Somebody without a name: the phrase up to where it would run on.
    private static int? Unnamed(AnnotatedText text, int from, int end, bool whole)
    {
        var tokens = text.Tokens;
        var stop = from;
        while (stop < end && tokens[stop].Text is not ("," or ";" or ".") && !RunsOn(text, from, stop))
        {
            stop++;
        }

        if (whole && stop < end && tokens[stop].IsWord && !IsRelative(tokens[stop].Lower))
        {
            return null;
        }

        var hasWord = false;
        for (var at = from; at < stop; at++)
        {
            hasWord |= tokens[at].IsWord && !ClauseWords.Pronouns.Contains(tokens[at].Lower) && (!StopWords.Any.Contains(tokens[at].Lower)
                || tokens[at].Lower is "officials" or "critics" or "police" or "reports" or "experts" or "supporters" or "one" or "some" or "sources" or "man" or "woman" or "people");
        }

        return hasWord && stop - from <= AnnotatedText.LongestPhrase ? stop : null;
    }

    // "The minister | who", "This fact | is", "a line | she"
    private static bool RunsOn(AnnotatedText text, int from, int at) =>
        at > from && text.EntityAt(at) is null && (IsRelative(text.Lower(at)) || FiniteVerbs.IsAuxiliary(text.Lower(at)) || text.Lower(at) is "he" or "she" or "they" or "it" or "we" or "i");

    private static bool IsRelative(string lower) => lower is "who" or "whom" or "whose" or "which" or "that";
}
