using System.ComponentModel.DataAnnotations;
using Lingua;

namespace Ingestion.Enricher;

internal sealed class EnricherOptions : IValidatableObject
{
    public const string Section = "Enricher";

    /// <summary>
    /// Languages that a text may be in, by the English names that Lingua gives them, parted by commas, 2 or more. Default: 16 languages, which take about 107 MB
    /// of memory and half a second to load (measured); all 79 take twice the memory, twelve times as long, and confuse relatives more often.
    /// </summary>
    [Required]
    public string Languages { get; set; } =
        "English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Swedish, Russian, Ukrainian, Turkish, Arabic, Chinese, Japanese, Korean";

    /// <summary>
    /// How long after it came an article is looked for copies of, 1 hour to a year. Default 30 days: most copy is carried within two, and the store grows with the
    /// window (about 3.5 KB an article), not with the archive. A guess; what is carried after a month is mostly archive copy.
    /// </summary>
    [Range(typeof(TimeSpan), "01:00:00", "366.00:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan CopyWindow { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long after its latest article a story takes further ones, 1 hour to 60 days. Default 7 days: a guess, after the habit of the literature.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "60.00:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan StoryWindow { get; set; } = TimeSpan.FromDays(7);

    private IEnumerable<string> Names => Languages.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The configured languages; a name that Lingua does not know is left out here and reported by <see cref="Validate"/>.</summary>
    internal Language[] KnownLanguages() =>
        [.. Names.Select(Parse).OfType<Language>().Distinct()];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var unknown = Names.Where(name => Parse(name) is null).ToArray();
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
