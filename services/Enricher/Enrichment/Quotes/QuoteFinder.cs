using Ingestion.Contracts;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Quotes;

/// <summary>Direct quotes of a body with their speakers. Words in marks that nobody says are no quotes.</summary>
internal static class QuoteFinder
{
    // Words in marks with nobody who says them are a term or a title up to this many.
    private const int MinWordsWithoutCue = 5;

    private const string By = "quotes/3";

    private const double ByCue = 0.9;
    private const double Carried = 0.7;
    private const double Nobody = 0.5;
    private const double Indirect = 0.7;

    public static Quote[] Find(string text, Token[] tokens, IReadOnlyList<Entity> entities)
    {
        var spans = QuoteSpans.Find(text, tokens);
        var annotated = new AnnotatedText(text, tokens, spans, entities);
        var quotes = new List<Quote>();
        foreach (var (first, end, speaker) in IndirectSpeech.Find(annotated))
        {
            quotes.Add(ToQuote(annotated, first, end, QuoteKind.Indirect, speaker, Indirect));
        }

        AddDirect(annotated, spans, quotes);
        quotes.Sort((one, other) => one.Start.CompareTo(other.Start));
        return [.. quotes];
    }

    private static void AddDirect(AnnotatedText annotated, List<QuoteSpan> spans, List<Quote> quotes)
    {
        var tokens = annotated.Tokens;
        var (last, lastEnd) = (default(Speaker?), -1);
        foreach (var span in spans)
        {
            var speaker = SpeakerFinder.Find(annotated, span);
            var confidence = ByCue;
            if (speaker is null && span.Words >= 3 && SpeakerFinder.EndsSentence(annotated, span))
            {
                speaker = last is not null && CarriesOn(annotated, lastEnd, span) ? last with { Verb = null } : SpeakerFinder.OfParagraphBefore(annotated, span);
                confidence = Carried;
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

            quotes.Add(ToQuote(annotated, span.First, span.End, QuoteKind.Direct, speaker, speaker is null ? Nobody : span.Closed ? confidence * (speaker.Adjacent ? 1 : 0.8) : 0.6));
            (last, lastEnd) = speaker is null ? (last, lastEnd) : (speaker, span.End);
        }
    }

    private static Quote ToQuote(AnnotatedText text, int first, int end, string kind, Speaker? speaker, double confidence) => new()
    {
        Start = text.Tokens[first].Start,
        End = text.Tokens[end - 1].End,
        Speaker = speaker?.EntityId,
        SpeakerText = speaker is null ? null : text.Printed(speaker.First, speaker.End),
        SpeakerStart = speaker is null ? null : text.Tokens[speaker.First].Start,
        SpeakerEnd = speaker is null ? null : text.Tokens[speaker.End - 1].End,
        Verb = speaker?.Verb,
        Kind = kind,
        Confidence = Math.Round(confidence, 2),
        By = By,
    };

    // The same speaker goes on after a quote in the same paragraph, or in the next one when that begins with a quote and nobody else was spoken of since.
    private static bool CarriesOn(AnnotatedText text, int lastEnd, QuoteSpan span)
    {
        var tokens = text.Tokens;
        var last = tokens[lastEnd - 1];
        if (last.Paragraph == tokens[span.First].Paragraph)
        {
            return tokens[span.First].Sentence - last.Sentence <= 1;
        }

        return tokens[span.First].Paragraph == last.Paragraph + 1 && tokens[span.First - 1].Paragraph == last.Paragraph
            && (tokens[span.First - 1].Sentence - last.Sentence <= 1 || SpeakerFinder.OfParagraphBefore(text, span) is null);
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
