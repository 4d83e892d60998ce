using Ingestion.Contracts;
using Ingestion.Enricher.Enrichment;
using Ingestion.Hosting;
using Ingestion.Storage;
using MassTransit;

namespace Ingestion.Enricher;

/// <summary>
/// ArticleParsed → ArticleEnriched, the public event, or ArticleHeld where it must not be announced. (1) add what the page does not say, (2) ask how the
/// article stands, (3) announce it, or hand it to the indexer alone. Doing it twice says the same thing under the same id and stores nothing.
/// </summary>
internal sealed class EnrichArticleConsumer(ArticleEnricher enricher, IArticleStore articles, TimeProvider time) : IConsumer<ArticleParsed>
{
    public async Task Consume(ConsumeContext<ArticleParsed> context)
    {
        // (1)
        var article = enricher.Enrich(context.Message);

        // (2) A kill that is filed between this and (3) is said again after the announcement, by the indexer, which then meets the tombstone.
        var standing = await articles.FindStandingAsync(article.ArticleId, context.CancellationToken);

        // (3)
        await (Announcement.MayBeMade(article, standing, time.GetUtcNow()) ? context.SayAsync(article) : context.SayAsync(new ArticleHeld { Article = article }));
    }
}
