using System.Text.Json.Nodes;
using Ingestion.TestSupport;

namespace Ingestion.Broker.Tests;

/// <summary>Any one service may be killed at any moment.</summary>
public sealed class KillTests(LocalPipeline pipeline)
{
    private const int Articles = 200;

    [Theory]
    [InlineData("Fetcher")]
    [InlineData("Parser")]
    [InlineData("Enricher")]
    [InlineData("Indexer")]
    [InlineData("Desk")]
    public async Task A_killed_service_loses_nothing_and_doubles_nothing(string service)
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

        await pipeline.KillAsync(service);
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
