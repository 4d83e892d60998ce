namespace Ingestion.Parser.Extraction.Fields;

/// <summary>The printed byline of a page, and the authors by the best source that names any.</summary>
/// <param name="Byline">As printed, without what follows the names; null when none is.</param>
/// <param name="Names">Names only, in order; empty when there are none.</param>
internal sealed record Authorship(string? Byline, IReadOnlyList<string> Names)
{
    private static readonly string[] MetaNames =
        ["author", "article:author", "og:article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl", "cxenseparse:author", "article:author_name", "article.author", "authors", "citation_author", "rbauthors"];

    /// <summary>Longer lists are masthead pages.</summary>
    private const int Most = 30;

    /// <param name="printed">What the page prints; null when nothing that looks like a byline was found.</param>
    /// <param name="meta">The page's meta elements.</param>
    /// <param name="structured">Its JSON-LD.</param>
    /// <param name="sites">Names of the publication.</param>
    public static Authorship Of(PrintedByline? printed, PageMeta meta, StructuredData structured, SiteNames sites)
    {
        var metaEntries = MetaNames.SelectMany(meta.All).ToList();
        var structuredPersons = Persons(structured.Authors.Where(author => !author.IsOrganisation).Select(author => author.Name), sites);
        var metaPersons = Persons(metaEntries, sites);
        var markedPersons = printed is { IsMarked: true } ? Persons(printed.Parts, sites) : [];
        var byline = printed is null ? null : PrintedText(printed.Text);
        List<List<string>> sources = [structuredPersons, metaPersons, markedPersons, printed is { IsMarked: false } ? PrintedPersons(printed, sites) : []];
        if (sources.Find(names => names.Count > 0) is not { } persons)
        {
            return new Authorship(byline, Bodies(metaEntries, structured, printed));
        }

        // A source that begins with these and has more is complete where the first was cut to one.
        sources[3] = byline is not null && !byline.Split(' ').Any(NameWords.Bodies.Contains) ? Persons([byline], sites).FindAll(IsWhole) : [];
        var whole = sources.Find(names => names.Count > persons.Count && names.Count <= 6 && string.Equals(names[0], persons[0], StringComparison.OrdinalIgnoreCase)
            && persons.TrueForAll(name => names.Contains(name, StringComparer.OrdinalIgnoreCase)));
        return new Authorship(byline, [.. (whole ?? persons).Take(Most)]);
    }

    private static List<string> Persons(IEnumerable<string> entries, SiteNames sites) =>
        [.. entries.Take(Most).SelectMany(entry => Bylines.Names(entry, sites)).Distinct(StringComparer.OrdinalIgnoreCase)];

    private static List<string> PrintedPersons(PrintedByline printed, SiteNames sites)
    {
        // Given name and surname in elements of their own.
        if (printed.Parts.Count is 2 or 3 && printed.Parts.All(part => part.Trim() is { Length: > 1 } word && !word.Contains(' ', StringComparison.Ordinal) && char.IsUpper(word[0])))
        {
            return Persons([string.Join(' ', printed.Parts.Select(part => part.Trim()))], sites);
        }

        // Single words are places and labels, but after "By".
        var names = Persons(printed.Parts, sites);
        return names.Exists(IsWhole) ? names.FindAll(IsWhole) : StartsWithLead(printed) ? names : [];
    }

    private static bool IsWhole(string name) => name.Contains(' ', StringComparison.Ordinal) || Prose.IsDense(name[0]);

    /// <summary>No person is named: the publication, an agency or a desk is.</summary>
    private static List<string> Bodies(List<string> metaEntries, StructuredData structured, PrintedByline? printed)
    {
        IEnumerable<IEnumerable<string>> sources = [structured.Authors.Select(author => author.Name), metaEntries, printed is { IsMarked: true } || StartsWithLead(printed) ? printed!.Parts : []];
        return sources.Select(source => source.SelectMany(Bylines.Bodies).Distinct(StringComparer.OrdinalIgnoreCase).Take(5).ToList()).FirstOrDefault(names => names.Count > 0) ?? [];
    }

    private static bool StartsWithLead(PrintedByline? printed) => printed is not null && PersonName.WithoutLead(printed.Text).Length < printed.Text.Length;

    /// <summary>A printed byline ends where the date begins.</summary>
    private static string? PrintedText(string text)
    {
        var digit = text.AsSpan().IndexOfAnyInRange('0', '9');
        if (digit > 0)
        {
            var words = text[..digit].Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
            while (words.Count > 0 && NameWords.DateWords.Contains(words[^1].Trim('.', ',')))
            {
                words.RemoveAt(words.Count - 1);
            }

            text = string.Join(' ', words);
        }

        text = text.TrimEnd(' ', ',', '|', '•', '·', '-', '–', ':');
        return text.Length is > 3 and < 150 ? text : null;
    }
}
