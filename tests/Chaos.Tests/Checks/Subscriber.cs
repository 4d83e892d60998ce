using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Ingestion.Chaos.Tests.Checks;

/// <summary>Hears of every event, as a program outside the product does that will not miss one: a durable queue of its own, bound before the first input, read with acknowledgements.</summary>
internal sealed class Subscriber(Uri broker) : IAsyncDisposable
{
    public const string Queue = "chaos-subscriber";

    private static readonly string[] Exchanges =
        ["ArticleEnriched", "ArticleIndexed", "ArticleRevised", "ArticleUnchanged", "ArticleWithdrawn", "DocumentRejected", "FetchAbandoned"];

    private readonly ConcurrentDictionary<Heard, int> heard = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> indexed = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource stop = new();
    private Task listening = Task.CompletedTask;

    /// <summary>Distinct events, with how often each came.</summary>
    public IReadOnlyDictionary<Heard, int> Events => heard;

    public async Task StartAsync()
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        foreach (var exchange in Exchanges)
        {
            await channel.QueueBindAsync(Queue, exchange, "#");
        }

        listening = ListenAsync();
    }

    /// <summary>Ends when the page at a URL is an article.</summary>
    public Task IndexedAsync(string url) => Announced(url).Task;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await listening;
        stop.Dispose();
    }

    private TaskCompletionSource Announced(string url) => indexed.GetOrAdd(url, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    private Task<IConnection> ConnectAsync() => new ConnectionFactory { Uri = broker, AutomaticRecoveryEnabled = false }.CreateConnectionAsync(stop.Token);

    private async Task ListenAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var connection = await ConnectAsync();
                var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                connection.ConnectionShutdownAsync += (_, _) =>
                {
                    closed.TrySetResult();
                    return Task.CompletedTask;
                };
                await using var channel = await connection.CreateChannelAsync(cancellationToken: stop.Token);
                channel.ChannelShutdownAsync += (_, _) =>
                {
                    closed.TrySetResult();
                    return Task.CompletedTask;
                };
                await channel.BasicQosAsync(0, 200, global: false, stop.Token);
                var consumer = new AsyncEventingBasicConsumer(channel);
                consumer.ReceivedAsync += async (_, delivery) =>
                {
                    Take(delivery);
                    await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false);
                };
                await channel.BasicConsumeAsync(Queue, autoAck: false, consumer, stop.Token);
                await closed.Task.WaitAsync(stop.Token);
            }
            catch (Exception exception) when (exception is RabbitMQClientException or IOException or OperationCanceledException or TimeoutException)
            {
                // The broker is away: once more.
                await Task.WhenAny(Task.Delay(TimeSpan.FromSeconds(0.25), stop.Token));
            }
        }
    }

    private void Take(BasicDeliverEventArgs delivery)
    {
        var body = JsonNode.Parse(delivery.Body.Span)!;
        var content = delivery.Exchange switch
        {
            "ArticleEnriched" => StoreContent.FingerprintOf(body),
            "ArticleUnchanged" => $"{body["revision"]}",
            "DocumentRejected" or "FetchAbandoned" or "ArticleWithdrawn" => $"{body["reason"]}",
            _ => $"{body["version"]}",
        };
        var one = new Heard(
            delivery.Exchange,
            delivery.BasicProperties.MessageId ?? "",
            Guid.TryParse(delivery.BasicProperties.CorrelationId, out var entry) ? entry : Guid.Empty,
            $"{body["articleId"] ?? body["requestedUrl"]}",
            content,
            body["canonicalUrl"]?.GetValue<string>());
        heard.AddOrUpdate(one, 1, (_, before) => before + 1);
        if (delivery.Exchange == "ArticleIndexed")
        {
            Announced(one.Url!).TrySetResult();
        }
    }
}
