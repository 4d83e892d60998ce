namespace Ingestion.Parser.Extraction.Fields;

/// <param name="Text">The headline.</param>
/// <param name="Evidence">Where it stood: <c>h1</c>, <c>json-ld</c>, <c>og:title</c>, <c>twitter:title</c> or <c>title</c>.</param>
internal sealed record Headline(string Text, string Evidence);

/// <summary>The titles that a page gives itself.</summary>
/// <param name="Headings">Its headings of the first rank, in order.</param>
/// <param name="Structured">JSON-LD's <c>headline</c>.</param>
/// <param name="OpenGraph"><c>og:title</c>.</param>
/// <param name="Social"><c>twitter:title</c>.</param>
/// <param name="Title">The <c>title</c> element.</param>
internal sealed record PageTitles(IReadOnlyList<PrintedHeading> Headings, string? Structured, string? OpenGraph, string? Social, string? Title);

/// <summary>The headline, out of the several titles that a page gives itself.</summary>
internal static class Headlines
{
    // In the order in which one of several like prints is shown.
    private static readonly string[] Sources = ["json-ld", "h1", "og:title", "twitter:title", "title"];

    /// <param name="titles">What the page is called.</param>
    /// <param name="sites">What the publication is called.</param>
    /// <param name="section">Section of the publication, which some titles name; null when not known.</param>
    /// <returns>The headline without site name, or null when the page has no title at all.</returns>
    public static Headline? Choose(PageTitles titles, SiteNames sites, string? section = null)
    {
        var prints = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (source, text) in new[] { ("json-ld", titles.Structured), ("og:title", titles.OpenGraph), ("twitter:title", titles.Social), ("title", titles.Title) })
        {
            if (TitleParts.WithoutSite(TitleParts.Clean(text), sites, section) is { Length: > 0 } print && !sites.IsLike(print))
            {
                prints[source] = print;
            }
        }

        var heading = Nearest(titles.Headings, prints.Values, sites);
        if (heading is not null)
        {
            prints["h1"] = heading.Text;
        }

        if (prints.Count == 0)
        {
            return TitleParts.Clean(titles.Title ?? titles.OpenGraph) is { Length: > 0 } last ? new Headline(last, "title") : null;
        }

        Shorten(prints);
        return Elect(prints, heading);
    }

    /// <summary>Prints of the headline that a body may repeat, whichever was chosen.</summary>
    public static IReadOnlyList<string> Prints(IEnumerable<string?> titles, SiteNames sites) =>
        [.. titles.Select(TitleParts.Clean).Where(text => text.Length > 0).SelectMany(text => (string[])[text, TitleParts.WithoutSite(text, sites)]).Distinct()];

    /// <summary>The heading that is most like the page's other titles; one like none of them is a section or a site name.</summary>
    private static PrintedHeading? Nearest(IReadOnlyList<PrintedHeading> headings, Dictionary<string, string>.ValueCollection others, SiteNames sites)
    {
        var likely = headings.Where(heading => heading.Text.Length > 0 && !sites.IsLike(heading.Text))
            .Select(heading => (Heading: heading, Likeness: others.Count == 0 ? 0.5 : others.Max(other => TitleLikeness.Of(heading.Text, other)))).ToList();
        return likely.Count == 0 ? null : likely.MaxBy(entry => entry.Likeness) is { Likeness: >= 0.25 } nearest ? nearest.Heading : null;
    }

    /// <summary>A print that breaks off is completed by one that does not; one with a kicker or a section glued on is cut where another shows the cut.</summary>
    private static void Shorten(Dictionary<string, string> prints)
    {
        foreach (var source in Sources.Where(prints.ContainsKey))
        {
            if ((string[])["h1", "json-ld", "title", "og:title"] is var longer && longer.FirstOrDefault(other => prints.TryGetValue(other, out var whole) && TitleParts.IsCutShort(prints[source], whole)) is { } complete)
            {
                prints[source] = prints[complete];
            }
        }

        foreach (var source in (string[])["json-ld", "og:title", "twitter:title", "title", "h1"])
        {
            foreach (var shorter in (string[])["h1", "og:title", "json-ld"])
            {
                if (shorter == source || !prints.TryGetValue(source, out var print) || !prints.TryGetValue(shorter, out var part))
                {
                    continue;
                }

                // Where the heading alone lacks what all others have, its kicker is printed beside it and belongs to the headline.
                var cut = TitleParts.IsPartOf(part, print);
                if (cut == TitleParts.Cut.Bar || (cut == TitleParts.Cut.Loose && (shorter != "h1" || !prints.ContainsKey("json-ld"))))
                {
                    prints[source] = part;
                }
            }
        }
    }

    /// <summary>Like prints vote together. A structured headline that is not the title for search engines again was written as the headline: it wins.</summary>
    private static Headline Elect(Dictionary<string, string> prints, PrintedHeading? heading)
    {
        var letters = prints.ToDictionary(entry => entry.Key, entry => Prose.Letters(entry.Value), StringComparer.Ordinal);
        var isOwn = letters.TryGetValue("json-ld", out var structured) && structured != letters.GetValueOrDefault("title");
        double Weight(string source) => source switch
        {
            "h1" => 1.3,
            "json-ld" => isOwn ? 4 : 1.25,
            "og:title" => 1,
            "twitter:title" => 0.4,
            _ => 0.5,
        };

        var elected = letters.GroupBy(entry => entry.Value, entry => entry.Key).MaxBy(group => group.Sum(Weight))!.ToList();
        var shown = Sources.First(elected.Contains);
        if (elected.Contains("h1"))
        {
            // Of prints with the same letters the heading tells capitals best, the structured one the marks between words that a heading shows as lines.
            var whole = prints["h1"];
            var isQuoted = prints[shown] is ['"' or '“' or '„', .., '"' or '”' or '“'];
            shown = shown == "json-ld" ? (string.Equals(prints[shown], whole, StringComparison.OrdinalIgnoreCase) || isQuoted ? "h1" : shown)
                : heading!.IsGlued && shown == "h1" && elected.Count > 1 ? Sources.First(source => source != "h1" && elected.Contains(source)) : "h1";
        }

        return new Headline(prints[shown], elected.Contains("h1") ? "h1" : shown);
    }
}
