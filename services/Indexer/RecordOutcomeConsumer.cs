using Ingestion.Contracts;
using Ingestion.Hosting;
using Ingestion.Storage;
using MassTransit;

namespace Ingestion.Indexer;

/// <summary>
/// Every terminal event → the ledger entry closed. The first outcome stands, so a redelivery is harmless. What a service fails on is closed by
/// whoever files its dead letter.
/// </summary>
internal sealed class RecordOutcomeConsumer(ILedger ledger, TimeProvider time) :
    IConsumer<FetchAbandoned>, IConsumer<DocumentRejected>,
    IConsumer<ArticleIndexed>, IConsumer<ArticleRevised>, IConsumer<ArticleUnchanged>, IConsumer<ArticleWithdrawn>
{
    public Task Consume(ConsumeContext<FetchAbandoned> context) =>
        CloseAsync(context, Outcome.Abandoned, context.Message.Reason, context.Message.Detail);

    public Task Consume(ConsumeContext<DocumentRejected> context) =>
        CloseAsync(context, Outcome.Rejected, context.Message.Reason, context.Message.Detail);

    public Task Consume(ConsumeContext<ArticleIndexed> context) =>
        CloseAsync(context, Outcome.Indexed, articleId: context.Message.ArticleId, revision: context.Message.Revision);

    public Task Consume(ConsumeContext<ArticleRevised> context) =>
        CloseAsync(context, Outcome.Revised, articleId: context.Message.ArticleId, revision: context.Message.Revision);

    public Task Consume(ConsumeContext<ArticleUnchanged> context) =>
        CloseAsync(
            context,
            Outcome.Unchanged,
            context.Message.Annotations is null ? null : UnchangedReason.Annotated,
            context.Message.Annotations is { } parts ? $"Enriched again, something else was found: {string.Join(", ", parts)}." : null,
            articleId: context.Message.ArticleId, revision: context.Message.Revision);

    public Task Consume(ConsumeContext<ArticleWithdrawn> context) =>
        CloseAsync(context, Outcome.Withdrawn, context.Message.Reason, articleId: context.Message.ArticleId, revision: context.Message.Revision);

    private Task<bool> CloseAsync(ConsumeContext context, string outcome, string? reason = null, string? detail = null, string? articleId = null, int? revision = null) =>
        ledger.CloseAsync(
            context.EntryId(),
            new LedgerClosing { Outcome = outcome, Reason = reason, Detail = detail, ArticleId = articleId, Revision = revision, MessageId = context.MessageId, At = time.GetUtcNow() },
            context.CancellationToken);
}
