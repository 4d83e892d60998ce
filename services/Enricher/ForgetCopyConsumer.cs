using Ingestion.Contracts;
using Ingestion.Enricher.Copies;
using Ingestion.Hosting;
using Ingestion.Storage;
using MassTransit;

namespace Ingestion.Enricher;

/// <summary>
/// ArticleWithdrawn → CopiesChanged for what came from it. (1) forget its sketch, unless a newer version is public, (2) say what is now known of its copies. Doing it
/// twice says the same.
/// An announcement that passed a kill on the way notes the sketch again; the indexer, which meets the tombstone, then says the withdrawal again.
/// </summary>
internal sealed class ForgetCopyConsumer(CopyFinder copies, IArticleStore articles) : IConsumer<ArticleWithdrawn>
{
    public async Task Consume(ConsumeContext<ArticleWithdrawn> context)
    {
        // (1) What is withheld may be released again: then this may come late, and a newer version have its sketch here already.
        var (articleId, stop) = (context.Message.ArticleId, context.CancellationToken);
        var standing = context.Message.Reason == WithdrawReason.Withheld ? await articles.FindStandingAsync(articleId, stop) : null;
        if (standing?.Status == PubStatus.Usable)
        {
            return;
        }

        var changed = await copies.ForgetAsync(articleId, standing is null or { Status: PubStatus.Canceled } ? null : standing.NewestOrder, stop);

        // (2)
        foreach (var entry in changed)
        {
            await context.SayAsync(new CopiesChanged { ArticleId = entry.Sketch.ArticleId, Copies = entry.Standing.Copies! });
            await copies.NoteSaidAsync(entry.Sketch.ArticleId, entry.Standing.Copies, stop);
        }
    }
}
