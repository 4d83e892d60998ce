using System.ComponentModel.DataAnnotations;
using Ingestion.Enricher.Enrichment.Names;
using Lingua;

namespace Ingestion.Enricher;

internal sealed class EnricherOptions : IValidatableObject
{
    public const string Section = "Enricher";

    /// <summary>
    /// Languages that a text may be in, by the English names that Lingua gives them, parted by commas, 2 or more. Default: 24 languages, which take about 123 MB
    /// of memory and 0.7 s to load (measured); all 79 take twice the memory, eight times as long, and confuse relatives more often.
    /// </summary>
    [Required]
    public string Languages { get; set; } =
        "English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Swedish, Russian, Ukrainian, Turkish, Arabic, Chinese, Japanese, Korean, "
        + "Danish, Finnish, Czech, Hungarian, Romanian, Greek, Hebrew, Hindi";

    /// <summary>
    /// What finds people, organisations and places: <c>perceptron</c>, the model that the enricher ships with (English; rules elsewhere), <c>rules</c>, or
    /// <c>onnx</c>, a model of the user's own. Default: perceptron, 17 to 19 points of F1 above the rules on texts that it has not seen, at a millisecond an article.
    /// </summary>
    [RegularExpression("perceptron|rules|onnx", ErrorMessage = "Enricher:Names must be perceptron, rules or onnx.", MatchTimeoutInMilliseconds = 1000)]
    public string Names { get; set; } = NerProviders.Perceptron;

    /// <summary>Path of the model for <c>onnx</c>: token classification with the inputs input_ids and attention_mask. Default: none; none is shipped.</summary>
    public string? OnnxModel { get; set; }

    /// <summary>Path of its vocabulary, <c>vocab.txt</c> (WordPiece). Default: none.</summary>
    public string? OnnxVocabulary { get; set; }

    /// <summary>Path of its labels: a <c>config.json</c> with <c>id2label</c>, or a text with one label a line. Default: none.</summary>
    public string? OnnxLabels { get; set; }

    /// <summary>Languages that the model is used for, as tags parted by commas; others are read by rules. Default: English, since most models know nothing else.</summary>
    [Required]
    public string OnnxLanguages { get; set; } = "en";

    /// <summary>
    /// How long after it came an article is looked for copies of, 1 hour to a year. Default 30 days: most copy is carried within two, and the store grows with the
    /// window (about 5.5 KB an article), not with the archive. A guess; what is carried after a month is mostly archive copy.
    /// </summary>
    [Range(typeof(TimeSpan), "01:00:00", "366.00:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan CopyWindow { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long after its latest article a story takes further ones, 1 hour to 60 days. Default 7 days: a guess, after the habit of the literature.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "60.00:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan StoryWindow { get; set; } = TimeSpan.FromDays(7);

    private IEnumerable<string> LanguageNames => Languages.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The configured languages; a name that Lingua does not know is left out here and reported by <see cref="Validate"/>.</summary>
    internal Language[] KnownLanguages() =>
        [.. LanguageNames.Select(Parse).OfType<Language>().Distinct()];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var unknown = LanguageNames.Where(name => Parse(name) is null).ToArray();
        if (unknown.Length > 0)
        {
            yield return new ValidationResult(
                $"{Section}:Languages names languages that are not known: {string.Join(", ", unknown)}. "
                + $"Known are: {string.Join(", ", LanguageInfo.All().Select(language => language.ToString()).Order(StringComparer.Ordinal))}.",
                [nameof(Languages)]);
        }
        else if (KnownLanguages().Length < 2)
        {
            yield return new ValidationResult($"{Section}:Languages must name at least 2 different languages.", [nameof(Languages)]);
        }
    }

    // Enum.TryParse takes numbers too, which are no names.
    private static Language? Parse(string? name) =>
        Enum.TryParse<Language>(name, ignoreCase: true, out var language)
        && language != Language.Unknown && Enum.IsDefined(language) && !char.IsAsciiDigit(name!.Trim()[0])
            ? language
            : null;
}
