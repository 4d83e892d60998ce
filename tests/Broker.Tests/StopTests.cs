using System.Diagnostics;
using System.Text.Json.Nodes;
using Ingestion.TestSupport;

namespace Ingestion.Broker.Tests;

/// <summary>A service that is asked to stop does so soon, and leaves nothing half done.</summary>
public sealed class StopTests(LocalPipeline pipeline)
{
    private const int Articles = 150;

    [Theory]
    [InlineData("Fetcher")]
    [InlineData("Parser")]
    [InlineData("Enricher")]
    [InlineData("Indexer")]
    [InlineData("Desk")]
    public async Task Graceful_stop__of_a_service_under_load_is_over_in_30_s_and_loses_and_doubles_nothing(string service)
    {
        await pipeline.UpAsync();
        var run = $"/stop-{service}-{Guid.NewGuid():N}";
        var urls = Enumerable.Range(0, Articles).Select(number => $"{pipeline.Origin.Url}{run}/{number}").ToList();
        for (var number = 0; number < Articles; number++)
        {
            pipeline.Origin.OnPage($"{run}/{number}", Pages.English(number));
        }

        var before = await pipeline.GetAsync("/ledger");
        await pipeline.SubmitAsync(urls);
        await Shell.UntilAsync("work is under way", async () => Closed(await pipeline.GetAsync("/ledger")) > Closed(before) + 10);

        using (var process = Process.GetProcessById(pipeline.ProcessOf(service)))
        {
            var since = Stopwatch.StartNew();
            await Shell.RunAsync("kill", ["-TERM", $"{process.Id}"]);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
            Assert.InRange(since.Elapsed.TotalSeconds, 0, 30);
        }

        await pipeline.UpAsync(again: true);
        JsonNode after = before;
        await Shell.UntilAsync("every entry has its outcome", async () => Closed(after = await pipeline.GetAsync("/ledger")) == Closed(before) + Articles, seconds: 120);
        after = await pipeline.ReconcileAsync();
        Assert.Equal(0, after["unexplained"]!.GetValue<long>());
        foreach (var url in urls)
        {
            var articles = (await pipeline.GetAsync($"/articles?url={Uri.EscapeDataString(url)}"))["articles"]!.AsArray();
            Assert.Equal(1, Assert.Single(articles)!["revision"]!.GetValue<int>());
        }
    }

    private static long Closed(JsonNode ledger) => ledger["terminal"]!.AsObject().Sum(outcome => outcome.Value!.GetValue<long>());
}
