using Ingestion.Contracts;
using Ingestion.Enricher.Enrichment.Text;
using Lingua;
using Language = Ingestion.Contracts.Language;

namespace Ingestion.Enricher.Enrichment;

/// <summary>
/// Language of headline and body. The models are loaded by the constructor; afterwards it only reads, so threads may share it.
/// </summary>
/// <remarks>Measured on sentences of 16 languages: 98.8 % right in low accuracy mode, 100 % on texts of article length.</remarks>
internal sealed class LanguageFinder
{
    private const string By = "lingua/2.0";

    // More text costs time and changes nothing: the measurement above was made on as much.
    private const int MaxChars = 1000;

    // Below this a guess is as good as a coin on related languages.
    private const int MinLetters = 20;

    // Below this the words of grammar have their say.
    private const int Short = 40;

    // A guess is a finding when it is this sure; with the markup of the page on its side less will do.
    private const double Sure = 0.5;
    private const double SureWithMarkup = 0.2;

    // Or when it is this far ahead of the next.
    private const double Ahead = 0.1;

    private readonly LanguageDetector detector;

    public LanguageFinder(EnricherOptions options)
    {
        var languages = options.KnownLanguages();
        if (languages.Length < 2)
        {
            throw new ArgumentException("At least 2 known languages are needed.", nameof(options));
        }

        detector = LanguageDetectorBuilder.FromLanguages(languages).WithLowAccuracyMode().WithPreloadedLanguageModels().Build();

        // The first call compiles the detector's expressions and fills its caches.
        Find("The first call is the slow one, so it is made before the first article comes.", "", markup: null);
    }

    /// <param name="headline">Text that counts first.</param>
    /// <param name="body">Text that counts up to a thousand characters in all.</param>
    /// <param name="markup">
    /// BCP 47 tag that the page claims, or null. A prior: it decides between two languages that are about as likely and lowers the bar for
    /// the one it names; it never makes a language of a text that does not look like it.
    /// </param>
    public Language Find(string headline, string body, string? markup)
    {
        var text = headline.Length == 0 ? body : headline + "\n" + body;
        text = text.Length > MaxChars ? text[..(char.IsHighSurrogate(text[MaxChars - 1]) ? MaxChars - 1 : MaxChars)] : text;
        if (TooLittle(text))
        {
            return Unsure;
        }

        var (best, second, hinted) = (default(KeyValuePair<Lingua.Language, double>), 0.0, default(KeyValuePair<Lingua.Language, double>));
        var hint = markup?.Split('-', '_')[0].ToLowerInvariant();
        foreach (var candidate in detector.ComputeLanguageConfidenceValues(text))
        {
            (best, second) = candidate.Value > best.Value ? (candidate, best.Value) : (best, Math.Max(second, candidate.Value));
            hinted = hint is not null && Tag(candidate.Key) == hint ? candidate : hinted;
        }

        return hinted.Value >= SureWithMarkup ? Found(hinted) : IsContradicted(text, Tag(best.Key)) ? Unsure : best.Value >= Sure || best.Value - second >= Ahead ? Found(best) : Unsure;
    }

    // A line of names and one English word: "Messi to miss final" looks Italian letter by letter.
    private static bool IsContradicted(string text, string tag)
    {
        if (text.Count(char.IsLetter) >= Short || tag is not ("de" or "fr" or "es" or "it"))
        {
            return false;
        }

        var words = Tokenizer.Cut(text).Where(token => token.IsWord && !token.IsCapital).Select(token => token.Text).ToList();
        return !words.Exists(StopWords.For(tag).Contains) && words.Exists(StopWords.English.Contains);
    }

    private static Language Unsure => new() { Tag = "und", Confidence = 0, By = By };

    private static Language Found(KeyValuePair<Lingua.Language, double> language) =>
        new() { Tag = Tag(language.Key), Confidence = Math.Round(Math.Min(language.Value, 0.99), 2), By = By };

    internal static string Tag(Lingua.Language language) => language.IsoCode6391().ToString().ToLowerInvariant();

    // One Chinese or Korean letter says as much as two or three Latin ones; a script that few languages write says more than its letters.
    private static bool TooLittle(string text)
    {
        var letters = 0;
        foreach (var c in text)
        {
            letters += !char.IsLetter(c) ? 0 : c >= 0x2E80 ? 3 : c >= 0x0370 ? 2 : 1;
            if (letters >= MinLetters)
            {
                return false;
            }
        }

        return true;
    }
}
