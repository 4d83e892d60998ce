using Ingestion.Contracts;
using Ingestion.Hosting;
using Ingestion.Storage;
using MassTransit;

namespace Ingestion.Indexer.Filing;

/// <summary>What became of an article that came in, noted with the document that it was read from.</summary>
internal static class DocumentOutcomes
{
    /// <summary>Notes it, then says it: doing it twice does both again.</summary>
    /// <typeparam name="T">A terminal event.</typeparam>
    public static async Task SayAsync<T>(this ConsumeContext<ArticleEnriched> context, IDocuments documents, T said)
        where T : class
    {
        await documents.NoteOutcomeAsync(Of(said, context.Message, context.EntryId()), context.CancellationToken);
        await context.SayAsync(said);
    }

    private static DocumentOutcome Of(object said, ArticleEnriched incoming, Guid entryId)
    {
        var (outcome, reason, revision) = said switch
        {
            ArticleIndexed indexed => (Outcome.Indexed, null, indexed.Revision),
            ArticleRevised revised => (Outcome.Revised, null, revised.Revision),
            ArticleUnchanged unchanged => (Outcome.Unchanged, null, unchanged.Revision),
            ArticleWithdrawn withdrawn => (Outcome.Withdrawn, withdrawn.Reason, withdrawn.Revision),
            _ => throw new ArgumentException($"{said.GetType().Name} ends no article's way.", nameof(said)),
        };
        return new DocumentOutcome
        {
            RequestedUrl = incoming.RequestedUrl,
            ArchiveKey = incoming.Provenance.ArchiveKey,
            EntryId = entryId,
            Parser = incoming.Provenance.Parser,
            Outcome = outcome,
            Reason = reason,
            ArticleId = incoming.ArticleId,
            Revision = revision,
        };
    }
}
