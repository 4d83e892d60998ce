using Ingestion.Contracts;
using Ingestion.Enricher.Copies;
using Ingestion.Hosting;
using MassTransit;

namespace Ingestion.Enricher;

/// <summary>
/// ArticleWithdrawn → CopiesChanged for what came from it. (1) forget its sketch, (2) say what is now known of its copies. Doing it twice says the same.
/// An announcement that passed a kill on the way notes the sketch again; the indexer, which meets the tombstone, then says the withdrawal again.
/// </summary>
internal sealed class ForgetCopyConsumer(CopyFinder copies) : IConsumer<ArticleWithdrawn>
{
    public async Task Consume(ConsumeContext<ArticleWithdrawn> context)
    {
        // (1)
        var changed = await copies.ForgetAsync(context.Message.ArticleId, context.CancellationToken);

        // (2)
        foreach (var entry in changed)
        {
            await context.SayAsync(new CopiesChanged { ArticleId = entry.Sketch.ArticleId, Copies = entry.Standing.Copies! });
            await copies.NoteSaidAsync(entry.Sketch.ArticleId, entry.Standing.Copies, context.CancellationToken);
        }
    }
}
