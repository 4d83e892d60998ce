using Ingestion.Contracts;
using Ingestion.News;

namespace Ingestion.Hosting;

/// <summary>What each message's id is derived from: one row for each contract, so that saying a thing again gives the same id.</summary>
internal static class MessageIdentity
{
    /// <param name="message">A contract.</param>
    /// <param name="entryId">The ledger entry it is about.</param>
    /// <returns>The id.</returns>
    /// <exception cref="ArgumentException">The type has no row.</exception>
    public static Guid Of(object message, Guid entryId) => message switch
    {
        // The public event: whoever hears of the same content of the same article twice hears the same id.
        ArticleEnriched m => Id(nameof(ArticleEnriched), m.ArticleId, m.PubStatus, m.Headline, m.Body.Fingerprint, m.Provenance.Enricher),
        ArticleIndexed m => Id(nameof(ArticleIndexed), m.ArticleId, $"{m.Revision}"),
        ArticleRevised m => Id(nameof(ArticleRevised), m.ArticleId, $"{m.Revision}"),
        ArticleUnchanged m => Id(nameof(ArticleUnchanged), m.ArticleId, $"{m.Revision}", $"{entryId}"),
        ArticleWithdrawn m => Id(nameof(ArticleWithdrawn), m.ArticleId, $"{m.Revision}", m.Reason, $"{entryId}"),
        FetchArticle m => Id(nameof(FetchArticle), $"{entryId}", $"{m.Attempts}", $"{m.SlotAt:O}", m.Location),
        DocumentFetched m => Id(nameof(DocumentFetched), $"{entryId}", m.ArchiveKey),
        FetchAbandoned m => Id(nameof(FetchAbandoned), $"{entryId}", m.Reason),
        DocumentRejected m => Id(nameof(DocumentRejected), $"{entryId}", m.ArchiveKey, m.Reason),
        ArticleParsed m => Id(nameof(ArticleParsed), $"{entryId}", m.ArticleId, m.PubStatus, m.Body.Fingerprint),
        SubmitDocument m => Id(nameof(SubmitDocument), $"{entryId}", m.Provider, m.Id, m.Url, m.Text, m.Base64),
        PollFeed m => Id(nameof(PollFeed), $"{entryId}", m.Url, $"{m.SlotAt:O}", m.Location),
        _ => throw new ArgumentException($"{message.GetType().Name} has no row in MessageIdentity: say what its id is derived from.", nameof(message)),
    };

    private static Guid Id(params ReadOnlySpan<string?> parts) => ContentKey.MessageId(parts);
}
