using Ingestion.Contracts;
using Ingestion.News.Versions;
using Ingestion.Storage;

namespace Ingestion.Indexer.Filing;

/// <summary>What became of an article that came in, as it is noted with the document that it was read from.</summary>
internal static class DocumentOutcomes
{
    public static DocumentOutcome Of(Decision decision, ArticleEnriched incoming, Guid entryId) => decision switch
    {
        Decision.Indexed indexed => Of(incoming, entryId, Outcome.Indexed, indexed.Revision.Revision),
        Decision.Revised revised => Of(incoming, entryId, Outcome.Revised, revised.Revision.Revision),
        Decision.Unchanged unchanged => Of(incoming, entryId, Outcome.Unchanged, unchanged.Revision),
        Decision.Annotated annotated => Of(incoming, entryId, Outcome.Unchanged, annotated.Revision, UnchangedReason.Annotated),
        Decision.Withheld withheld => Of(incoming, entryId, Outcome.Withdrawn, withheld.Revision, WithdrawReason.Withheld),
        Decision.StaysWithdrawn => Of(incoming, entryId, Outcome.Withdrawn, History.TombstoneRevision, WithdrawReason.WithdrawnBefore),
        _ => throw new InvalidOperationException($"{decision.GetType().Name} ends no article's way."),
    };

    public static DocumentOutcome OfKill(ArticleEnriched kill, Guid entryId) => Of(kill, entryId, Outcome.Withdrawn, History.TombstoneRevision, WithdrawReason.Kill);

    private static DocumentOutcome Of(ArticleEnriched incoming, Guid entryId, string outcome, int? revision, string? reason = null) => new()
    {
        RequestedUrl = incoming.RequestedUrl,
        ArchiveKey = incoming.Provenance.ArchiveKey,
        EntryId = entryId,
        Parser = incoming.Provenance.Parser,
        Enricher = incoming.Provenance.Enricher,
        Outcome = outcome,
        Reason = reason,
        ArticleId = incoming.ArticleId,
        Revision = revision,
    };
}
