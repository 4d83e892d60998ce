namespace Ingestion.Enricher.Enrichment.Quotes;

/// <summary>Looks for the verb beside a quote, then for the subject of that verb, then for the entity that it names.</summary>
internal static class SpeakerFinder
{
    public static Speaker? Find(AnnotatedText text, QuoteSpan span) => After(text, span) ?? Before(text, span) ?? Around(text, span);

    // "…," said X.  "…," X said.  "…", according to X.
    private static Speaker? After(AnnotatedText text, QuoteSpan span)
    {
        var tokens = text.Tokens;
        var at = span.End;
        if (!span.Closed)
        {
            return null;
        }

        var lastWord = tokens[span.End - 2].Text;
        if (at < tokens.Length && tokens[at].Text is "," or "–" or "—" or "-")
        {
            at++;
        }

        if (at >= tokens.Length || text.IsQuoted(at) || tokens[at].Paragraph != tokens[span.End - 1].Paragraph)
        {
            return null;
        }

        // After a full stop a new sentence begins, unless the verb stands first or a pronoun and a verb.
        var ended = lastWord is "." && tokens[at].Sentence != tokens[span.End - 1].Sentence && tokens[at].IsCapital;
        if (ended)
        {
            return null;
        }

        if (text.Lower(at) == "according" && text.Lower(at + 1) == "to" || CueVerbs.IsAccordingTo(text.Lower(at)))
        {
            var source = at + (text.Lower(at) == "according" ? 2 : 1);
            return NounPhrase.Speaker(text, source, text.PhraseEnd(source), text.Printed(at, source), adjacent: true);
        }

        var verb = at;
        while (verb < Math.Min(tokens.Length, at + 4) && ClauseWords.BesideVerb.Contains(text.Lower(verb)) || (verb < tokens.Length && verb == at && text.Lower(verb) is "so"))
        {
            verb++;
        }

        if (verb < tokens.Length && CueVerbs.Contains(text.Lower(verb)) && !text.IsQuoted(verb))
        {
            return NounPhrase.Speaker(text, verb + 1, text.PhraseEnd(verb + 1), tokens[verb].Text, adjacent: true);
        }

        // Subject, then verb, in the same clause or after an apposition between commas.
        for (verb = at + 1; verb < Math.Min(tokens.Length, at + AnnotatedText.Reach) && text.SameStretch(at, verb); verb++)
        {
            if (CueVerbs.Contains(text.Lower(verb)))
            {
                return VerbSubject.Find(text, at, verb, adjacent: true);
            }

            if (tokens[verb].Text is ";" or ":")
            {
                break;
            }
        }

        return null;
    }

    // X said: "…"   X said, "…"   X said "…"
    private static Speaker? Before(AnnotatedText text, QuoteSpan span)
    {
        var tokens = text.Tokens;
        var at = span.First - 1;
        if (at < 0 || text.IsQuoted(at) || tokens[at].Paragraph != tokens[span.First].Paragraph)
        {
            return null;
        }

        var introduces = tokens[at].Text is ":" or ",";
        var start = text.StretchStart(at);
        for (var verb = at; verb >= start; verb--)
        {
            if (text.Lower(verb) == "according" && text.Lower(verb + 1) == "to")
            {
                return NounPhrase.Speaker(text, verb + 2, text.PhraseEnd(verb + 2), "according to", introduces);
            }

            if (CueVerbs.Contains(text.Lower(verb)) && verb > start)
            {
                return VerbSubject.Find(text, start, verb, adjacent: introduces || verb >= at - 2);
            }
        }

        return null;
    }

    // Mrs Holt was angry. "…"
    private static Speaker? Around(AnnotatedText text, QuoteSpan span)
    {
        var at = span.First - 1;
        if (at < 0 || text.IsQuoted(at) || text.Tokens[at].Paragraph != text.Tokens[span.First].Paragraph || span.Words < 5 || text.Tokens[at].Text is not ("." or ":"))
        {
            return null;
        }

        var start = text.StretchStart(at);
        return text.PersonAt(text.SkipArticle(start)) is { } person && !text.HasPossessive(start, Math.Min(at, start + 4))
            ? new Speaker(person.Id, text.SkipArticle(start), text.MentionLast(text.SkipArticle(start), at) + 1, null, Adjacent: false)
            : null;
    }
}
