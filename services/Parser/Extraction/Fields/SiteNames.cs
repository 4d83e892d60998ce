using System.Collections;

namespace Ingestion.Parser.Extraction.Fields;

/// <summary>What a publication may be called in titles and bylines.</summary>
internal sealed class SiteNames : IEnumerable<string>
{
    private readonly List<string> letters = [];

    public static SiteNames Of(PageMeta meta, StructuredData structured, string? host, string? copyrightHolder)
    {
        SiteNames names = [];
        foreach (var name in new[] { meta.First("og:site_name"), structured.Publisher, meta.First("application-name"), meta.First("publisher"), meta.First("apple-mobile-web-app-title"), copyrightHolder })
        {
            names.Add(name);
        }

        if (host is not null)
        {
            // bbc.co.uk: the longest label but the last is the one that people call the site by.
            names.Add(host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host);
            foreach (var label in host.Split('.')[..^1].Where(label => label.Length > 2 && label is not ("www" or "com" or "news" or "amp" or "blog")))
            {
                names.Add(label);
            }
        }

        return names;
    }

    /// <param name="name">A name that is too short or too long to be one is left out.</param>
    public void Add(string? name)
    {
        if (name is { Length: < 100 } && Prose.Letters(name) is { Length: > 1 } own && !letters.Contains(own, StringComparer.Ordinal))
        {
            letters.Add(own);
        }
    }

    /// <summary>Whether a part of a title is the site's name, give or take an article, an ending or a word.</summary>
    public bool IsLike(ReadOnlySpan<char> text)
    {
        var own = text.Length > 100 ? "" : Prose.Letters(text);
        return own.Length > 0 && letters.Exists(site => Same(own, site)
            || (own.Length >= 4 && site.Length < 40 && site.StartsWith(own, StringComparison.Ordinal))
            || (site.Length >= 4 && own.Length <= site.Length + 12 && (own.StartsWith(site, StringComparison.Ordinal) || own.EndsWith(site, StringComparison.Ordinal))));
    }

    /// <summary>Whether a text is the site's name and no more.</summary>
    public bool Is(ReadOnlySpan<char> text)
    {
        var own = text.Length > 100 ? "" : Prose.Letters(text);
        return own.Length > 0 && letters.Exists(site => site.Length > 2 && (Same(own, site) || own == site + "com" || site == own + "com"));
    }

    public IEnumerator<string> GetEnumerator() => letters.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static bool Same(string one, string other) => one == other || one == "the" + other || other == "the" + one;
}
