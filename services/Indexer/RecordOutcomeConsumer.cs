using Ingestion.Contracts;
using Ingestion.Hosting;
using Ingestion.Storage;
using MassTransit;

namespace Ingestion.Indexer;

/// <summary>
/// Every terminal event → the ledger entry closed. A message that a service failed on is terminal too: the entry closes as dead and the
/// message waits in the error queue. The first outcome stands, so a redelivery is harmless.
/// </summary>
internal sealed class RecordOutcomeConsumer(ILedger ledger, TimeProvider time) :
    IConsumer<FetchAbandoned>, IConsumer<DocumentRejected>,
    IConsumer<ArticleIndexed>, IConsumer<ArticleRevised>, IConsumer<ArticleUnchanged>, IConsumer<ArticleWithdrawn>,
    IConsumer<Fault<FetchArticle>>, IConsumer<Fault<DocumentFetched>>, IConsumer<Fault<ArticleParsed>>, IConsumer<Fault<ArticleEnriched>>,
    IConsumer<Fault<ArticleHeld>>, IConsumer<Fault<ReleaseArticle>>
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

    public Task Consume(ConsumeContext<Fault<FetchArticle>> context) => CloseAsDeadAsync(context, context.Message);

    public Task Consume(ConsumeContext<Fault<DocumentFetched>> context) => CloseAsDeadAsync(context, context.Message);

    public Task Consume(ConsumeContext<Fault<ArticleParsed>> context) => CloseAsDeadAsync(context, context.Message);

    public Task Consume(ConsumeContext<Fault<ArticleEnriched>> context) => CloseAsDeadAsync(context, context.Message);

    public Task Consume(ConsumeContext<Fault<ArticleHeld>> context) => CloseAsDeadAsync(context, context.Message);

    public Task Consume(ConsumeContext<Fault<ReleaseArticle>> context) => CloseAsDeadAsync(context, context.Message);

    private Task<bool> CloseAsDeadAsync(ConsumeContext context, Fault fault)
    {
        var cause = fault.Exceptions.FirstOrDefault();
        var closing = new LedgerClosing { Outcome = Outcome.Dead, Reason = cause?.ExceptionType.Split('.')[^1], Detail = cause?.Message, At = time.GetUtcNow() };

        // A foreign client's order that failed before it was taken in has no correlation id, and no entry.
        return context.CorrelationId is { } id ? ledger.CloseAsync(id, closing, context.CancellationToken) : Task.FromResult(false);
    }

    private Task<bool> CloseAsync(ConsumeContext context, string outcome, string? reason = null, string? detail = null, string? articleId = null, int? revision = null) =>
        ledger.CloseAsync(
            context.EntryId(),
            new LedgerClosing { Outcome = outcome, Reason = reason, Detail = detail, ArticleId = articleId, Revision = revision, At = time.GetUtcNow() },
            context.CancellationToken);
}
