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

        var lastWord = tokens[tokens[span.End - 2].Text == "'" && span.End > 2 ? span.End - 3 : span.End - 2].Text;
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

            if (!CueVerbs.Contains(text.Lower(verb)) || verb == start)
            {
                continue;
            }

            if (VerbSubject.Find(text, start, verb, adjacent: introduces || verb >= at - 2) is { } subject)
            {
                return subject;
            }

            // "…, says X: "
            if (tokens[at].Text == ":" && tokens[verb - 1].Text == "," && verb + 1 < at && !tokens[verb].Lower.EndsWith("ing", StringComparison.Ordinal)
                && NounPhrase.Speaker(text, verb + 1, at, tokens[verb].Text, adjacent: true) is { } inverted)
            {
                return inverted;
            }
        }

        // A colon introduces words whatever the verb.
        return tokens[at].Text == ":" ? SentenceSubject.Find(text, start, at, verb: null, adjacent: true) : null;
    }

    // Mrs Holt was angry. "…"
    private static Speaker? Around(AnnotatedText text, QuoteSpan span)
    {
        var at = span.First - 1;
        if (at < 0 || text.IsQuoted(at) || text.Tokens[at].Paragraph != text.Tokens[span.First].Paragraph || span.Words < 5 || text.Tokens[at].Text is not ("." or ":") || !EndsSentence(text, span))
        {
            return null;
        }

        return PersonOf(text, text.StretchStart(at), at);
    }

    /// <summary>The person whom the last sentence of the paragraph before is about, for words that stand alone at the start of theirs.</summary>
    public static Speaker? OfParagraphBefore(AnnotatedText text, QuoteSpan span)
    {
        var at = span.First - 1;
        return at >= 0 && !text.IsQuoted(at) && text.Tokens[at].Paragraph == text.Tokens[span.First].Paragraph - 1 && EndsSentence(text, span)
            ? PersonOf(text, text.StretchStart(at), at)
            : null;
    }

    /// <summary>Nothing of the sentence follows the marks: the words are no part of somebody else's sentence.</summary>
    public static bool EndsSentence(AnnotatedText text, QuoteSpan span) =>
        span.End >= text.Tokens.Length || text.Tokens[span.End].Sentence != text.Tokens[span.End - 1].Sentence
        || text.Tokens[span.End].Paragraph != text.Tokens[span.End - 1].Paragraph || text.Tokens[span.End].Text is ".";

    private static Speaker? PersonOf(AnnotatedText text, int start, int end) =>
        SentenceSubject.Find(text, start, end, verb: null, adjacent: false) is { EntityId: not null } found ? found : null;
}
