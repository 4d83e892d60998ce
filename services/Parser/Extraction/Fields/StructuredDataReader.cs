using System.Text.Json;
using static Ingestion.Parser.Extraction.Fields.JsonLdValue;

namespace Ingestion.Parser.Extraction.Fields;

/// <summary>Reads the article's node of a JSON-LD graph.</summary>
internal static class StructuredDataReader
{
    /// <summary>Kinds below this are pages and films, whose name is not a headline.</summary>
    private const int ArticleKind = 30;

    public static StructuredData Read(JsonLdGraph graph, IReadOnlyCollection<string> addresses, IReadOnlyList<string> titles) =>
        JsonLdArticle.Find(graph, addresses, titles) is { } node ? Of(node, graph) : new StructuredData { Breadcrumbs = Breadcrumbs(graph) };

    private static StructuredData Of(JsonElement node, JsonLdGraph graph)
    {
        var authors = new List<NamedAuthor>();
        Authors(Property(node, "author") ?? Property(node, "creator"), graph, authors, depth: 0);
        var image = graph.Resolve(First(Property(node, "image")));
        var isArticle = JsonLdArticle.Kind(node) >= ArticleKind;
        var paid = PaidParts(node);
        return new StructuredData
        {
            Types = Types(node),
            IsArticle = isArticle,
            Headline = Text(node, "headline") ?? (isArticle ? Text(node, "name") : null),
            AlternativeHeadline = Text(node, "alternativeHeadline") ?? Text(node, "alternateName"),
            Description = Text(node, "description"),
            DatePublished = Text(node, "datePublished") ?? Text(node, "uploadDate") ?? Text(node, "dateCreated"),
            DateModified = Text(node, "dateModified"),
            Authors = authors,
            Publisher = Plain(graph.Resolve(First(Property(node, "publisher")))) is { } publisher && !publisher.Contains("://", StringComparison.Ordinal) ? publisher : null,
            ImageUrl = image is { ValueKind: JsonValueKind.Object } picture ? Text(picture, "url") ?? Text(picture, "contentUrl") : Plain(image),
            ImageCaption = image is { ValueKind: JsonValueKind.Object } captioned ? Text(captioned, "caption") ?? Text(captioned, "description") : null,
            ImageCredit = image is { ValueKind: JsonValueKind.Object } credited ? Text(credited, "creditText") ?? Text(credited, "creator") ?? Text(credited, "author") : null,
            ArticleBody = Text(node, "articleBody"),
            Keywords = Words(Property(node, "keywords")),
            Section = Text(node, "articleSection"),
            Breadcrumbs = Breadcrumbs(graph),
            IsAccessibleForFree = paid.Count > 0 ? false : Flag(Property(node, "isAccessibleForFree")),
            PaidParts = paid,
            Language = Text(node, "inLanguage"),
            Status = Text(node, "creativeWorkStatus"),
            Dateline = Text(node, "dateline"),
            CopyrightHolder = Plain(graph.Resolve(First(Property(node, "copyrightHolder")))),
            CopyrightNotice = Text(node, "copyrightNotice"),
            UsageTerms = Text(node, "usageInfo") ?? Text(node, "license"),
        };
    }

    private static void Authors(JsonElement? element, JsonLdGraph graph, List<NamedAuthor> authors, int depth)
    {
        if (depth > 4 || authors.Count >= 50)
        {
            return;
        }

        if (element is { ValueKind: JsonValueKind.Array } list)
        {
            foreach (var item in list.EnumerateArray())
            {
                Authors(item, graph, authors, depth + 1);
            }
        }
        else if (graph.Resolve(element) is { ValueKind: JsonValueKind.Object } author)
        {
            if (Property(author, "name") is { ValueKind: JsonValueKind.Array } names)
            {
                Authors(names, graph, authors, depth + 1);
                return;
            }

            var name = Text(author, "name") ?? string.Join(' ', new[] { Text(author, "givenName"), Text(author, "familyName") }.OfType<string>());
            if (name.Length > 0)
            {
                authors.Add(new NamedAuthor(name, Types(author).Any(type => type.EndsWith("Organization", StringComparison.OrdinalIgnoreCase))));
            }
        }
        else if (Plain(element) is { } name)
        {
            authors.Add(new NamedAuthor(name, false));
        }
    }

    /// <summary>developers.google.com/search/docs/appearance/structured-data/paywalled-content: parts that are not free, by selector.</summary>
    private static List<string> PaidParts(JsonElement node)
    {
        var parts = new List<string>();
        if (Property(node, "hasPart") is { } given)
        {
            IEnumerable<JsonElement> all = given.ValueKind == JsonValueKind.Array ? given.EnumerateArray() : [given];
            foreach (var part in all.Where(part => Flag(Property(part, "isAccessibleForFree")) == false))
            {
                parts.AddRange(Words(Property(part, "cssSelector")));
            }
        }

        return parts;
    }

    private static List<string> Breadcrumbs(JsonLdGraph graph)
    {
        foreach (var list in graph.Nodes.Where(node => IsType(node, "BreadcrumbList")))
        {
            if (Property(list, "itemListElement") is { ValueKind: JsonValueKind.Array } items)
            {
                return [.. items.EnumerateArray().Take(10).Select(item => Text(item, "name") ?? Plain(Property(item, "item"))).OfType<string>()
                    .Where(name => !name.Contains("://", StringComparison.Ordinal))];
            }
        }

        return [];
    }
}
