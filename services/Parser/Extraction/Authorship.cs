using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Ingestion.Parser.Extraction;

/// <summary>The printed byline of a page, and the authors by the best source that names any.</summary>
internal static class Authorship
{
    public static (string? Byline, IReadOnlyList<string> Authors) Of(IHtmlDocument page, PageMeta meta, StructuredData structured, IReadOnlyList<string> siteNames)
    {
        var printed = page.QuerySelectorAll("[class*=byline],[class*=Byline],[class*=author],[class*=Author],[rel~=author],[itemprop=author]").Take(40)
            .Select(element => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
            .Where(text => text.Length is > 3 and < 120).Take(8).ToList();
        var byline = printed.Find(text => text.StartsWith("By ", StringComparison.OrdinalIgnoreCase) || text.StartsWith("Von ", StringComparison.Ordinal)
            || text.StartsWith("Par ", StringComparison.Ordinal) || text.StartsWith("Por ", StringComparison.Ordinal));

        IEnumerable<IEnumerable<string>> sources =
        [
            structured.Persons,
            meta.All("author").Concat(meta.All("article:author")).Concat(meta.All("parsely-author")).Concat(meta.All("sailthru.author")).Concat(meta.All("dc.creator")).Concat(meta.All("byl")),
            page.QuerySelectorAll("[rel~=author],[itemprop=author]").Take(6).Select(element => element.TextContent),
            byline is null ? printed.Take(1) : [byline],
            structured.Organisations,
        ];
        foreach (var source in sources)
        {
            var names = source.SelectMany(text => Bylines.Names(text, siteNames)).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
            if (names.Count > 0)
            {
                return (byline, names);
            }
        }

        return (byline ?? structured.Persons.Concat(structured.Organisations).FirstOrDefault(Bylines.IsAgency), []);
    }
}
