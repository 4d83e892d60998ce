using System.Collections.Concurrent;
using System.Text;
using Ingestion.Contracts;
using Ingestion.TestSupport;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;

namespace Ingestion.Hosting.Tests.Recovery;

/// <summary>A broker that tests may disturb.</summary>
public sealed class Node : IAsyncLifetime
{
    public RabbitBroker Broker { get; } = new() { PrivateNode = true };

    public ValueTask InitializeAsync() => Broker.InitializeAsync();

    public ValueTask DisposeAsync() => Broker.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class OneAtATime : ICollectionFixture<Node>
{
    public const string Name = "broker";
}

/// <summary>What the consumer under test does with a message.</summary>
internal sealed class Work
{
    public Func<ConsumeContext<DocumentFetched>, Task> Do { get; set; } = _ => Task.CompletedTask;

    public ConcurrentQueue<string> Begun { get; } = new();

    public ConcurrentQueue<string> Done { get; } = new();
}

internal sealed class ParseDocumentConsumer(Work work) : IConsumer<DocumentFetched>
{
    public async Task Consume(ConsumeContext<DocumentFetched> context)
    {
        work.Begun.Enqueue(context.Message.RequestedUrl);
        await work.Do(context);
        work.Done.Enqueue(context.Message.RequestedUrl);
    }
}

/// <summary>One consumer on a real broker, put together as a service is, on the queue <c>parse-document</c>.</summary>
internal sealed class Stage : IAsyncDisposable
{
    public const string Queue = "parse-document";
    private readonly IConnection connection;

    private Stage(RunningService service, IConnection connection, IChannel channel) => (Service, this.connection, Channel) = (service, connection, channel);

    public RunningService Service { get; }

    public IChannel Channel { get; }

    public Work Work => Service.Get<Work>();

    public static Task<Stage> StartAsync(Node node, params (string Name, string Value)[] settings) => StartAsync(node, bus => bus.AddConsumer<ParseDocumentConsumer>(), settings);

    /// <summary>One that sends, and leaves the queue to others.</summary>
    public static Task<Stage> SenderAsync(Node node) => StartAsync(node, _ => { });

    private static async Task<Stage> StartAsync(Node node, Action<IBusRegistrationConfigurator> addConsumers, params (string Name, string Value)[] settings)
    {
        var open = await new ConnectionFactory { Uri = new Uri(node.Broker.Uri) }.CreateConnectionAsync();
        var channel = await open.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        foreach (var queue in new[] { Queue, "record-document", "enrich-article", "unroutable", "dead-letter" })
        {
            await channel.QueuePurgeAsync(queue);
        }

        await DeleteAsync(open, Queue + "_error");
        await DeleteAsync(open, Queue + "_skipped");
        var all = new Dictionary<string, string?> { ["Bus:Transport"] = "rabbitmq", ["Bus:Uri"] = node.Broker.Uri };
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        var service = await RunningService.StartAsync(builder => builder.Services.AddSingleton<Work>(), addConsumers, settings: all);
        return new Stage(service, open, channel);
    }

    public static DocumentFetched Document(int number) => new HandedDocument { Bytes = new byte[] { 1 }, Url = $"https://wire.example/{number}" }
        .Fetched(new byte[] { 1 }, "sha256:" + number.ToString("x64", System.Globalization.CultureInfo.InvariantCulture), DateTimeOffset.UnixEpoch);

    public async Task<List<string>> SayAsync(int count)
    {
        var documents = Enumerable.Range(0, count).Select(Document).ToList();
        foreach (var document in documents)
        {
            await Service.Get<IBus>().SayAsync(document, Guid.NewGuid(), default);
        }

        return documents.ConvertAll(document => document.RequestedUrl);
    }

    public Task DoneAsync(int count, int seconds = 60) => Shell.UntilAsync($"{count} are done", () => Task.FromResult(Work.Done.Distinct().Count() >= count), seconds);

    /// <summary>What waits in a queue, or has been delivered and not acknowledged by anybody else; null where there is no queue.</summary>
    public async Task<uint?> CountAsync(string queue)
    {
        await using var channel = await connection.CreateChannelAsync();
        try
        {
            return await channel.MessageCountAsync(queue);
        }
        catch (RabbitMQ.Client.Exceptions.OperationInterruptedException)
        {
            return null;
        }
    }

    public async Task<BasicGetResult> DeadAsync(string queue = Queue + "_error")
    {
        await Shell.UntilAsync($"{queue} has a message", async () => await CountAsync(queue) > 0);
        return (await Channel.BasicGetAsync(queue, autoAck: true))!;
    }

    public static string? Header(BasicGetResult message, string name) =>
        message.BasicProperties.Headers!.TryGetValue(name, out var value) ? value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : value?.ToString() : null;

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await connection.DisposeAsync();
    }

    private static async Task DeleteAsync(IConnection open, string queue)
    {
        await using var channel = await open.CreateChannelAsync();
        await channel.QueueDeleteAsync(queue);
    }
}
