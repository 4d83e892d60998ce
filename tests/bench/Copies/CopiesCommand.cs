using System.CommandLine;
using Ingestion.Contracts;
using Ingestion.Enricher;
using Ingestion.Enricher.Copies;
using Ingestion.News.Versions;
using Ingestion.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Ingestion.Bench.Copies;

/// <summary>Which articles of a list are copies of which, as the enricher finds them, on SQLite.</summary>
internal static class CopiesCommand
{
    public static Command Create()
    {
        var input = new Argument<FileInfo>("IN.jsonl");
        var output = new Argument<FileInfo>("OUT.jsonl");
        var command = new Command("copies", "Articles to groups of copies.") { input, output };
        command.SetAction((parsed, stop) => RunAsync(parsed.GetValue(input)!, parsed.GetValue(output)!, Console.Error, stop));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo input, FileInfo output, TextWriter errors, CancellationToken stop)
    {
        if (ArticleLines.Read(input, errors) is not var (articles, bad))
        {
            return 1;
        }

        await using var store = new TemporaryStore();
        var copies = store.Services.GetRequiredService<ICopies>();
        var finder = new CopyFinder(copies, Options.Create(new EnricherOptions()), TimeProvider.System);
        List<string> ids = [];
        foreach (var (article, _) in articles)
        {
            ids.Add(article.ArticleId);
            await finder.FindAsync(new ArticleEnriched(article) { VersionOrder = VersionOrder.Of(article) }, stop);
        }

        await using var lines = output.CreateText();
        foreach (var id in ids)
        {
            var known = (await copies.FindAsync(id, stop))?.Standing.Copies;
            await lines.WriteLineAsync(ArticleLines.Written(new { id, group = await copies.GroupOfAsync(id, stop), known?.Relation, known?.Of, known?.Overlap, known?.Origin }));
        }

        return bad == 0 ? 0 : 1;
    }
}
