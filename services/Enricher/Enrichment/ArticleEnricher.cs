using System.Reflection;
using Ingestion.Contracts;
using Ingestion.Enricher.Enrichment.Keyphrases;
using Ingestion.Enricher.Enrichment.Names;
using Ingestion.Enricher.Enrichment.Places;
using Ingestion.Enricher.Enrichment.Quotes;
using Ingestion.Enricher.Enrichment.Summary;
using Ingestion.Enricher.Enrichment.Text;
using Ingestion.Enricher.Enrichment.Times;
using Ingestion.Enricher.Enrichment.Topics;
using Ingestion.News.Versions;

namespace Ingestion.Enricher.Enrichment;

/// <summary>
/// Adds what the page does not say: language, entities, places, quotes, times, topics, keyphrases, a summary. Pure but for the models that the constructor loads:
/// the same item always gives the same answer, and threads may share one instance. What cannot be inferred stays empty.
/// </summary>
internal sealed class ArticleEnricher(EnricherOptions options)
{
    private static readonly string Version =
        typeof(ArticleEnricher).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    private readonly LanguageFinder languages = new(options);
    private readonly EntityFinder names = new(NerProviders.Create(options));

    public ArticleEnriched Enrich(ArticleParsed item)
    {
        var body = item.Body.Text;
        var language = languages.Find(item.Headline, body, item.MarkupLanguage);
        var tokens = CreditLines.Without(body, Tokenizer.Cut(body));
        var entities = names.Find(body, tokens, item.Headline, language.Tag, item.Provider.Name);
        var places = PlaceFinder.Find(body, tokens, item.Headline, item.Dateline?.Place, entities, language.Tag);
        var quotes = QuoteFinder.Find(body, tokens, entities);
        return new ArticleEnriched(item) with
        {
            VersionOrder = VersionOrder.Of(item),
            Language = language,
            Entities = PlaceFinder.WithCountries(entities, places),
            Places = places,
            Quotes = quotes,
            Times = TimeFinder.Find(body, tokens, item.Published?.At, language.Tag),
            Keyphrases = KeyphraseRanker.Rank(body, tokens, item.Headline, entities, places, language.Tag),
            Topics = TopicFinder.Find(item, tokens, language.Tag),
            Summary = Summarizer.Find(item.Body, tokens, entities, quotes, language.Tag),
            Provenance = item.Provenance with { Enricher = Version },
        };
    }
}
