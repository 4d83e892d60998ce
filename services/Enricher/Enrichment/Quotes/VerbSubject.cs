namespace Ingestion.Enricher.Enrichment.Quotes;

/// <summary>The subject that ends where its verb begins, in [start, verb).</summary>
internal static class VerbSubject
{
    public static Speaker? Find(AnnotatedText text, int start, int verb, bool adjacent)
    {
        var tokens = text.Tokens;
        var end = verb;
        while (end > start + 1 && ClauseWords.BesideVerb.Contains(text.Lower(end - 1)) && text.EntityAt(end - 1) is null)
        {
            end--;
        }

        // "X voted against it, saying …", "X promised help, but added …": the verb has its subject from the clause before.
        var before = text.Lower(end - 1);
        if (end > start && (before is "and" or "but" or "then" or "by" or "before" or "while" || (before == "," && tokens[verb].Lower.EndsWith("ing", StringComparison.Ordinal))))
        {
            return SentenceSubject.Find(text, start, end - 1, tokens[verb].Text, adjacent);
        }

        if (end > start && tokens[end - 1].Is(","))
        {
            // An apposition: what stands before its first comma is the subject, unless the apposition is the name.
            var open = end - 2;
            while (open >= start && !tokens[open].Is(","))
            {
                open--;
            }

            if (open < start)
            {
                return null;
            }

            if (HasPerson(text, open + 1, Math.Min(end - 1, open + 4)) && (!HasPerson(text, start, open) || text.HasPossessive(start, open)))
            {
                return NounPhrase.Speaker(text, open + 1, end - 1, tokens[verb].Text, adjacent);
            }

            end = open;
        }

        var from = ClauseStart(text, start, end);
        return from < end ? NounPhrase.Speaker(text, from, end, tokens[verb].Text, adjacent, whole: true) : null;
    }

    private static int ClauseStart(AnnotatedText text, int start, int end)
    {
        var from = end;
        while (from > start && text.Tokens[from - 1].Text is not ("," or ";" or ":" or "(" or ")" or "–" or "—"))
        {
            from--;
        }

        while (from < end - 1 && ClauseWords.BeforeSubject.Contains(text.Lower(from)) && text.EntityAt(from) is null)
        {
            from++;
        }

        // "… and he said", "… but Mrs Holt said": the last clause has the subject.
        for (var at = end - 2; at > from; at--)
        {
            if (text.Lower(at) is "and" or "but" or "while" or "when" or "as" or "that" or "because"
                && (ClauseWords.Pronouns.Contains(text.Lower(at + 1)) || (text.EntityAt(at + 1) is not null && text.EntityAt(at - 1) is null)
                    || (text.Lower(at) is "but" or "while" && ClauseWords.IsArticle(text.Lower(at + 1)))))
            {
                return at + 1;
            }
        }

        // "a line she repeated": directly before its verb a pronoun is the subject.
        return end - 1 > from && ClauseWords.Pronouns.Contains(text.Lower(end - 1)) && text.EntityAt(end - 1) is null ? end - 1 : from;
    }

    private static bool HasPerson(AnnotatedText text, int start, int end)
    {
        for (var at = start; at < end; at++)
        {
            if (text.PersonAt(at) is not null)
            {
                return true;
            }
        }

        return false;
    }
}
