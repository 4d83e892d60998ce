using System.Text.Json;
using static Ingestion.Parser.Extraction.JsonLdValue;

namespace Ingestion.Parser.Extraction;

/// <summary>What a page says of its article in JSON-LD, in schema.org's words. Null or empty where it does not say.</summary>
internal sealed record StructuredData
{
    public static StructuredData None { get; } = new();

    public string? Type { get; init; }

    public string? Headline { get; init; }

    public string? AlternativeHeadline { get; init; }

    public string? Description { get; init; }

    public string? DatePublished { get; init; }

    public string? DateModified { get; init; }

    public IReadOnlyList<string> Persons { get; init; } = [];

    /// <summary>Authors that are said to be organisations.</summary>
    public IReadOnlyList<string> Organisations { get; init; } = [];

    public string? Publisher { get; init; }

    public string? ImageUrl { get; init; }

    public string? ImageCaption { get; init; }

    public string? ImageCredit { get; init; }

    public string? ArticleBody { get; init; }

    public IReadOnlyList<string> Keywords { get; init; } = [];

    public string? Section { get; init; }

    public bool? IsAccessibleForFree { get; init; }

    public string? Language { get; init; }

    public string? Status { get; init; }

    public string? CopyrightHolder { get; init; }

    public string? UsageTerms { get; init; }

    /// <param name="blocks">Contents of the <c>application/ld+json</c> scripts.</param>
    public static StructuredData Read(IEnumerable<string> blocks) => JsonLdArticle.Find(blocks) is { } node ? Of(node) : None;

    private static StructuredData Of(JsonElement node)
    {
        var (persons, organisations) = (new List<string>(), new List<string>());
        Authors(Property(node, "author") ?? Property(node, "creator"), persons, organisations);
        var image = First(Property(node, "image"));
        return new StructuredData
        {
            Type = Text(node, "@type"),
            Headline = Text(node, "headline") ?? Text(node, "name"),
            AlternativeHeadline = Text(node, "alternativeHeadline"),
            Description = Text(node, "description"),
            DatePublished = Text(node, "datePublished") ?? Text(node, "dateCreated"),
            DateModified = Text(node, "dateModified"),
            Persons = persons,
            Organisations = organisations,
            Publisher = Text(node, "publisher"),
            ImageUrl = image is { ValueKind: JsonValueKind.Object } picture ? Text(picture, "url") ?? Text(picture, "contentUrl") : Plain(image),
            ImageCaption = image is { ValueKind: JsonValueKind.Object } captioned ? Text(captioned, "caption") : null,
            ImageCredit = image is { ValueKind: JsonValueKind.Object } credited ? Text(credited, "creditText") ?? Text(credited, "creator") : null,
            ArticleBody = Text(node, "articleBody"),
            Keywords = Words(Property(node, "keywords")),
            Section = Text(node, "articleSection"),
            IsAccessibleForFree = Flag(Property(node, "isAccessibleForFree")),
            Language = Text(node, "inLanguage"),
            Status = Text(node, "creativeWorkStatus"),
            CopyrightHolder = Text(node, "copyrightHolder"),
            UsageTerms = Text(node, "usageInfo") ?? Text(node, "license"),
        };
    }
}
