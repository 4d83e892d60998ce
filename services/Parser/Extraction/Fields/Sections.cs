namespace Ingestion.Parser.Extraction.Fields;

/// <summary>Section of the publication, and the publisher's own words for an article.</summary>
internal static class Sections
{
    private const int MostKeywords = 50;

    // What bread crumbs call their first step.
    private static readonly string[] Homes =
        ["home", "homepage", "startseite", "start", "accueil", "inicio", "portada", "início", "principal", "home page", "voorpagina", "hem", "hjem", "forside", "etusivu", "strona główna", "domů", "главная", "головна", "ana sayfa", "anasayfa", "ホーム", "トップ", "首页", "홈", "الرئيسية", "front page"];

    public static string? Of(PageMeta meta, StructuredData structured, string? headline, SiteNames sites)
    {
        var section = structured.Section ?? meta.First("article:section", "og:section", "og:article:section", "parsely-section", "section", "content_category", "article.section", "cxenseparse:section", "dc.subject.section");
        return Filled(section) ?? structured.Breadcrumbs.FirstOrDefault(name => IsSection(name, headline, sites));
    }

    public static IReadOnlyList<string> Keywords(PageMeta meta, StructuredData structured)
    {
        var tags = meta.All("article:tag").Concat(meta.All("og:article:tag")).ToList();
        var words = structured.Keywords.Count > 0 ? structured.Keywords
            : tags.Count > 1 ? tags
            : (meta.First("news_keywords", "keywords", "parsely-tags", "sailthru.tags") ?? tags.FirstOrDefault())?.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        return [.. words.Select(word => word.Trim()).Where(word => word.Length is > 0 and < 100).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostKeywords)];
    }

    private static bool IsSection(string name, string? headline, SiteNames sites) =>
        name.Length is > 1 and < 60 && !Homes.Contains(name, StringComparer.OrdinalIgnoreCase) && !sites.IsLike(name) && (headline is null || Prose.Letters(name) != Prose.Letters(headline));

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) || text.Contains("://", StringComparison.Ordinal) || text.Length > 100 ? null : text.Trim();
}
