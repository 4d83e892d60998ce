using Ingestion.Contracts;
using Ingestion.Hosting;
using Ingestion.Indexer.Filing;
using Ingestion.News;
using Ingestion.News.Versions;
using Ingestion.Storage;
using MassTransit;

namespace Ingestion.Indexer;

/// <summary>
/// WithdrawArticle → ArticleWithdrawn. (1) find the article, (2) put a tombstone in its place and delete the rest, (3) say so.
/// Doing it twice leaves the first tombstone and says the same thing, so a redelivery is harmless.
/// </summary>
internal sealed class WithdrawArticleConsumer(IArticleStore articles, Withdrawals withdrawals, TimeProvider time) : IConsumer<WithdrawArticle>
{
    public async Task Consume(ConsumeContext<WithdrawArticle> context)
    {
        var (order, stop) = (context.Message, context.CancellationToken);

        // (1) Nobody is to believe that it was done.
        var article = await articles.FindAsync(order.ArticleId, stop) ?? throw new InvalidOperationException($"No article {order.ArticleId} was ever filed.");

        // (2)
        var takedown = new Withdrawal { Reason = WithdrawReason.Takedown, Detail = order.Reason, RequestedBy = order.RequestedBy, At = time.GetUtcNow() };
        var standing = await withdrawals.WithdrawAsync(Tombstone.Of(article, takedown), stop);

        // (3) Orders are not in the books: the id is one that a redelivery has again, and no entry's.
        var said = new ArticleWithdrawn { ArticleId = order.ArticleId, Revision = History.TombstoneRevision, Reason = standing.Withdrawal?.Reason ?? WithdrawReason.Takedown };
        await context.SayAsync(said, ContentKey.MessageId(nameof(WithdrawArticle), order.ArticleId), stop);
    }
}
