using System.Collections.Concurrent;
using System.CommandLine;
using System.Diagnostics;
using Ingestion.Bench.Copies;
using Ingestion.Contracts;
using Ingestion.Enricher;
using Ingestion.Enricher.Copies;
using Ingestion.Enricher.Enrichment;
using Ingestion.Enricher.Stories;
using Ingestion.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Ingestion.Bench.Stories;

/// <summary>Which articles of a list are of one story, as the enricher finds them in the order of publication, on SQLite; or several enrichers, each taking the next.</summary>
internal static class StoriesCommand
{
    public static Command Create()
    {
        var input = new Argument<FileInfo>("IN.jsonl");
        var output = new Argument<FileInfo>("OUT.jsonl");
        var makers = new Option<int>("--makers") { Description = "Enrichers at work at once.", DefaultValueFactory = _ => 1 };
        var command = new Command("stories", "Articles to stories; BCubed where the lines have the right one in 'story'.") { input, output, makers };
        command.SetAction((parsed, stop) => RunAsync(parsed.GetValue(input)!, parsed.GetValue(output)!, parsed.GetValue(makers), Console.Out, Console.Error, stop));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo input, FileInfo output, int makers, TextWriter said, TextWriter errors, CancellationToken stop)
    {
        if (ArticleLines.Read(input, errors) is not var (lines, bad))
        {
            return 1;
        }

        await using var store = new TemporaryStore();
        var enricher = new ArticleEnricher(new EnricherOptions());
        var waiting = new ConcurrentQueue<ArticleEnriched>(lines.OrderBy(line => line.Article.Published?.At ?? line.Article.FetchedAt).Select(line => enricher.Enrich(line.Article)));
        var found = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var started = Stopwatch.GetTimestamp();
        var times = await Task.WhenAll(Enumerable.Range(0, makers).Select(_ => Task.Run(() => MakeAsync(store, waiting, found, stop), stop)));
        var took = Stopwatch.GetElapsedTime(started);

        await using var written = output.CreateText();
        foreach (var (article, _) in lines)
        {
            await written.WriteLineAsync(ArticleLines.Written(new { id = article.ArticleId, group = found[article.ArticleId] }));
        }

        await said.WriteLineAsync($"{lines.Count} articles, {found.Values.Distinct().Count()} stories, {times.Sum(time => time.TotalMilliseconds) / Math.Max(1, lines.Count):F2} ms each; {lines.Count / took.TotalSeconds:F0} a second with the search for copies");
        var labelled = lines.Where(line => line.Line["story"] is not null).Select(line => (found[line.Article.ArticleId], line.Line["story"]!.ToString())).ToList();
        if (labelled.Count > 0)
        {
            var (precision, recall, f) = BCubed.Of(labelled);
            await said.WriteLineAsync($"BCubed precision {precision:F3}, recall {recall:F3}, F {f:F3}");
        }

        return bad == 0 ? 0 : 1;
    }

    private static async Task<TimeSpan> MakeAsync(TemporaryStore store, ConcurrentQueue<ArticleEnriched> waiting, ConcurrentDictionary<string, string> found, CancellationToken stop)
    {
        await using var services = store.Another();
        var (options, clock, watch) = (Options.Create(new EnricherOptions()), new Clock(), TimeSpan.Zero);
        var copies = services.GetRequiredService<ICopies>();
        var finder = new CopyFinder(copies, options, clock);
        using var stories = new StoryMaker(services.GetRequiredService<IStories>(), copies, services.GetRequiredService<IArticleStore>(), options, clock);
        while (waiting.TryDequeue(out var article))
        {
            clock.Now = article.Published?.At ?? article.FetchedAt;
            await finder.FindAsync(article, stop);
            var started = Stopwatch.GetTimestamp();
            found[article.ArticleId] = (await stories.JoinAsync(article, _ => Task.CompletedTask, stop)).StoryId;
            watch += Stopwatch.GetElapsedTime(started);
        }

        return watch;
    }

    /// <summary>The time of the article at hand, so that windows open and close as they did.</summary>
    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
