using System.Text.Json.Nodes;
using Ingestion.TestSupport;
using Microsoft.Data.Sqlite;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Ingestion.Broker.Tests;

/// <summary>A job over dead letters, with five processes on a broker of their own, when the Desk is killed in the middle of it.</summary>
public sealed class DeadLetterJobTests : IAsyncLifetime
{
    private const int Letters = 80;

    private readonly LocalPipeline pipeline = new() { Settings = new Dictionary<string, string> { ["Desk__ReplaysPerSecond"] = "15" } };

    public async ValueTask InitializeAsync()
    {
        await pipeline.InitializeAsync();
        await pipeline.UpAsync();
    }

    public ValueTask DisposeAsync() => pipeline.DisposeAsync();

    [Fact]
    public async Task A_Desk_that_is_killed_goes_on_with_the_job_and_each_letter_has_one_result_and_its_effect_once()
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(pipeline.Broker) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var urls = await DieAsync(channel);
        var events = new Events();
        await events.HearAsync(channel, "ArticleIndexed");

        // Nobody takes what is sent, so that all of it is still on its way when the Desk dies, and the next Desk sends it again.
        await pipeline.KillAsync("Parser");
        var job = await pipeline.PostAsync("/dead-letters/replay", new { all = true, requestedBy = "Ada", confirm = Letters });
        await Shell.UntilAsync("the job is in the middle", async () => await channel.MessageCountAsync("parse-document") > Letters / 4);
        await pipeline.KillAsync("Desk");
        var taken = await TakenAsync();
        Assert.InRange(taken, Letters / 4, Letters - 1);
        BasicGetResult? last = null;
        var held = 0;
        while (await channel.BasicGetAsync("parse-document", autoAck: false) is { } got)
        {
            (last, held) = (got, held + 1);
        }

        await pipeline.UpAsync(again: true);
        var path = $"/dead-letters/jobs/{job["id"]}";
        JsonNode ended = job;
        await Shell.UntilAsync("the job has ended", async () => (ended = await pipeline.GetAsync(path))["endedAt"] is not null, seconds: 120);

        Assert.Equal(("done", Letters, $$"""{"indexed":{{Letters}}}"""), ((string)ended["state"]!, (int)ended["finished"]!, ended["results"]!.ToJsonString()));
        var results = (await pipeline.GetAsync(path + "/results?limit=1000")).AsArray();
        Assert.Equal(Enumerable.Range(0, Letters), results.Select(result => (int)result!["number"]!));
        Assert.Equal(Letters, results.Select(result => (string)result!["letterId"]!).Distinct().Count());
        Assert.Empty((await pipeline.GetAsync("/dead-letters"))["letters"]!.AsArray());

        // What was on its way was sent twice: it is filed once, and what is said of it twice has the same id.
        await channel.BasicNackAsync(last!.DeliveryTag, multiple: true, requeue: true);
        await Shell.UntilAsync("all is heard of that was sent", () => Task.FromResult(events.Ids.Length == Letters + held), seconds: 120);
        Assert.Equal(Letters, events.Ids.Distinct().Count());
        var books = await pipeline.ReconcileAsync();
        Assert.Equal((Letters, Letters, 0), ((int)books["accepted"]!, (int)books["terminal"]!["indexed"]!, (int)books["unexplained"]!));
        foreach (var url in urls)
        {
            Assert.Equal(1, (int)Assert.Single((await pipeline.GetAsync($"/articles?url={Uri.EscapeDataString(url)}"))["articles"]!.AsArray())!["revision"]!);
        }
    }

    /// <returns>URLs of pages, each of which is a dead letter: the archive was away when they were parsed.</returns>
    private async Task<List<string>> DieAsync(IChannel channel)
    {
        var urls = Enumerable.Range(0, Letters).Select(number => $"{pipeline.Origin.Url}/letter/{number}").ToList();
        for (var number = 0; number < Letters; number++)
        {
            pipeline.Origin.OnPage($"/letter/{number}", Pages.English(number));
        }

        await pipeline.KillAsync("Parser");
        await pipeline.SubmitAsync(urls);
        await Shell.UntilAsync("all are fetched", async () => await channel.MessageCountAsync("parse-document") == Letters, seconds: 120);
        Directory.Move(pipeline.Archive, pipeline.Archive + ".away");
        await pipeline.UpAsync(again: true);
        await Shell.UntilAsync("all are dead letters", async () => (int)(await pipeline.GetAsync("/dead-letters/groups"))["letters"]! == Letters, seconds: 120);
        if (Directory.Exists(pipeline.Archive))
        {
            Directory.Delete(pipeline.Archive, recursive: true);
        }

        Directory.Move(pipeline.Archive + ".away", pipeline.Archive);
        return urls;
    }

    private async Task<long> TakenAsync()
    {
        await using var database = new SqliteConnection($"Data Source={pipeline.Database};Mode=ReadOnly");
        await database.OpenAsync();
        await using var read = database.CreateCommand();
        read.CommandText = "SELECT json FROM dead_letter_jobs";
        return (long)JsonNode.Parse((string)(await read.ExecuteScalarAsync())!)!["taken"]!;
    }

    /// <summary>What a subscriber hears.</summary>
    private sealed class Events
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> ids = new();

        public string[] Ids => [.. ids];

        public async Task HearAsync(IChannel channel, string exchange)
        {
            var queue = await channel.QueueDeclareAsync();
            await channel.QueueBindAsync(queue.QueueName, exchange, "#");
            var consumer = new AsyncEventingBasicConsumer(channel);
            consumer.ReceivedAsync += (_, delivery) =>
            {
                ids.Enqueue(delivery.BasicProperties.MessageId!);
                return Task.CompletedTask;
            };
            await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer);
        }
    }
}
