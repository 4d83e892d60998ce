using Ingestion.Contracts;
using Ingestion.News;

namespace Ingestion.Parser.Extraction.Wire;

/// <summary>Under what an item is filed: the same through all its versions, whichever way each of them came.</summary>
internal static class WireIdentity
{
    /// <returns>The article id, and the URL that the item is filed under.</returns>
    public static (string ArticleId, string CanonicalUrl) Of(WireItem item, DocumentFetched document)
    {
        var site = Stranger(document);
        var page = item.Link is { } link && CanonicalUrl.TryParse(link, out var url) && (site is null || site == SiteOf.Host(url.IdnHost)) ? CanonicalUrl.Of(link) : null;
        var canonical = page ?? CanonicalUrl.Of(document.FinalUrl);
        var registrar = item.Id is { } itsOwn ? Authority(itsOwn) ?? Key(item.Registrar ?? item.Provider ?? document.Provider?.Name) : null;
        return item switch
        {
            // An entry of a feed is the page that it links to, with its text: fetched or handed in, it is one article.
            { Format: "feed" } when page is not null => (ArticleId.FromUrl(page), page),
            { Id: { } id } when site is null || site == SiteOf.Host(registrar!) => (ArticleId.FromProvider(registrar!, id), canonical),
            _ when site is null && document.Provider is { Name: { } name, ItemId: { } id } => (ArticleId.FromProvider(Key(name), id), canonical),
            _ => (ArticleId.FromUrl(canonical), canonical),
        };
    }

    /// <summary>The site that a document was fetched from: anybody can write there who they are, so it speaks for its own items alone, and could not kill another's.</summary>
    /// <returns>Null for what somebody handed in, who answers for it.</returns>
    private static string? Stranger(DocumentFetched document) =>
        (document.Fetcher is not null || (document.Provider is null && document.Source.Kind != SourceKind.File)) && CanonicalUrl.TryParse(document.FinalUrl, out var url) ? SiteOf.Host(url.IdnHost) : null;

    /// <summary>Whose an id is, by what it says itself: <c>urn:newsml:host:…</c> (RFC 3085), <c>tag:host,date:…</c> (RFC 4151), or an address.</summary>
    private static string? Authority(string id)
    {
        var parts = id.Split(':', 4);
        return parts switch
        {
            ["urn", "newsml", { Length: > 0 } host, ..] => Key(host),
            ["tag", { Length: > 0 } entity, ..] => Key(entity.Split(',')[0]),
            _ => Uri.TryCreate(id, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? Key(uri.Host) : null,
        };
    }

    private static string Key(string? name) => name?.Trim().ToLowerInvariant() ?? "";
}
