using System.Net;
using System.Text.Json;

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

    /// <summary>The article among all nodes of a page's blocks: the most specific kind, and among those the one that says most.</summary>
    /// <param name="blocks">Contents of the <c>application/ld+json</c> scripts. Broken ones are mended where that is plain, else passed over.</param>
    public static StructuredData Read(IEnumerable<string> blocks)
    {
        var best = default(JsonElement);
        var bestRank = 0;
        foreach (var block in blocks)
        {
            if (Json(block) is not { } root)
            {
                continue;
            }

            foreach (var node in Nodes(root, depth: 0))
            {
                var rank = Rank(node);
                if (rank > bestRank)
                {
                    (best, bestRank) = (node, rank);
                }
            }
        }

        return bestRank == 0 ? None : Of(best);
    }

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

    private static JsonElement? Json(string block)
    {
        var options = new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };
        var text = block.Trim().TrimEnd(';');
        text = text.Replace("<![CDATA[", "", StringComparison.Ordinal).Replace("]]>", "", StringComparison.Ordinal)
            .Replace("<!--", "", StringComparison.Ordinal).Replace("-->", "", StringComparison.Ordinal);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            try
            {
                using var document = JsonDocument.Parse(text, options);
                return document.RootElement.Clone();
            }
            catch (JsonException)
            {
                // Line breaks inside strings are the commonest fault; between tokens a space does as well.
                text = string.Create(text.Length, text, static (to, from) =>
                {
                    for (var i = 0; i < from.Length; i++)
                    {
                        to[i] = char.IsControl(from[i]) ? ' ' : from[i];
                    }
                });
            }
        }

        return null;
    }

    private static IEnumerable<JsonElement> Nodes(JsonElement element, int depth)
    {
        if (depth > 6)
        {
            yield break;
        }

        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var node in element.EnumerateArray().SelectMany(item => Nodes(item, depth + 1)))
            {
                yield return node;
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            yield return element;
            foreach (var name in (string[])["@graph", "mainEntity", "mainEntityOfPage"])
            {
                if (Property(element, name) is { ValueKind: JsonValueKind.Object or JsonValueKind.Array } inner)
                {
                    foreach (var node in Nodes(inner, depth + 1))
                    {
                        yield return node;
                    }
                }
            }
        }
    }

    /// <summary>0 when the node is no article; news before blog posts before pages that merely have a date.</summary>
    private static int Rank(JsonElement node)
    {
        var types = Property(node, "@type") is not { } type ? []
            : type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(item => Plain(item)).ToArray() : [Plain(type)];
        var kind = types.Append(null).Max(name => name switch
        {
            null => 0,
            _ when name.EndsWith("NewsArticle", StringComparison.OrdinalIgnoreCase) => 40,
            _ when name.EndsWith("Article", StringComparison.OrdinalIgnoreCase) || name.EndsWith("BlogPosting", StringComparison.OrdinalIgnoreCase) => 35,
            "Report" or "Review" or "LiveBlogPosting" or "SocialMediaPosting" => 30,
            "WebPage" or "ItemPage" or "CreativeWork" or "VideoObject" => 5,
            _ => 0,
        });
        if (kind == 0)
        {
            return 0;
        }

        string[] telling = ["headline", "datePublished", "author", "articleBody"];
        return kind + telling.Count(name => Property(node, name) is { ValueKind: not JsonValueKind.Null });
    }

    private static JsonElement? Property(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        return element.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value : null;
    }

    private static JsonElement? First(JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Select(item => (JsonElement?)item).FirstOrDefault() : element;

    private static string? Text(JsonElement node, string name) => Plain(Property(node, name));

    /// <summary>A text, an object's name or value, or the first of a list; character references undone, since pages put them into JSON too.</summary>
    private static string? Plain(JsonElement? element, int depth = 0)
    {
        var text = First(element) switch
        {
            { ValueKind: JsonValueKind.String } value => value.GetString(),
            { ValueKind: JsonValueKind.Number } value => value.GetRawText(),
            { ValueKind: JsonValueKind.Object } value when depth < 3 =>
                Plain(Property(value, "name") ?? Property(value, "@value") ?? Property(value, "url") ?? Property(value, "@id"), depth + 1),
            _ => null,
        };
        return string.IsNullOrWhiteSpace(text) ? null : WebUtility.HtmlDecode(text).Trim();
    }

    private static void Authors(JsonElement? element, List<string> persons, List<string> organisations, int depth = 0)
    {
        if (element is { ValueKind: JsonValueKind.Array } list && depth < 4)
        {
            foreach (var item in list.EnumerateArray())
            {
                Authors(item, persons, organisations, depth + 1);
            }
        }
        else if (element is { ValueKind: JsonValueKind.Object } author)
        {
            if (Property(author, "name") is { ValueKind: JsonValueKind.Array } names)
            {
                Authors(names, persons, organisations, depth + 1);
                return;
            }

            var name = Text(author, "name")
                ?? string.Join(' ', new[] { Text(author, "givenName"), Text(author, "familyName") }.Where(part => part is not null));
            var type = Text(author, "@type") ?? "";
            (type.EndsWith("Organization", StringComparison.OrdinalIgnoreCase) ? organisations : persons).Add(name);
        }
        else if (Plain(element) is { } name)
        {
            persons.Add(name);
        }
    }

    private static string[] Words(JsonElement? element) => element switch
    {
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(item => Plain(item)).OfType<string>()],
        { ValueKind: JsonValueKind.String } text => text.GetString()!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        _ => [],
    };

    private static bool? Flag(JsonElement? element) => element switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.String } text when bool.TryParse(text.GetString(), out var flag) => flag,
        _ => null,
    };
}
