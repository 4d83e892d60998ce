using System.CommandLine;
using System.Diagnostics;
using Ingestion.Bench.Copies;
using Ingestion.Enricher;
using Ingestion.Enricher.Copies;
using Ingestion.Enricher.Enrichment;
using Ingestion.Enricher.Stories;
using Ingestion.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Ingestion.Bench.Stories;

/// <summary>Which articles of a list are of one story, as the enricher finds them one after another in the order of publication, on SQLite.</summary>
internal static class StoriesCommand
{
    public static Command Create()
    {
        var input = new Argument<FileInfo>("IN.jsonl");
        var output = new Argument<FileInfo>("OUT.jsonl");
        var command = new Command("stories", "Articles to stories; BCubed where the lines have the right one in 'story'.") { input, output };
        command.SetAction((parsed, stop) => RunAsync(parsed.GetValue(input)!, parsed.GetValue(output)!, Console.Out, Console.Error, stop));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo input, FileInfo output, TextWriter said, TextWriter errors, CancellationToken stop)
    {
        if (ArticleLines.Read(input, errors) is not var (lines, bad))
        {
            return 1;
        }

        await using var store = new TemporaryStore();
        var (options, enricher, clock) = (Options.Create(new EnricherOptions()), new ArticleEnricher(new EnricherOptions()), new Clock());
        var copies = store.Services.GetRequiredService<ICopies>();
        var finder = new CopyFinder(copies, options, clock);
        using var stories = new StoryMaker(store.Services.GetRequiredService<IStories>(), copies, store.Services.GetRequiredService<IArticleStore>(), options, clock);
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var watch = TimeSpan.Zero;
        foreach (var (parsed, _) in lines.OrderBy(line => line.Article.Published?.At ?? line.Article.FetchedAt))
        {
            var article = enricher.Enrich(parsed);
            clock.Now = article.Published?.At ?? article.FetchedAt;
            await finder.FindAsync(article, stop);
            var started = Stopwatch.GetTimestamp();
            found[parsed.ArticleId] = (await stories.JoinAsync(article, stop)).StoryId;
            watch += Stopwatch.GetElapsedTime(started);
        }

        await using var written = output.CreateText();
        foreach (var (article, _) in lines)
        {
            await written.WriteLineAsync(ArticleLines.Written(new { id = article.ArticleId, group = found[article.ArticleId] }));
        }

        await said.WriteLineAsync($"{lines.Count} articles, {found.Values.Distinct().Count()} stories, {watch.TotalMilliseconds / Math.Max(1, lines.Count):F2} ms each");
        var labelled = lines.Where(line => line.Line["story"] is not null).Select(line => (found[line.Article.ArticleId], line.Line["story"]!.ToString())).ToList();
        if (labelled.Count > 0)
        {
            var (precision, recall, f) = BCubed.Of(labelled);
            await said.WriteLineAsync($"BCubed precision {precision:F3}, recall {recall:F3}, F {f:F3}");
        }

        return bad == 0 ? 0 : 1;
    }

    /// <summary>The time of the article at hand, so that windows open and close as they did.</summary>
    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
