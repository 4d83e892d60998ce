using Ingestion.Contracts;
using Ingestion.News.Versions;

namespace Ingestion.Desk.Api;

/// <summary>What one run of the enricher found in a revision. <c>isCurrent</c>: the revision is shown with it. <c>changes</c>: parts that say something else than the one before.</summary>
internal sealed record AnnotationsView(
    int Revision,
    string? Enricher,
    DateTimeOffset? EnrichedAt,
    bool IsCurrent,
    IReadOnlyList<string> Changes,
    Language Language,
    IReadOnlyList<Entity> Entities,
    IReadOnlyList<Quote> Quotes,
    IReadOnlyList<TimeExpression> Times,
    IReadOnlyList<Keyphrase> Keyphrases,
    IReadOnlyList<Place>? Places,
    IReadOnlyList<Topic>? Topics,
    IReadOnlyList<SummarySentence>? Summary)
{
    /// <param name="shown">The revisions that may be shown, oldest first.</param>
    /// <param name="readings">Of all contents.</param>
    public static IReadOnlyList<AnnotationsView> Of(IReadOnlyList<ArticleEnriched> shown, IReadOnlyList<Reading> readings)
    {
        var byContent = readings.ToLookup(one => Content.NameOf(one.Article!), StringComparer.Ordinal);
        return [.. shown.SelectMany(revision => Of(revision.Revision!.Value, [.. byContent[Content.NameOf(revision)]]))];
    }

    private static IEnumerable<AnnotationsView> Of(int revision, IReadOnlyList<Reading> readings) => readings.Select((one, i) => new AnnotationsView(
        revision,
        one.Enricher,
        one.EnrichedAt,
        i == readings.Count - 1,
        i == 0 ? [] : Annotations.Changes(readings[i - 1].Article!, one.Article!),
        one.Article!.Language,
        one.Article.Entities,
        one.Article.Quotes,
        one.Article.Times,
        one.Article.Keyphrases,
        one.Article.Places,
        one.Article.Topics,
        one.Article.Summary));
}
