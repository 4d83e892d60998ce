using System.Diagnostics;
using Ingestion.TestSupport;
using RabbitMQ.Client;

namespace Ingestion.Broker.Tests;

/// <summary>A page that ends the process that parses it takes nothing else with it.</summary>
public sealed class CrashTests(LocalPipeline pipeline)
{
    private const int Neighbours = 10;

    [Fact]
    public async Task A_page_that_ends_its_parser_costs_one_rejection_and_all_that_was_delivered_with_it_is_stored()
    {
        await pipeline.UpAsync();
        var run = $"/crash/{Guid.NewGuid():N}";
        var killer = $"{pipeline.Origin.Url}{run}/killer";
        var good = Enumerable.Range(0, Neighbours).Select(number => $"{pipeline.Origin.Url}{run}/{number}").ToList();
        pipeline.Origin.OnPage($"{run}/killer", Pages.English(1).Replace("</article>", string.Concat(Enumerable.Repeat("<p>The crane went up and the crane came down, said the port.</p>", 140_000)) + "</article>", StringComparison.Ordinal));
        for (var number = 0; number < Neighbours; number++)
        {
            pipeline.Origin.OnPage($"{run}/{number}", Pages.English(number));
        }

        var before = await pipeline.GetAsync("/ledger");
        using (var process = Process.GetProcessById(pipeline.ProcessOf("Parser")))
        {
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await pipeline.SubmitAsync([killer, .. good]);
        await TakeAllAndDieAsync();
        await pipeline.UpAsync(again: true);

        var entry = await pipeline.ClosedAsync(killer);
        Assert.Equal(("rejected", "crashed"), (entry["outcome"]!.GetValue<string>(), entry["reason"]!.GetValue<string>()));
        foreach (var url in good)
        {
            Assert.Equal("indexed", (await pipeline.ClosedAsync(url))["outcome"]!.GetValue<string>());
            Assert.Equal(1, (await pipeline.ArticleAsync(url))["revision"]!.GetValue<int>());
        }

        var after = await pipeline.ReconcileAsync();
        Assert.Equal(before["accepted"]!.GetValue<long>() + Neighbours + 1, after["accepted"]!.GetValue<long>());
        Assert.Equal(0, after["unexplained"]!.GetValue<long>());
    }

    /// <summary>What a parser does that dies of a page: it has taken messages and acknowledges none.</summary>
    private async Task TakeAllAndDieAsync()
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(pipeline.Broker) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await Shell.UntilAsync("all were fetched and wait for a parser", async () => (await channel.QueueDeclarePassiveAsync("parse-document")).MessageCount > Neighbours, seconds: 120);
        for (var taken = 0; taken <= Neighbours; taken++)
        {
            Assert.NotNull(await channel.BasicGetAsync("parse-document", autoAck: false));
        }
    }
}
