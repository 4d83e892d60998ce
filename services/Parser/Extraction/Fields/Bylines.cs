namespace Ingestion.Parser.Extraction.Fields;

/// <summary>Names of authors out of printed bylines and markup: names only, no roles, dates, agencies, addresses or site names.</summary>
internal static class Bylines
{
    /// <summary>A byline is a line.</summary>
    private const int Longest = 400;

    private static readonly string[] Breaks =
        [";", "|", " & ", " and ", " und ", " et ", " y ", " og ", " och ", " ja ", " en ", " i ", " e ", " ve ", " и ", " та ", " و", " with ", "/", "\n", " · ", " • ", "、", "，", "・", " + ", " sowie ", " mit ", " avec "];

    // Lines that credit a picture or explain something, and no text.
    private static readonly string[] Credits = ["photo", "foto", "image", "credit", "bild", "picture", "quelle", "source", "video", "illustration", "grafik", "getty", "copyright", "©", "reviewed by", "fact-checked", "edited by", "medically"];

    /// <param name="text">A byline as printed, or an author entry of the markup.</param>
    /// <param name="sites">Names that are the publication's, not a person's.</param>
    /// <returns>The persons' names in printed order; empty when it holds none.</returns>
    public static IReadOnlyList<string> Names(string text, SiteNames sites)
    {
        var names = new List<string>();
        foreach (var (name, afterComma) in Pieces(text))
        {
            // "Ada Moreno, Frankfurt", "Ada Moreno, HT Berlin": one word after a comma is a place or an agency, and so is what starts with the site's name.
            var isTail = afterComma && names.Count > 0 && names[^1].Contains(' ', StringComparison.Ordinal)
                && (name.IndexOf(' ', StringComparison.Ordinal) is var space && (space < 0 || sites.Is(name.AsSpan(0, space))));
            if (!isTail && !PersonName.IsBody(name) && !sites.Is(name) && !names.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                names.Add(name);
            }
        }

        return names;
    }

    /// <param name="text">An author entry that holds no person's name.</param>
    /// <returns>Bodies that it names: the publication, an agency, a desk.</returns>
    public static IReadOnlyList<string> Bodies(string text)
    {
        var whole = PersonName.WithoutLead(text).Trim(' ', ',', '-', '.', '|');
        if (whole.Length is < 2 or > 80 || whole.Contains("://", StringComparison.Ordinal) || whole.Contains('@', StringComparison.Ordinal) || NameWords.NotNames.Contains(whole) || IsCredit(whole))
        {
            return [];
        }

        const string Staff = " staff";
        return [whole.EndsWith(Staff, StringComparison.OrdinalIgnoreCase) ? whole[..^Staff.Length] : whole];
    }

    public static bool IsAgency(string text) => NameWords.Agencies.Contains(text.Trim());

    public static bool IsCredit(string text) => Array.Exists(Credits, credit => text.AsSpan().TrimStart("( ").StartsWith(credit, StringComparison.OrdinalIgnoreCase));

    private static bool IsSurnameFirst(string text) =>
        text.Split(", ") is [{ Length: > 2 } surname, { Length: > 1 } given] && !surname.Contains(' ', StringComparison.Ordinal) && given.AsSpan().Count(' ') <= 1 && char.IsUpper(surname[0]) && char.IsUpper(given[0])
        && surname.Any(char.IsLower) && given.Any(char.IsLower);

    /// <summary>A line about an author, not the byline.</summary>
    public static bool IsSentence(string text) => text.AsSpan().TrimEnd() is [.., '.'] && text.AsSpan().Trim().Count(' ') >= 7;

    private static IEnumerable<(string Name, bool AfterComma)> Pieces(string text)
    {
        if (text.Length > Longest || IsSentence(text) || text.Contains("://", StringComparison.Ordinal) || IsCredit(text) || text.AsSpan().TrimStart() is [',', ..])
        {
            yield break;
        }

        foreach (var work in NameWords.OtherWork)
        {
            var at = text.IndexOf(work, StringComparison.OrdinalIgnoreCase);
            text = at >= 0 ? text[..at] : text;
        }

        IEnumerable<string> parts = [PersonName.WithoutLead(text)];
        var hasSemicolon = text.Contains(';', StringComparison.Ordinal);
        foreach (var mark in Breaks)
        {
            parts = parts.SelectMany(part => part.Split(mark, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        }

        var all = parts.ToList();
        foreach (var part in all)
        {
            // "Moreno, Ada Lee; Brandt, Lena May": surname first, as in registers; "Moreno, Ada" alone is one too.
            if ((hasSemicolon || (all.Count == 1 && part.Length == text.Trim().Length && IsSurnameFirst(part))) && part.Split(',', StringSplitOptions.TrimEntries) is [var surname, var given] && surname.Length > 1 && !given.Any(char.IsDigit)
                && PersonName.Of(surname) is { } first && PersonName.Of(given) is { } second && !PersonName.IsBody(second))
            {
                yield return ($"{first}, {second}", false);
                continue;
            }

            var afterComma = false;
            foreach (var piece in part.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                if (PersonName.Of(piece) is { } name)
                {
                    yield return (name, afterComma);
                }

                afterComma = true;
            }
        }
    }
}
