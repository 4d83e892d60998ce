namespace Ingestion.Parser.Extraction;

/// <summary>What the publication may be called in titles and bylines.</summary>
internal static class SiteNames
{
    public static List<string> Of(PageMeta meta, StructuredData structured, string? host, string? copyrightHolder)
    {
        List<string> names = [.. new[] { meta.First("og:site_name"), structured.Publisher, meta.First("application-name", "publisher"), copyrightHolder }.OfType<string>()];
        if (host is not null)
        {
            // bbc.co.uk: the longest label but the last is the one that people call the site by.
            names.Add(host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host);
            var labels = host.Split('.');
            names.AddRange(labels[..^1].Where(label => label.Length > 2 && label is not ("www" or "com" or "news" or "amp" or "blog")));
        }

        return names;
    }
}
