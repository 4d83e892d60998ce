using Ingestion.Contracts;
using Ingestion.Enricher.Copies;
using Ingestion.Enricher.Stories;
using Ingestion.Hosting;
using Ingestion.Storage;
using MassTransit;

namespace Ingestion.Enricher;

/// <summary>
/// ArticleIndexed, ArticleRevised, ArticleWithdrawn → StoryChanged. (1) read the article that is filed, (2) find its copies where that was not done: the indexer itself
/// announces what was under embargo, (3) put it into a story, or take it out, (4) say so. An article that is in a story stays there, so a redelivery changes nothing
/// and says the story's version again. Filed articles only, and not announcements: what is held or withdrawn never enters a story, and a failure here closes no
/// ledger entry.
/// </summary>
internal sealed class ClusterStoryConsumer(StoryMaker stories, CopyFinder finder, ICopies copies, IArticleStore articles, TimeProvider time) :
    IConsumer<ArticleIndexed>, IConsumer<ArticleRevised>, IConsumer<ArticleWithdrawn>
{
    public Task Consume(ConsumeContext<ArticleIndexed> context) => JoinAsync(context, context.Message.ArticleId);

    public Task Consume(ConsumeContext<ArticleRevised> context) => JoinAsync(context, context.Message.ArticleId);

    public async Task Consume(ConsumeContext<ArticleWithdrawn> context)
    {
        // What is withheld may be released again before this comes.
        var (articleId, stop) = (context.Message.ArticleId, context.CancellationToken);
        if (context.Message.Reason == WithdrawReason.Withheld && await articles.FindStandingAsync(articleId, stop) is { Status: PubStatus.Usable })
        {
            return;
        }

        if (await stories.LeaveAsync(articleId, stop) is { } story)
        {
            await context.SayAsync(StoryEvents.Of(story));
        }
    }

    private async Task JoinAsync(ConsumeContext context, string articleId)
    {
        // (1) Withdrawn meanwhile, withheld again or its embargo postponed: then there is nothing to put anywhere.
        var stop = context.CancellationToken;
        var article = await articles.FindAsync(articleId, stop);
        if (article is null || article.PubStatus != PubStatus.Usable || article.Withdrawal is not null || article.EmbargoedUntil > time.GetUtcNow())
        {
            return;
        }

        // (2)
        if (context.ReceiveContext.Redelivered || await copies.FindAsync(articleId, stop) is null)
        {
            var found = await finder.FindAsync(article, stop);
            var own = found.Own is null ? null : await copies.FindAsync(articleId, stop);
            foreach (var entry in own is null ? found.Unsaid : [own, .. found.Unsaid.Where(entry => entry.Sketch.ArticleId != articleId)])
            {
                await context.SayAsync(new CopiesChanged { ArticleId = entry.Sketch.ArticleId, Copies = entry.Standing.Copies! });
                await finder.NoteSaidAsync(entry.Sketch.ArticleId, entry.Standing.Copies, stop);
            }
        }

        // (3)
        var story = await stories.JoinAsync(article, stop);

        // (4)
        await context.SayAsync(StoryEvents.Of(story));
    }
}
