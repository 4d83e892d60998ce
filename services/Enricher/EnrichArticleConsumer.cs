using Ingestion.Contracts;
using Ingestion.Enricher.Enrichment;
using Ingestion.Hosting;
using MassTransit;

namespace Ingestion.Enricher;

/// <summary>
/// ArticleParsed → ArticleEnriched, the public event. (1) add what the page does not say, (2) announce it.
/// Doing it twice announces the same thing under the same id and stores nothing, so a redelivery is harmless.
/// </summary>
internal sealed class EnrichArticleConsumer(ArticleEnricher enricher) : IConsumer<ArticleParsed>
{
    public Task Consume(ConsumeContext<ArticleParsed> context) => context.SayAsync(enricher.Enrich(context.Message));
}
