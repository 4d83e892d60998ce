using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Ingestion.Parser.Extraction;

/// <summary>What stands in a page's <c>meta</c>, <c>link</c> and <c>title</c> elements, first mention first.</summary>
internal sealed class PageMeta
{
    private readonly Dictionary<string, List<string>> values = new(StringComparer.OrdinalIgnoreCase);

    private PageMeta(IHtmlDocument page)
    {
        foreach (var meta in page.QuerySelectorAll("meta[content]"))
        {
            var name = meta.GetAttribute("property") ?? meta.GetAttribute("name") ?? meta.GetAttribute("itemprop") ?? meta.GetAttribute("http-equiv");
            var content = meta.GetAttribute("content");
            if (string.IsNullOrWhiteSpace(name) || string.IsNullOrWhiteSpace(content))
            {
                continue;
            }

            // Open Graph names are spelled with capitals, dots and odd prefixes in the wild; one spelling will do.
            name = name.Trim();
            if (!values.TryGetValue(name, out var list))
            {
                values[name] = list = [];
            }

            list.Add(content.Trim());
        }

        Title = page.Title?.Trim() is { Length: > 0 } title ? title : null;
        Language = page.DocumentElement.GetAttribute("lang")?.Trim() is { Length: > 0 } lang ? lang : page.DocumentElement.GetAttribute("xml:lang")?.Trim();
        CanonicalLink = page.QuerySelector("link[rel~=canonical][href]")?.GetAttribute("href")?.Trim();
    }

    public string? Title { get; }

    /// <summary>The <c>lang</c> of the root element.</summary>
    public string? Language { get; }

    public string? CanonicalLink { get; }

    public static PageMeta Of(IHtmlDocument page) => new(page);

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
}
