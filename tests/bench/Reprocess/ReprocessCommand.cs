using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Ingestion.Bench.Origin;
using Ingestion.Contracts;
using Ingestion.Desk;
using Ingestion.Enricher;
using Ingestion.Indexer;
using Ingestion.Parser;
using Ingestion.Storage;
using Ingestion.TestSupport;

namespace Ingestion.Bench.Reprocess;

/// <summary>How fast an archive goes through today's parser: parser, enricher, indexer and Desk in this process, messages in memory, SQLite, no network.</summary>
internal static class ReprocessCommand
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static Command Create()
    {
        var documents = new Option<int>("--documents") { Description = "Pages in the archive.", DefaultValueFactory = _ => 5000 };
        var command = new Command("reprocess", "Documents/s of a reprocess: an archive of generated pages that were rejected, then the same once more.") { documents };
        command.SetAction((parsed, stop) => RunAsync(Math.Max(1, parsed.GetValue(documents)), Console.Out, stop));
        return command;
    }

    private static async Task<int> RunAsync(int count, TextWriter output, CancellationToken stop)
    {
        await using var service = await RunningService.StartAsync(
            builder =>
            {
                builder.AddParser();
                builder.AddEnricher();
                builder.AddIndexer();
                builder.AddDesk();
            },
            bus =>
            {
                bus.AddParserConsumers();
                bus.AddEnricherConsumers();
                bus.AddIndexerConsumers();
            },
            app => app.MapDesk());
        var bytes = await FillAsync(service, count, stop);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} documents, {bytes / (double)count / 1024:0.0} KB on average"));

        var found = await MeasureAsync(service, $$"""{"reason":"{{RejectReason.HomePage}}"}""", output, stop);
        var again = await MeasureAsync(service, """{"all":true}""", output, stop);
        var balance = await service.Get<ILedger>().BalanceAsync(stop);
        output.WriteLine(LedgerLine.Of(balance));
        return (await service.Get<ILedger>().CompareAsync(null, 10_000, stop)).Suspects.Count == 0 && found["rejected:home-page > indexed"] == count && again["article > unchanged"] == count ? 0 : 1;
    }

    private static async Task<long> FillAsync(RunningService service, int count, CancellationToken stop)
    {
        var (archive, documents, sum) = (service.Get<IRawArchive>(), service.Get<IDocuments>(), 0L);
        for (var number = 0; number < count; number++)
        {
            var url = OriginCommand.Url(80, number);
            var page = Encoding.UTF8.GetBytes(NewsPage.Of(number, url));
            var document = new DocumentFetched
            {
                RequestedUrl = url,
                FinalUrl = url,
                ArchiveKey = await archive.PutAsync(page, stop),
                ByteCount = page.Length,
                ContentType = "text/html",
                Charset = "utf-8",
                FetchedAt = At.AddSeconds(number),
                Source = new Source { Kind = SourceKind.Web, DiscoveredAt = At },
            };
            await documents.NoteAsync(document, null, stop);
            await documents.NoteOutcomeAsync(
                new DocumentOutcome { RequestedUrl = url, ArchiveKey = document.ArchiveKey, EntryId = Guid.NewGuid(), Parser = "0.0.1", Outcome = Outcome.Rejected, Reason = RejectReason.HomePage }, stop);
            sum += page.Length;
        }

        return sum;
    }

    private static async Task<Dictionary<string, long>> MeasureAsync(RunningService service, string slice, TextWriter output, CancellationToken stop)
    {
        var (clock, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var (status, job) = await service.PostAsync("/reprocess", JsonNode.Parse(slice));
        if (status != 202)
        {
            throw new InvalidOperationException($"{status}: {job}");
        }

        while (job!["endedAt"] is null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), stop);
            (_, job) = await service.GetAsync($"/reprocess/{job["id"]}");
        }

        var (seconds, count) = (clock.Elapsed.TotalSeconds, (long)job["finished"]!);
        var rows = job["report"]!.AsArray().ToDictionary(row => $"{row!["was"]} > {row["is"]}", row => (long)row!["count"]!);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{count / seconds:0.0} documents/s, {(Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / count:0.00} ms CPU each: {string.Join(", ", rows.Select(row => $"{row.Key} {row.Value}"))}"));
        return rows;
    }
}
