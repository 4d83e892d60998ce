using Ingestion.Contracts;
using Ingestion.News;
using Ingestion.News.Versions;

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
        // What was found when the archive was enriched again has the id of that run: it may find again what was found before another one.
        ArticleEnriched { Reenriched: not null } m => Id(nameof(ArticleEnriched), m.ArticleId, Content.NameOf(m), $"{m.Provider.Version}", m.Provenance.Enricher, $"{entryId}"),
        // The public event: whoever hears of the same content of the same article twice hears the same id.
        ArticleEnriched m => Id(nameof(ArticleEnriched), m.ArticleId, Content.NameOf(m), $"{m.Provider.Version}", m.Provenance.Enricher),
        ArticleHeld m => Id(nameof(ArticleHeld), $"{entryId}", m.Article.ArticleId, Content.NameOf(m.Article), m.Article.Provenance.Enricher),

        // Each version has one id for what became of it, whatever that was: it does not depend on what came before it.
        ArticleIndexed { Version: { } version } m => Id(Filing, m.ArticleId, version),
        ArticleRevised { Version: { } version } m => Id(Filing, m.ArticleId, version),
        ArticleWithdrawn { Version: { } version } m => Id(Filing, m.ArticleId, version),
        ArticleIndexed m => Id(nameof(ArticleIndexed), m.ArticleId, $"{m.Revision}"),
        ArticleRevised m => Id(nameof(ArticleRevised), m.ArticleId, $"{m.Revision}"),
        ArticleWithdrawn m => Id(nameof(ArticleWithdrawn), m.ArticleId),
        ArticleUnchanged m => Id(nameof(ArticleUnchanged), m.ArticleId, $"{m.Revision}", $"{entryId}"),
        // Its version counts what was known of an article's copies, by whichever of them it became known.
        CopiesChanged m => Id(nameof(CopiesChanged), m.ArticleId, $"{m.Copies.Version}"),
        StoryChanged m => Id(nameof(StoryChanged), m.StoryId, $"{m.Version}"),
        FetchArticle m => Id(nameof(FetchArticle), $"{entryId}", $"{m.Attempts}", $"{m.SlotAt:O}", m.Location),
        DocumentFetched m => Id(nameof(DocumentFetched), $"{entryId}", m.ArchiveKey),
        FetchAbandoned m => Id(nameof(FetchAbandoned), $"{entryId}", m.Reason),
        DocumentRejected m => Id(nameof(DocumentRejected), $"{entryId}", m.ArchiveKey, m.Reason),
        ArticleParsed m => Id(nameof(ArticleParsed), $"{entryId}", m.ArticleId, m.PubStatus, m.Body.Fingerprint),
        SubmitDocument m => Id(nameof(SubmitDocument), $"{entryId}", m.Provider, m.Id, m.Url, m.Text, m.Base64),
        WithdrawArticle m => Id(nameof(WithdrawArticle), m.ArticleId, m.RequestedBy, m.Reason),
        ReleaseArticle m => Id(nameof(ReleaseArticle), $"{entryId}", m.ArticleId, m.Version),
        PollFeed m => Id(nameof(PollFeed), $"{entryId}", m.Url, $"{m.SlotAt:O}", m.Location),
        _ => throw new ArgumentException($"{message.GetType().Name} has no row in MessageIdentity: say what its id is derived from.", nameof(message)),
    };

    private const string Filing = "Filing";

    private static Guid Id(params ReadOnlySpan<string?> parts) => ContentKey.MessageId(parts);
}
