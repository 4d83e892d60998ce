using Ingestion.Contracts;
using Ingestion.Hosting;
using Ingestion.Storage;
using MassTransit;

namespace Ingestion.Fetcher;

/// <summary>
/// An article's page became a revision, or did not change → another look at it in the schedule. (1) find what was fetched, (2) plan.
/// Doing it twice plans the same look.
/// </summary>
internal sealed class PlanRecheckConsumer(ILedger ledger, Rechecks rechecks) :
    IConsumer<ArticleIndexed>, IConsumer<ArticleRevised>, IConsumer<ArticleUnchanged>
{
    public Task Consume(ConsumeContext<ArticleIndexed> context) => PlanAsync(context, context.Message.ArticleId, context.Message.Revision, hasChanged: true);

    public Task Consume(ConsumeContext<ArticleRevised> context) => PlanAsync(context, context.Message.ArticleId, context.Message.Revision, hasChanged: true);

    public Task Consume(ConsumeContext<ArticleUnchanged> context) => PlanAsync(context, context.Message.ArticleId, context.Message.Revision, hasChanged: false);

    private async Task PlanAsync(ConsumeContext context, string articleId, int revision, bool hasChanged)
    {
        // (1) What was handed in is nobody's page to look at again; what is parsed again was not looked at.
        if (await ledger.FindAsync(context.EntryId(), context.CancellationToken) is { Kind: not (SourceKind.File or SourceKind.Archive or SourceKind.Reprocess) } entry)
        {
            // (2)
            await rechecks.PlanAsync(entry, articleId, revision, hasChanged, context.CancellationToken);
        }
    }
}
