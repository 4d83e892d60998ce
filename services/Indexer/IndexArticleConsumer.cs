using Ingestion.Contracts;
using Ingestion.Hosting;
using Ingestion.Indexer.Filing;
using Ingestion.Storage;
using MassTransit;

namespace Ingestion.Indexer;

/// <summary>
/// ArticleEnriched → ArticleIndexed, ArticleRevised, ArticleUnchanged or ArticleWithdrawn.
/// (1) look for what this ledger entry has filed before, (2) else decide and file, (3) note it with the document and say it.
/// A redelivery finds at (1) what it filed and says the same thing again.
/// </summary>
internal sealed class IndexArticleConsumer(IArticleStore articles, IDocuments documents, TimeProvider time) : IConsumer<ArticleEnriched>
{
    public async Task Consume(ConsumeContext<ArticleEnriched> context)
    {
        var incoming = context.Message;
        var entryId = context.EntryId();
        var stop = context.CancellationToken;

        // (1)
        var filed = await articles.FindFiledByAsync(incoming.ArticleId, entryId, stop);

        // (2) Whoever files first wins; the other looks again.
        while (filed is null)
        {
            switch (Revisions.Decide(await articles.FindAsync(incoming.ArticleId, stop), incoming, time.GetUtcNow()))
            {
                case Decision.Unchanged unchanged:
                    await context.SayAsync(documents, new ArticleUnchanged { ArticleId = incoming.ArticleId, Revision = unchanged.Revision });
                    return;
                case Decision.StaysWithdrawn stays:
                    await context.SayAsync(documents, new ArticleWithdrawn { ArticleId = incoming.ArticleId, Revision = stays.Revision, Reason = "withdrawn-before" });
                    return;
                case Decision.File file when await articles.TryFileAsync(file.Article, entryId, stop):
                    filed = file.Article;
                    break;
            }
        }

        // (3)
        await SayAsync(context, filed);
    }

    private Task SayAsync(ConsumeContext<ArticleEnriched> context, ArticleEnriched filed) => filed switch
    {
        { PubStatus: PubStatus.Canceled } => context.SayAsync(documents, new ArticleWithdrawn { ArticleId = filed.ArticleId, Revision = filed.Revision!.Value, Reason = "kill" }),
        { Revision: 1 } => context.SayAsync(documents, new ArticleIndexed
        {
            ArticleId = filed.ArticleId,
            Revision = 1,
            CanonicalUrl = filed.CanonicalUrl,
            Headline = filed.Headline,
            LanguageTag = filed.Language.Tag,
            IndexedAt = filed.IndexedAt!.Value,
        }),
        _ => context.SayAsync(documents, new ArticleRevised
        {
            ArticleId = filed.ArticleId,
            Revision = filed.Revision!.Value,
            CanonicalUrl = filed.CanonicalUrl,
            Headline = filed.Headline,
            Changes = filed.Changes ?? [],
            IndexedAt = filed.IndexedAt!.Value,
        }),
    };
}
