using Ingestion.Contracts;
using Ingestion.Enricher.Stories;
using Ingestion.Hosting;
using Ingestion.Storage;
using MassTransit;

namespace Ingestion.Enricher;

/// <summary>
/// ArticleIndexed, ArticleRevised, ArticleWithdrawn → StoryChanged. (1) read the article that is filed, (2) put it into a story, or take it out, (3) say so. An article
/// that is in a story stays there, so a redelivery changes nothing and says the story's version again. Filed articles only, and not announcements: what is
/// held or withdrawn never enters a story, and a failure here closes no ledger entry.
/// </summary>
internal sealed class ClusterStoryConsumer(StoryMaker stories, IArticleStore articles) :
    IConsumer<ArticleIndexed>, IConsumer<ArticleRevised>, IConsumer<ArticleWithdrawn>
{
    public Task Consume(ConsumeContext<ArticleIndexed> context) => JoinAsync(context, context.Message.ArticleId);

    public Task Consume(ConsumeContext<ArticleRevised> context) => JoinAsync(context, context.Message.ArticleId);

    public async Task Consume(ConsumeContext<ArticleWithdrawn> context)
    {
        if (await stories.LeaveAsync(context.Message.ArticleId, context.CancellationToken) is { } story)
        {
            await context.SayAsync(StoryEvents.Of(story));
        }
    }

    private async Task JoinAsync(ConsumeContext context, string articleId)
    {
        // (1) Withdrawn meanwhile, or withheld again: then there is nothing to put anywhere.
        var article = await articles.FindAsync(articleId, context.CancellationToken);
        if (article is null || article.PubStatus != PubStatus.Usable || article.Withdrawal is not null)
        {
            return;
        }

        // (2)
        var story = await stories.JoinAsync(article, context.CancellationToken);

        // (3)
        await context.SayAsync(StoryEvents.Of(story));
    }
}
