using System.Diagnostics;
using System.Text;
using Ingestion.TestSupport;
using RabbitMQ.Client;

namespace Ingestion.Broker.Tests;

/// <summary>Two enrichers of their own at the queue of stories, on a node of their own with what an earlier version left there.</summary>
public sealed class StoryQueueTests : IAsyncLifetime
{
    private const string Queue = "make-story";
    private const int Rounds = 4, Messages = 300;

    private readonly string folder = Directory.CreateTempSubdirectory("ingestion-stories-").FullName;
    private readonly RabbitBroker node = new() { PrivateNode = true };
    private readonly Process?[] enrichers = new Process?[2];

    public ValueTask InitializeAsync() => node.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        for (var i = 0; i < enrichers.Length; i++)
        {
            Kill(i);
        }

        await node.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_queue_of_stories_is_worked_off_again_after_each_kill_of_broker_and_enricher()
    {
        await LeaveOldQueueAsync();
        Start(0);
        Start(1);
        await WorkedOffAsync("at the start");
        for (var round = 0; round < Rounds; round++)
        {
            await SayAsync();
            if (round % 2 == 0)
            {
                Kill(0);
            }

            await node.KillAsync();
            if (round % 4 == 2)
            {
                Start(0); // before there is a broker
            }

            await node.StartAgainAsync();
            if (round % 2 == 1)
            {
                Kill(1);
            }

            Start(0);
            Start(1);
            await SayAsync();
            await WorkedOffAsync($"in round {round}");
        }
    }

    // One that gives its messages to a single active consumer.
    private async Task LeaveOldQueueAsync()
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(node.Uri) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeclareAsync("cluster-story", true, false, false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum", ["x-single-active-consumer"] = true });
        await channel.ExchangeDeclareAsync("cluster-story", "fanout", durable: true);
        await channel.QueueBindAsync("cluster-story", "cluster-story", "");
        await channel.ExchangeBindAsync("cluster-story", "ArticleIndexed", "");
    }

    // Of articles that nobody has filed: there is nothing to do but to take it.
    private async Task SayAsync()
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(node.Uri) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        var properties = new BasicProperties
        {
            ContentType = "application/json",
            Persistent = true,
            Headers = new Dictionary<string, object?> { ["MT-MessageType"] = "urn:message:Ingestion.Contracts:ArticleIndexed" },
        };
        await Task.WhenAll(Enumerable.Range(0, Messages).Select(i => channel.BasicPublishAsync(
            "", Queue, mandatory: true, properties, Encoding.UTF8.GetBytes($$"""{"articleId": "a1_{{i}}", "revision": 1, "canonicalUrl": "https://wire.example/{{i}}", "headline": "H", "languageTag": "en", "version": "v", "indexedAt": "2026-03-02T12:00:00Z"}""")).AsTask()));
    }

    private Task WorkedOffAsync(string when) => Shell.UntilAsync(
        $"the queue has two consumers and no message {when}",
        async () => (await node.CtlAsync("list_queues", "--no-table-headers", "name", "messages", "consumers")).Split('\n').Any(line => line.Trim().Split('\t') is [Queue, "0", "2"]), 120);

    private void Start(int i)
    {
        if (enrichers[i] is not null)
        {
            return;
        }

        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(Repository.Root, "services", "Enricher", "bin", LocalPipeline.Configuration, "net10.0", "Ingestion.Enricher.dll"));
        start.ArgumentList.Add("--Enricher:Urls=http://127.0.0.1:0");
        (start.Environment["Bus__Transport"], start.Environment["Bus__Uri"], start.Environment["Storage__Folder"]) = ("rabbitmq", node.Uri, folder);
        var process = enrichers[i] = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private void Kill(int i)
    {
        enrichers[i]?.Kill();
        enrichers[i]?.WaitForExit();
        enrichers[i]?.Dispose();
        enrichers[i] = null;
    }
}
