using Ingestion.Contracts;
using Ingestion.Enricher.Copies;
using Ingestion.Enricher.Stories;
using Ingestion.Hosting;
using Ingestion.Storage;
using MassTransit;

namespace Ingestion.Enricher;

/// <summary>
/// ArticleIndexed, ArticleRevised, ArticleWithdrawn → StoryChanged. (1) read the article that is filed, (2) find its copies where that was not done: the indexer itself
/// announces what was under embargo, (3) put it into a story and say so, (4) look whether the article is still what was put there: what another enricher was told
/// meanwhile it may have handled too early. An article that is in a story stays there, so a redelivery changes nothing and says the story's version again. Filed
/// articles only, and not announcements: what is held or withdrawn never enters a story, and a failure here closes no ledger entry.
/// </summary>
internal sealed class MakeStoryConsumer(StoryMaker stories, CopyFinder finder, ICopies copies, IArticleStore articles, TimeProvider time) :
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

        await LeaveAsync(context, articleId);
    }

    private async Task JoinAsync(ConsumeContext context, string articleId)
    {
        var stop = context.CancellationToken;
        ArticleEnriched? before = null;
        while (true)
        {
            // (1) and (4). Withdrawn meanwhile, withheld again or its embargo postponed: then there is nothing to put anywhere.
            var article = await articles.FindAsync(articleId, stop);
            if (article is null || article.PubStatus != PubStatus.Usable || article.Withdrawal is not null || article.EmbargoedUntil > time.GetUtcNow())
            {
                await LeaveAsync(context, articleId);
                return;
            }

            if (before?.Headline == article.Headline && StoryFeatures.NamesOf(before).SequenceEqual(StoryFeatures.NamesOf(article), StringComparer.Ordinal))
            {
                return;
            }

            // (2)
            if (before is null && (context.ReceiveContext.Redelivered || await copies.FindAsync(articleId, stop) is null))
            {
                await SayCopiesAsync(context, article);
            }

            // (3)
            await stories.JoinAsync(article, story => context.SayAsync(StoryEvents.Of(story)), stop);
            before = article;
        }
    }

    private async Task LeaveAsync(ConsumeContext context, string articleId) =>
        await stories.LeaveAsync(articleId, story => context.SayAsync(StoryEvents.Of(story)), context.CancellationToken);

    private async Task SayCopiesAsync(ConsumeContext context, ArticleEnriched article)
    {
        var stop = context.CancellationToken;
        var found = await finder.FindAsync(article, stop);
        var own = found.Own is null ? null : await copies.FindAsync(article.ArticleId, stop);
        foreach (var entry in own is null ? found.Unsaid : [own, .. found.Unsaid.Where(entry => entry.Sketch.ArticleId != article.ArticleId)])
        {
            await context.SayAsync(new CopiesChanged { ArticleId = entry.Sketch.ArticleId, Copies = entry.Standing.Copies! });
            await finder.NoteSaidAsync(entry.Sketch.ArticleId, entry.Standing.Copies, stop);
        }
    }
}
