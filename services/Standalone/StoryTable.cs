using Ingestion.Contracts;
using Ingestion.Storage;

namespace Ingestion.Standalone;

/// <summary>What came in, as a table for a terminal.</summary>
internal static class StoryTable
{
    private const int HeadlineColumns = 58;

    public static async Task WriteAsync(IServiceProvider services, TextWriter output, CancellationToken cancellationToken)
    {
        var page = await services.GetRequiredService<IArticleStore>().ListAsync(new ArticleQuery { Limit = 200 }, cancellationToken);
        await output.WriteLineAsync($"{"language",-8}  {"rev",3}  {"words",5}  {"names",5}  {"quotes",6}  headline");
        foreach (var article in page.Articles.Reverse())
        {
            await output.WriteLineAsync(Row(article));
        }

        var entries = await services.GetRequiredService<ILedger>().ListAsync(new LedgerQuery { State = LedgerState.Closed, Limit = 1000 }, cancellationToken);
        foreach (var entry in entries.Where(entry => entry.Outcome is Outcome.Abandoned or Outcome.Rejected or Outcome.Dead or Outcome.Withdrawn).OrderBy(entry => entry.OpenedAt))
        {
            await output.WriteLineAsync($"{entry.Outcome} ({entry.Reason}): {entry.Url}");
        }
    }

    internal static string Row(ArticleEnriched article)
    {
        var headline = article.Headline.Length > HeadlineColumns ? article.Headline[..(HeadlineColumns - 1)] + "…" : article.Headline;
        return $"{article.Language.Tag,-8}  {article.Revision,3}  {article.Body.WordCount,5}  {article.Entities.Count,5}  {article.Quotes.Count,6}  {headline}";
    }
}
