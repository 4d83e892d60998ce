using Ingestion.Contracts;
using Ingestion.News;

namespace Ingestion.Parser.Extraction.Wire;

/// <summary>Under what an item is filed: the same through all its versions, whichever way each of them came.</summary>
internal static class WireIdentity
{
    /// <returns>The article id, and the URL that the item is filed under.</returns>
    public static (string ArticleId, string CanonicalUrl) Of(WireItem item, DocumentFetched document)
    {
        var page = item.Link is { } link && CanonicalUrl.TryParse(link, out _) ? CanonicalUrl.Of(link) : null;
        var canonical = page ?? CanonicalUrl.Of(document.FinalUrl);
        return item switch
        {
            // An entry of a feed is the page that it links to, with its text: fetched or handed in, it is one article.
            { Format: "feed" } when page is not null => (ArticleId.FromUrl(page), page),
            { Id: { } id } => (ArticleId.FromProvider(Authority(id) ?? Key(item.Registrar ?? item.Provider ?? document.Provider?.Name), id), canonical),
            _ when document.Provider is { Name: { } name, ItemId: { } id } => (ArticleId.FromProvider(Key(name), id), canonical),
            _ => (ArticleId.FromUrl(canonical), canonical),
        };
    }

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
