using Ingestion.Contracts;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Quotes;

/// <summary>Direct quotes of a body with their speakers. Words in marks that nobody says are no quotes.</summary>
internal static class QuoteFinder
{
    // Words in marks with nobody who says them are a term or a title up to this many.
    private const int MinWordsWithoutCue = 5;

    private const string By = "quotes/2";

    private const double ByCue = 0.9;
    private const double Carried = 0.7;
    private const double Nobody = 0.5;

    public static Quote[] Find(string text, Token[] tokens, IReadOnlyList<Entity> entities)
    {
        var spans = QuoteSpans.Find(text, tokens);
        if (spans.Count == 0)
        {
            return [];
        }

        var annotated = new AnnotatedText(text, tokens, spans, entities);
        var quotes = new List<Quote>();
        var (last, lastEnd) = (default(Speaker?), -1);
        foreach (var span in spans)
        {
            var (start, end) = (tokens[span.First].Start, tokens[span.End - 1].End);
            var speaker = SpeakerFinder.Find(annotated, span);
            var confidence = ByCue;
            var carriedOn = last is not null && lastEnd >= 0 && CarriesOn(tokens, lastEnd, span);
            if (speaker is null && carriedOn && span.Words >= 3)
            {
                (speaker, confidence) = (last! with { Verb = null }, Carried);
            }

            // A title of a work, even beside a verb: she wrote "The Long Night".
            if (span.Words > 1 && IsTitle(tokens, span) && (span.First == 0 || tokens[span.First - 1].Text is not ("," or ":")) && tokens[span.End - 2].IsWord)
            {
                continue;
            }

            // A term in marks, a title of a work, or an apostrophe.
            if (speaker is null && (span.Words < MinWordsWithoutCue || !span.Closed || IsTitle(tokens, span)))
            {
                continue;
            }

            if (speaker is not null && (span.Words == 0 || (span.Words < 3 && speaker.Verb is null) || (!speaker.Adjacent && (span.Words < 3 || IsTitle(tokens, span)))))
            {
                continue;
            }

            quotes.Add(new Quote
            {
                Start = start,
                End = end,
                Speaker = speaker?.EntityId,
                SpeakerText = speaker is null ? null : annotated.Printed(speaker.First, speaker.End),
                SpeakerStart = speaker is null ? null : tokens[speaker.First].Start,
                SpeakerEnd = speaker is null ? null : tokens[speaker.End - 1].End,
                Verb = speaker?.Verb,
                Kind = QuoteKind.Direct,
                By = By,
                Confidence = speaker is null ? Nobody : span.Closed ? confidence * (speaker.Adjacent ? 1 : 0.8) : 0.6,
            });
            (last, lastEnd) = speaker is null ? (last, lastEnd) : (speaker, span.End);
        }

        return [.. quotes];
    }

    // The same speaker goes on after a quote in the same paragraph, or in the next one when that begins with a quote.
    private static bool CarriesOn(Token[] tokens, int lastEnd, QuoteSpan span)
    {
        var (before, here) = (tokens[Math.Max(0, lastEnd - 1)].Paragraph, tokens[span.First].Paragraph);
        if (before == here)
        {
            return tokens[span.First].Sentence - tokens[Math.Max(0, lastEnd - 1)].Sentence <= 1;
        }

        return here == before + 1 && (span.First == 0 || tokens[span.First - 1].Paragraph != here);
    }

    private static bool IsTitle(Token[] tokens, QuoteSpan span)
    {
        var (capitals, words) = (0, 0);
        for (var at = span.First; at < span.End; at++)
        {
            words += tokens[at].IsWord ? 1 : 0;
            capitals += tokens[at].IsCapital || StopWords.English.Contains(tokens[at].Lower) && tokens[at].Text.Length <= 3 ? 1 : 0;
        }

        return words is > 0 and < 10 && capitals == words;
    }
}
