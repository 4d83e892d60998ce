namespace Ingestion.Parser.Extraction.BodyText;

/// <summary>What else a page says of its article, beside the text itself.</summary>
/// <param name="Titles">Headline and its other prints.</param>
/// <param name="Description">Its description for other sites; null when there is none.</param>
/// <param name="Told">The body that its JSON-LD tells: it may be cut, a teaser or another story's. Null when it tells none.</param>
internal sealed record BodyHints(IReadOnlyList<string> Titles, string? Description, string? Told)
{
    private const int Longest = 200_000;

    private const int Telling = 300;

    public static BodyHints None { get; } = new([], null, null);

    /// <summary><see cref="Told"/> where it is long enough to say where the body lies, and no library.</summary>
    public string? Telltale => Told is { Length: < Longest } && Prose.Weight(Told) >= Telling ? Told : null;
}
