using Ingestion.Parser.Extraction.Html;

namespace Ingestion.Parser.Extraction.Fields;

/// <summary>What stands in a page's <c>meta</c>, <c>link</c> and <c>title</c> elements, first mention first.</summary>
internal sealed class PageMeta
{
    private readonly Dictionary<string, List<string>> values = new(StringComparer.OrdinalIgnoreCase);

    private PageMeta(Page page)
    {
        foreach (var node in page.All(Tag.Meta))
        {
            var content = page.Attribute(node, "content")?.Trim();
            var name = (page.Attribute(node, "property") ?? page.Attribute(node, "name") ?? page.Attribute(node, "itemprop") ?? page.Attribute(node, "http-equiv"))?.Trim();
            if (string.IsNullOrEmpty(name) || string.IsNullOrEmpty(content))
            {
                continue;
            }

            if (!values.TryGetValue(name, out var list))
            {
                values[name] = list = [];
            }

            list.Add(content);
        }

        Title = page.All(Tag.Title).Select(node => Filled(page.RawText(node))).FirstOrDefault(title => title is not null);
        var root = page.All(Tag.Html) is [var html, ..] ? html : 0;
        Language = Filled(page.Attribute(root, "lang")) ?? Filled(page.Attribute(root, "xml:lang"));
        foreach (var node in page.All(Tag.Link))
        {
            if (page.Attribute(node, "rel") is { } rel && rel.Split().Contains("canonical", StringComparer.OrdinalIgnoreCase) && Filled(page.Attribute(node, "href")) is { } href)
            {
                CanonicalLink = href;
                break;
            }
        }
    }

    public string? Title { get; }

    /// <summary>The <c>lang</c> of the root element.</summary>
    public string? Language { get; }

    public string? CanonicalLink { get; }

    public static PageMeta Of(Page page) => new(page);

    /// <returns>The first value of the first name that has one.</returns>
    public string? First(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (values.TryGetValue(name, out var found))
            {
                return found[0];
            }
        }

        return null;
    }

    /// <returns>All values under a name.</returns>
    public IReadOnlyList<string> All(string name) => values.TryGetValue(name, out var found) ? found : [];

    /// <returns>Robots directives of the page, lower case.</returns>
    public IEnumerable<string> Robots() => All("robots")
        .SelectMany(content => content.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        .Select(directive => directive.ToLowerInvariant());

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
