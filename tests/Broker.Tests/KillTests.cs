using System.Diagnostics;
using System.Text.Json.Nodes;
using Ingestion.TestSupport;

namespace Ingestion.Broker.Tests;

/// <summary>Any one service may be stopped or killed at any moment.</summary>
public sealed class KillTests(LocalPipeline pipeline)
{
    private const int Articles = 200;

    public static TheoryData<string> Services => ["Fetcher", "Parser", "Enricher", "Indexer", "Desk"];

    [Theory]
    [MemberData(nameof(Services))]
    public Task A_killed_service_loses_nothing_and_doubles_nothing(string service) => EndUnderLoadAsync(service, () => pipeline.KillAsync(service));

    [Theory]
    [MemberData(nameof(Services))]
    public Task Graceful_stop__of_a_service_under_load_is_over_in_30_s_and_loses_and_doubles_nothing(string service) => EndUnderLoadAsync(service, async () =>
    {
        using var process = Process.GetProcessById(pipeline.ProcessOf(service));
        var since = Stopwatch.StartNew();
        await Shell.RunAsync("kill", ["-TERM", $"{process.Id}"]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.InRange(since.Elapsed.TotalSeconds, 0, 30);
    });

    private async Task EndUnderLoadAsync(string service, Func<Task> endAsync)
    {
        await pipeline.UpAsync();
        var run = $"/{service}-{Guid.NewGuid():N}";
        var urls = Enumerable.Range(0, Articles).Select(number => $"{pipeline.Origin.Url}{run}/{number}").ToList();
        for (var number = 0; number < Articles; number++)
        {
            pipeline.Origin.OnPage($"{run}/{number}", Pages.English(number));
        }

        var before = await pipeline.GetAsync("/ledger");
        var submitted = await pipeline.SubmitAsync(urls);
        Assert.Equal(Articles, submitted["accepted"]!.AsArray().Count);
        await Shell.UntilAsync("work is under way", async () => Closed(await pipeline.GetAsync("/ledger")) > Closed(before) + 10);

        await endAsync();
        await pipeline.UpAsync(again: true);
        JsonNode after = before;
        await Shell.UntilAsync("every entry has its outcome", async () => Closed(after = await pipeline.GetAsync("/ledger")) == Closed(before) + Articles, seconds: 120);

        Assert.Equal(Count(before, "accepted") + Articles, Count(after, "accepted"));
        after = await pipeline.ReconcileAsync();
        Assert.Equal(0, Count(after, "unexplained"));
        Assert.Equal(0, Count(after, "waiting") + Count(after, "inFlight"));
        Assert.Equal(Terminal(before, "indexed") + Articles, Terminal(after, "indexed"));
        foreach (var url in urls)
        {
            var articles = (await pipeline.GetAsync($"/articles?url={Uri.EscapeDataString(url)}"))["articles"]!.AsArray();
            Assert.Equal(1, Assert.Single(articles)!["revision"]!.GetValue<int>());
        }
    }

    private static long Count(JsonNode ledger, string name) => ledger[name]!.GetValue<long>();

    private static long Terminal(JsonNode ledger, string outcome) => ledger["terminal"]![outcome]?.GetValue<long>() ?? 0;

    private static long Closed(JsonNode ledger) => ledger["terminal"]!.AsObject().Sum(outcome => outcome.Value!.GetValue<long>());
}
