using System.Text.Json.Nodes;
using Ingestion.TestSupport;
using Microsoft.Data.Sqlite;
using RabbitMQ.Client;

namespace Ingestion.Broker.Tests;

/// <summary>What is lost behind the product's back: it is found, driven again and filed once. Five processes on a broker of their own, with little patience.</summary>
public sealed class ReconcilerTests : IAsyncLifetime
{
    private const int Articles = 10;

    private readonly LocalPipeline pipeline = new()
    {
        Settings = new Dictionary<string, string> { ["Desk__LostAfter"] = "00:00:03", ["Desk__ReconcileInterval"] = "00:00:01" },
    };

    public async ValueTask InitializeAsync()
    {
        await pipeline.InitializeAsync();
        await pipeline.UpAsync();
    }

    public ValueTask DisposeAsync() => pipeline.DisposeAsync();

    [Fact]
    public async Task A_queue_that_is_lost_with_its_messages_costs_nothing_but_time()
    {
        foreach (var number in Enumerable.Range(0, Articles))
        {
            pipeline.Origin.OnPage($"/lost/{number}", Pages.English(number));
        }

        // Nobody takes what is fetched and handed in, nor notes it.
        await pipeline.KillAsync("Parser");
        await pipeline.KillAsync("Indexer");
        await pipeline.SubmitAsync(Enumerable.Range(0, Articles).Select(number => $"{pipeline.Origin.Url}/lost/{number}"));
        foreach (var number in Enumerable.Range(0, Articles))
        {
            await pipeline.HandInAsync($"Ferry {number} returns to the island\n\nThe ferry of line {number} came back to Port Ellis on Monday after eleven weeks in the yard.\n\n"
                + $"“We have missed her,” harbour master Lena Brandt said. The repair took {number + 20} workers of the yard at Hamburg most of the winter, and cost less than the port had feared.");
        }

        await using var connection = await new ConnectionFactory { Uri = new Uri(pipeline.Broker) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        foreach (var queue in new[] { "parse-document", "record-document" })
        {
            await Shell.UntilAsync($"{queue} holds all of them", async () => await channel.MessageCountAsync(queue) >= 2 * Articles);
            await channel.QueuePurgeAsync(queue);
        }

        await pipeline.UpAsync(again: true);
        JsonNode? books = null;
        await Shell.UntilAsync("every entry has its outcome", async () => (long)((books = await pipeline.GetAsync("/ledger"))["waiting"]!) + (long)books["inFlight"]! == 0, seconds: 120);
        books = await pipeline.ReconcileAsync();

        Assert.Equal((2 * Articles, 2 * Articles, 0), ((long)books["accepted"]!, (long)books["terminal"]!["indexed"]!, (long)books["unexplained"]!));
        Assert.NotNull(books["asOf"]);
        foreach (var entry in (await pipeline.GetAsync("/ledger/entries")).AsArray())
        {
            var article = await pipeline.GetAsync($"/articles/{entry!["articleId"]}");
            var journey = await pipeline.GetAsync($"/journey?q={entry["id"]}");

            Assert.Equal(1, (int)article["revision"]!);
            var steps = journey["entries"]![0]!["steps"]!.AsArray().Select(step => ((string)step!["what"]!, (string)step["detail"]!)).ToList();
            Assert.Equal(("submitted", "indexed"), (steps[0].Item1, steps[^1].Item1));
            var source = (string)entry["kind"]! == "file" ? "document" : "URL";
            Assert.Contains(steps, step => step.Item1 == "re-driven" && step.Item2.Contains($"re-driven from its {source}", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task An_article_that_was_deleted_behind_the_products_back_is_named_and_mended()
    {
        var url = pipeline.Origin.Url + "/deleted/1";
        pipeline.Origin.OnPage("/deleted/1", Pages.English(1));
        await pipeline.SubmitAsync([url]);
        var entry = await pipeline.ClosedAsync(url);
        Assert.Equal(0, (long)(await pipeline.ReconcileAsync())["unexplained"]!);

        await Shell.UntilAsync("it was closed long enough ago to be judged", () => Task.FromResult(TimeProvider.System.GetUtcNow() - (DateTimeOffset)entry["closedAt"]! > TimeSpan.FromSeconds(4)));
        await pipeline.KillAsync("Parser");
        await using (var database = new SqliteConnection($"Data Source={pipeline.Database}"))
        {
            await database.OpenAsync();
            await using var delete = database.CreateCommand();
            delete.CommandText = "DELETE FROM articles";
            Assert.Equal(1, await delete.ExecuteNonQueryAsync());
        }

        Assert.Equal(1, (long)(await pipeline.ReconcileAsync())["unexplained"]!);
        var found = Assert.Single((await pipeline.GetAsync("/unexplained"))["findings"]!.AsArray())!;
        Assert.Equal(((string)entry["id"]!, "no-article", url), ((string)found["entryId"]!, (string)found["fault"]!, (string)found["url"]!));

        await pipeline.UpAsync(again: true);
        var article = await pipeline.ArticleAsync(url);
        await Shell.UntilAsync("the books are in order", async () => (long)(await pipeline.ReconcileAsync())["unexplained"]! == 0);
        Assert.Equal(((string)entry["articleId"]!, 1), ((string)article["articleId"]!, (int)article["revision"]!));
        Assert.Empty((await pipeline.GetAsync("/unexplained?state=any"))["findings"]!.AsArray());
    }
}
