namespace Ingestion.Parser.Extraction;

/// <summary>The printed headline, out of the several titles that a page gives itself.</summary>
internal static class Headlines
{
    private static readonly string[] Separators = [" | ", " – ", " — ", " - ", " :: ", " · ", " • ", " » ", " › ", " / ", "｜", " : ", "|"];

    /// <param name="firstHeadings">Texts of the <c>h1</c> elements in order.</param>
    /// <param name="structured">JSON-LD's <c>headline</c>.</param>
    /// <param name="openGraph"><c>og:title</c>.</param>
    /// <param name="social"><c>twitter:title</c>.</param>
    /// <param name="title">The <c>title</c> element.</param>
    /// <param name="siteNames">What the publication is called, and its host.</param>
    /// <returns>The headline without site name, or null when the page has no title at all.</returns>
    public static string? Choose(
        IReadOnlyList<string> firstHeadings, string? structured, string? openGraph, string? social, string? title, IReadOnlyList<string> siteNames)
    {
        var candidates = new List<(string Text, double Weight)>();
        void Offer(string? text, double weight)
        {
            if (Clean(text) is { Length: > 0 } clean && WithoutSite(clean, siteNames) is { Length: > 0 } stripped && !IsSite(stripped, siteNames))
            {
                candidates.Add((stripped, weight));
            }
        }

        Offer(structured, 1.25);
        Offer(openGraph, 1);
        Offer(social, 0.4);
        Offer(title, 0.5);
        var written = candidates.ToArray();
        var heading = firstHeadings.Select(text => Clean(text)).Where(text => text.Length > 0 && !IsSite(text, siteNames))
            .Select(text => (Text: text, Likeness: written.Length == 0 ? 0.5 : written.Max(other => Likeness(text, other.Text)))).ToArray();
        if (heading.Length > 0)
        {
            // The h1 that is most like the page's other titles; one like none of them is a section or a site name.
            var nearest = heading.MaxBy(entry => entry.Likeness);
            if (nearest.Likeness >= 0.25 || written.Length == 0)
            {
                candidates.Add((nearest.Text, 1.3));
            }
        }

        if (candidates.Count == 0)
        {
            return Clean(title ?? openGraph ?? (firstHeadings.Count > 0 ? firstHeadings[0] : "")) is { Length: > 0 } last ? last : null;
        }

        // Like texts vote together; a kicker or a site name glued to one of them loses to the plain print that the others have.
        return candidates.GroupBy(candidate => Prose.Letters(candidate.Text))
            .Select(group => (group.First().Text, Votes: group.Sum(candidate => candidate.Weight)))
            .MaxBy(entry => entry.Votes).Text;
    }

    /// <summary>Prints of the headline that a body may repeat, whichever was chosen.</summary>
    public static IReadOnlyList<string> Prints(IEnumerable<string?> titles, IReadOnlyList<string> siteNames) =>
        [.. titles.Select(Clean).Where(text => text.Length > 0).SelectMany(text => (string[])[text, WithoutSite(text, siteNames)]).Distinct()];

    /// <summary>Cuts a site's name off either end.</summary>
    public static string WithoutSite(string title, IReadOnlyList<string> siteNames)
    {
        for (var cut = true; cut;)
        {
            cut = false;
            foreach (var separator in Separators)
            {
                var last = title.LastIndexOf(separator, StringComparison.Ordinal);
                if (last > 0 && IsSite(title[(last + separator.Length)..], siteNames))
                {
                    (title, cut) = (title[..last].TrimEnd(), true);
                }

                var first = title.IndexOf(separator, StringComparison.Ordinal);
                if (first > 0 && IsSite(title[..first], siteNames))
                {
                    (title, cut) = (title[(first + separator.Length)..].TrimStart(), true);
                }
            }
        }

        return title;
    }

    private static bool IsSite(string text, IReadOnlyList<string> siteNames)
    {
        var letters = Prose.Letters(text);
        return letters.Length > 0 && siteNames.Any(name => Prose.Letters(name) is { Length: > 1 } site && SameSite(letters, site));
    }

    private static bool SameSite(string text, string site) =>
        text == site || "the" + text == site || text == "the" + site || (text.Length >= 4 && site.Length < 40 && site.StartsWith(text, StringComparison.Ordinal))
        || (site.Length >= 4 && text.Length <= site.Length + 12 && (text.StartsWith(site, StringComparison.Ordinal) || text.EndsWith(site, StringComparison.Ordinal)));

    /// <summary>A title is a line; of one that is a book the beginning will do.</summary>
    private const int Longest = 1_000;

    private static string Clean(string? text) => string.Join(' ', (text is { Length: > Longest } ? text[..Longest] : text ?? "").Replace("\u00AD", "", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Share of two-letter pairs in common (Dice), 0 to 1: works without word breaks.</summary>
    private static double Likeness(string one, string other)
    {
        var (a, b) = (Pairs(one), Pairs(other));
        return a.Count + b.Count == 0 ? 0 : 2.0 * a.Count(b.Contains) / (a.Count + b.Count);
    }

    private static HashSet<int> Pairs(string text)
    {
        var letters = Prose.Letters(text);
        var pairs = new HashSet<int>();
        for (var i = 0; i + 1 < letters.Length; i++)
        {
            pairs.Add((letters[i] << 16) | letters[i + 1]);
        }

        return pairs;
    }
}
