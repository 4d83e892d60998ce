using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Ingestion.Bench.Pipeline;
using Ingestion.Contracts;
using Ingestion.Enricher;
using Ingestion.Enricher.Enrichment;

namespace Ingestion.Bench.Enrich;

/// <summary>What the enricher makes of a file of texts, one JSON object a line, in the same order and shape, so that a scorer can read it.</summary>
internal static class EnrichCommand
{
    public static Command Create()
    {
        var input = new Argument<FileInfo>("IN.jsonl") { Description = "Lines of {\"id\", \"published\"?, \"headline\"?, \"text\"}." };
        var output = new Argument<FileInfo>("OUT.jsonl") { Description = "A line for each, in order." };
        var time = new Option<bool>("--time") { Description = "CPU per article by part, on the first articles of the file, peak memory, time to start." };
        var command = new Command("enrich", "What the enricher makes of a file of texts.") { input, output, time };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(input), parsed.GetRequiredValue(output), parsed.GetValue(time), Console.Out, Console.Error));
        return command;
    }

    private static int Run(FileInfo input, FileInfo output, bool time, TextWriter console, TextWriter errors)
    {
        if (!input.Exists)
        {
            errors.WriteLine($"{input.FullName} does not exist.");
            return 1;
        }

        var enricher = new ArticleEnricher(new EnricherOptions());
        var start = Environment.CpuUsage.TotalTime;
        var elapsed = TimeProvider.System.GetUtcNow() - new DateTimeOffset(Process.GetCurrentProcess().StartTime);

        // The file may be larger than memory: one line at a time, and a few kept to measure on.
        var (line, articles, bad, kept) = (0, 0, 0, new List<ArticleParsed>());
        using (var writer = new StreamWriter(output.FullName, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
        {
            foreach (var read in File.ReadLines(input.FullName))
            {
                line++;
                if (string.IsNullOrWhiteSpace(read))
                {
                    continue;
                }

                try
                {
                    var (id, item) = EnrichLine.Read(read);
                    writer.WriteLine(EnrichAnswer.Of(id, enricher.Enrich(item)));
                    articles++;
                    if (time && kept.Count < EnrichTiming.Most)
                    {
                        kept.Add(item);
                    }
                }
                catch (Exception exception) when (exception is JsonException or FormatException)
                {
                    errors.WriteLine($"{input.Name}, line {line}: {exception.Message}");
                    bad++;
                }
            }
        }

        var peak = ProcessUsage.Of(Environment.ProcessId).PeakMegabytes;
        console.WriteLine($"{articles} articles, {bad} bad lines");
        if (time && kept.Count > 0)
        {
            EnrichTiming.Print(enricher, kept, console);
            console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"peak memory {peak:0} MB; ready {elapsed.TotalSeconds:0.00} s after the process began, {start.TotalSeconds:0.00} s of CPU"));
        }

        return bad == 0 ? 0 : 1;
    }
}
