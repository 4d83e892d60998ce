namespace Ingestion.Parser.Extraction.Dates;

/// <summary>Where a page comes from, as far as the reading of its dates goes.</summary>
/// <param name="Language">Primary language subtag, lower case; null when not known.</param>
/// <param name="MonthFirst">3/4 is read as March 4.</param>
/// <param name="Certain">False when nothing says whether the page counts as Americans or as all others do.</param>
internal readonly record struct DateLocale(string? Language, bool MonthFirst, bool Certain)
{
    // Of the countries whose editions print in English, these write the month first. CLDR, dateFormats of en-*.
    private static readonly string[] MonthFirstRegions = ["US", "PH", "PR", "GU"];

    // Country domains where English pages write the day first.
    private static readonly string[] DayFirstDomains = ["uk", "au", "nz", "ie", "in", "za", "ng", "ke", "gh", "pk", "lk", "bd", "my", "sg", "hk", "jm", "tt", "mt", "zw", "ug", "tz", "zm", "np", "ae", "il", "qa"];

    /// <param name="tag">Language tag of the markup, such as <c>en-GB</c> or <c>en_US</c>; may be null.</param>
    /// <param name="host">Host that the page came from; may be null.</param>
    public static DateLocale Of(string? tag, string? host)
    {
        var parts = (tag ?? "").Trim().Split('-', '_');
        var language = parts[0].Length is 2 or 3 && parts[0].All(char.IsAsciiLetter) ? parts[0].ToLowerInvariant() : null;
        var region = parts.FirstOrDefault(part => part.Length == 2 && part != parts[0])?.ToUpperInvariant();
        var domain = host?[(host.LastIndexOf('.') + 1)..].ToLowerInvariant();
        if (language is not (null or "en"))
        {
            return new DateLocale(language, false, true);
        }

        if (domain is not null && DayFirstDomains.Contains(domain))
        {
            return new DateLocale(language, false, true);
        }

        // Templates are shipped as en-US and left so: outside the United States' own domains the tag alone is no proof.
        var american = region is null || MonthFirstRegions.Contains(region);
        return language is null ? new DateLocale(null, domain is "com" or "us" or "gov" or "edu", false) : new DateLocale(language, american, region is not null);
    }
}
