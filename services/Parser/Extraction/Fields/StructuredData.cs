using Ingestion.Parser.Extraction.Html;

namespace Ingestion.Parser.Extraction.Fields;

/// <summary>What a page says of its article in JSON-LD, in schema.org's words. Null or empty where it does not say.</summary>
internal sealed record StructuredData
{
    public static StructuredData None { get; } = new();

    /// <summary>Kinds of the node; empty when there is none.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>First kind of the node.</summary>
    public string? Type => Types.Count > 0 ? Types[0] : null;

    /// <summary>Whether the node is said to be an article, and not merely a page or a film.</summary>
    public bool IsArticle { get; init; }

    public string? Headline { get; init; }

    public string? AlternativeHeadline { get; init; }

    public string? Description { get; init; }

    public string? DatePublished { get; init; }

    public string? DateModified { get; init; }

    /// <summary>Authors in order, with what they are said to be.</summary>
    public IReadOnlyList<NamedAuthor> Authors { get; init; } = [];

    public string? Publisher { get; init; }

    public string? ImageUrl { get; init; }

    public string? ImageCaption { get; init; }

    public string? ImageCredit { get; init; }

    /// <summary>May hold markup; paragraphs, where parted at all, are parted by line breaks.</summary>
    public string? ArticleBody { get; init; }

    public IReadOnlyList<string> Keywords { get; init; } = [];

    public string? Section { get; init; }

    /// <summary>Names on the page's bread crumbs, outermost first.</summary>
    public IReadOnlyList<string> Breadcrumbs { get; init; } = [];

    public bool? IsAccessibleForFree { get; init; }

    /// <summary>CSS selectors of the parts that are said not to be free.</summary>
    public IReadOnlyList<string> PaidParts { get; init; } = [];

    public string? Language { get; init; }

    public string? Status { get; init; }

    public string? Dateline { get; init; }

    public string? CopyrightHolder { get; init; }

    public string? CopyrightNotice { get; init; }

    public string? UsageTerms { get; init; }

    /// <summary>The article of the page's state scripts, searched when first asked for. Null when there is none.</summary>
    public StateArticle? State => state?.Value;

    private Lazy<StateArticle?>? state { get; init; }

    public static StructuredData Of(Page page, PageMeta meta)
    {
        List<string> titles = [.. new[] { meta.First("og:title"), meta.First("twitter:title"), meta.Title }.OfType<string>(), .. page.All(Tag.H1).Take(5).Select(node => page.InnerText(node))];
        List<string> addresses = [.. new[] { meta.CanonicalLink, meta.First("og:url") }.OfType<string>()];
        var graph = new JsonLdGraph(page.All(Tag.Script)
            .Where(node => page.Attribute(node, "type")?.Contains("ld+json", StringComparison.OrdinalIgnoreCase) == true)
            .Select(page.RawText));
        return StructuredDataReader.Read(graph, addresses, titles) with { state = new Lazy<StateArticle?>(() => StateArticle.Find(StateScripts.Of(page), FlightRows.Texts(page), titles), LazyThreadSafetyMode.None) };
    }
}

/// <param name="Name">As the markup gives it.</param>
/// <param name="IsOrganisation">Whether it is said to be one.</param>
internal sealed record NamedAuthor(string Name, bool IsOrganisation);
