using Ingestion.Contracts;
using Ingestion.Enricher.Copies;
using Ingestion.Enricher.Enrichment;
using Ingestion.Hosting;
using Ingestion.Storage;
using MassTransit;

namespace Ingestion.Enricher;

/// <summary>
/// ArticleParsed → ArticleEnriched, the public event, or ArticleHeld where it must not be announced, or was filed before and is only read again; CopiesChanged for
/// articles that it is a copy of. (1) add what the page does not say, (2) ask how the article stands, (3) hand it to the indexer alone, or (4) find its copies,
/// (5) announce it, (6) tell what it changed for others. Doing it twice says the same thing under the same ids: what is stored is keyed by article, and what was
/// not said is said again.
/// </summary>
internal sealed class EnrichArticleConsumer(ArticleEnricher enricher, CopyFinder copies, IArticleStore articles, TimeProvider time) : IConsumer<ArticleParsed>
{
    public async Task Consume(ConsumeContext<ArticleParsed> context)
    {
        var stop = context.CancellationToken;

        // (1)
        var article = enricher.Enrich(context.Message);
        article = article with { Provenance = article.Provenance with { EnrichedAt = time.GetUtcNow() } };

        // (2) A kill that is filed between this and (5) is said again after the announcement, by the indexer, which then meets the tombstone.
        var standing = await articles.FindStandingAsync(article.ArticleId, stop);

        // What is filed and only read again: the indexer knows what was said of it, and tells what is new. Its text is compared with others' already.
        var isFiled = article.Source.Kind == SourceKind.Reprocess && await articles.IsFiledAsync(article, stop);

        // (3) Nobody is to learn by its copies that it is there.
        if (isFiled || !Announcement.MayBeMade(article, standing, time.GetUtcNow()))
        {
            await context.SayAsync(new ArticleHeld { Article = article, IsFiled = isFiled ? true : null });
            return;
        }

        // (4)
        var found = await copies.FindAsync(article, stop);

        // (5) Copies are no part of its id: they depend on what came before it.
        await context.SayAsync(article with { Copies = found.Own });
        await copies.NoteSaidAsync(article.ArticleId, found.Own, stop);

        // (6)
        foreach (var entry in found.Unsaid)
        {
            await context.SayAsync(new CopiesChanged { ArticleId = entry.Sketch.ArticleId, Copies = entry.Standing.Copies! });
            await copies.NoteSaidAsync(entry.Sketch.ArticleId, entry.Standing.Copies, stop);
        }
    }
}
