using Ingestion.Contracts;
using Ingestion.Hosting;
using Ingestion.Storage;
using MassTransit;

namespace Ingestion.Indexer;

/// <summary>
/// DocumentFetched → the document noted, so that it can be parsed again; DocumentRejected → why it gave no article.
/// Noting twice, or in another order, notes the same.
/// </summary>
internal sealed class RecordDocumentConsumer(IDocuments documents) : IConsumer<DocumentFetched>, IConsumer<DocumentRejected>
{
    // What is parsed again is noted already, as what it was when it came.
    public Task Consume(ConsumeContext<DocumentFetched> context) => context.Message.Source.Kind == SourceKind.Reprocess
        ? Task.CompletedTask
        : documents.NoteAsync(context.Message, context.EntryId(), context.CancellationToken);

    // Where there were no bytes no parser has said anything, and what was said before stands.
    public Task Consume(ConsumeContext<DocumentRejected> context) => context.Message.Reason is RejectReason.NotKept or RejectReason.BytesMissing
        ? Task.CompletedTask
        : documents.NoteOutcomeAsync(
            new DocumentOutcome
            {
                RequestedUrl = context.Message.RequestedUrl,
                ArchiveKey = context.Message.ArchiveKey,
                EntryId = context.EntryId(),
                Parser = context.Message.Parser,
                Outcome = Outcome.Rejected,
                Reason = context.Message.Reason,
            },
            context.CancellationToken);
}
