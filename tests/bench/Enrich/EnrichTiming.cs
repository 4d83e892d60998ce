using System.Globalization;
using Ingestion.Contracts;
using Ingestion.Enricher;
using Ingestion.Enricher.Copies;
using Ingestion.Enricher.Enrichment;
using Ingestion.Enricher.Enrichment.Keyphrases;
using Ingestion.Enricher.Enrichment.Names;
using Ingestion.Enricher.Enrichment.Places;
using Ingestion.Enricher.Enrichment.Quotes;
using Ingestion.Enricher.Enrichment.Summary;
using Ingestion.Enricher.Enrichment.Text;
using Ingestion.Enricher.Enrichment.Times;
using Ingestion.Enricher.Enrichment.Topics;
using Ingestion.Enricher.Stories;

namespace Ingestion.Bench.Enrich;

/// <summary>CPU of the whole process per article, of all parts together and of each alone: the best of the rounds after a warm-up, so that other work on the machine disturbs little.</summary>
internal static class EnrichTiming
{
    /// <summary>Articles that are measured on.</summary>
    public const int Most = 500;

    private const int Rounds = 5;

    // The runtime compiles what runs often a second and a third time, in the background.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    public static void Print(ArticleEnricher enricher, List<ArticleParsed> items, TextWriter console)
    {
        var options = new EnricherOptions();
        var (languages, names) = (new LanguageFinder(options), new EntityFinder(NerProviders.Create(options)));
        var enriched = items.ConvertAll(enricher.Enrich);
        string Tag(int index) => enriched[index].Language.Tag;
        var tokens = items.ConvertAll(item => Tokenizer.Cut(item.Body.Text));
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"CPU per article, ms, on {items.Count} articles of {items.Average(item => item.Body.Text.Length):0} characters:"));
        Measure("all", index => enricher.Enrich(items[index]));
        Measure("  language", index => languages.Find(items[index].Headline, items[index].Body.Text, items[index].MarkupLanguage));
        Measure("  tokens", index => Tokenizer.Cut(items[index].Body.Text));
        Measure("  names", index => names.Find(items[index].Body.Text, tokens[index], items[index].Headline, Tag(index)));
        Measure("  quotes", index => QuoteFinder.Find(items[index].Body.Text, tokens[index], enriched[index].Entities));
        Measure("  times", index => TimeFinder.Find(items[index].Body.Text, tokens[index], items[index].Published?.At, Tag(index)));
        Measure("  keyphrases", index => KeyphraseRanker.Rank(items[index].Body.Text, tokens[index], items[index].Headline, enriched[index].Entities, enriched[index].Places!, Tag(index)));
        Measure("  places", index => PlaceFinder.Find(items[index].Body.Text, tokens[index], items[index].Headline, items[index].Dateline?.Place, enriched[index].Entities, Tag(index)));
        Measure("  topics", index => TopicFinder.Find(items[index], tokens[index], Tag(index)));
        Measure("  summary", index => Summarizer.Find(items[index].Body, tokens[index], enriched[index].Entities, enriched[index].Quotes, Tag(index)));

        Measure("copies: sketch", index => CopySketcher.Of(enriched[index]));
        Measure("stories: words", index => StoryFeatures.Of(items[index].Headline, items[index].Body.Text, Tag(index)));

        void Measure(string part, Func<int, object> work)
        {
            var (best, begun) = (double.MaxValue, TimeProvider.System.GetTimestamp());
            for (var round = 0; round < Rounds;)
            {
                var before = Environment.CpuUsage.TotalTime;
                for (var index = 0; index < items.Count; index++)
                {
                    work(index);
                }

                if (TimeProvider.System.GetElapsedTime(begun) > WarmUp)
                {
                    best = Math.Min(best, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
                    round++;
                }
            }

            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{part,-16}{best / items.Count,8:0.000}"));
        }
    }
}
