namespace Ingestion.Parser.Extraction.Fields;

/// <summary>The site behind a host that only renders it otherwise: for telephones, or as AMP.</summary>
internal static class SiteOf
{
    // First labels that publishers give to renderings of their site: Google Search Central, "Mobile-first indexing: separate URLs (m-dot)" and "AMP on
    // Google"; WAP and touch versions are older habits.
    private static readonly string[] Renderings = ["www", "www2", "m", "amp", "mobile", "mobil", "touch", "wap", "3g"];

    // "amp-news.example", "m-news.example": the rendering and the name in one label.
    private static readonly string[] Marks = ["amp-", "m-"];

    // Second labels that registries sell names below (www.iana.org/domains/root/db: the registries' own pages), so that "amp.co.uk" is a site.
    private static readonly string[] RegistryLabels = ["co", "com", "org", "net", "edu", "gov", "ac", "or", "ne", "go", "gob", "gouv", "nom", "mil", "id", "ltd", "plc", "me", "info", "web", "in"];

    // Services that give out names below their own.
    private static readonly string[] Hosters = ["blogspot.com", "wordpress.com", "github.io", "gitlab.io", "pages.dev", "netlify.app", "vercel.app", "herokuapp.com", "substack.com", "tumblr.com", "medium.com", "azurewebsites.net"];

    /// <param name="host">Lower case, IDNA.</param>
    /// <returns>The host without the labels and marks that name a rendering. <c>m.news.example</c> and <c>amp.news.example</c> are one site.</returns>
    public static string Host(string host)
    {
        var dot = host.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
        {
            return host;
        }

        var (first, rest) = (host[..dot], host[(dot + 1)..]);
        if (Renderings.Contains(first) && CanBeSite(rest))
        {
            return Host(rest);
        }

        // MediaWiki's "Mobile URL template": en.m.wikipedia.org.
        var second = rest.Split('.')[0];
        if (second is "m" or "amp" && CanBeSite(rest[(second.Length + 1)..]))
        {
            return $"{first}.{rest[(second.Length + 1)..]}";
        }

        var mark = Marks.FirstOrDefault(mark => first.Length > mark.Length && first.StartsWith(mark, StringComparison.Ordinal));
        return mark is not null && CanBeSite(rest) && rest.Contains('.', StringComparison.Ordinal) ? Host(host[mark.Length..]) : host;
    }

    private static bool CanBeSite(string host)
    {
        var labels = host.Split('.');
        return labels.Length >= 2 && !Hosters.Contains(host) && !(labels is [var second, { Length: 2 }] && RegistryLabels.Contains(second));
    }
}
