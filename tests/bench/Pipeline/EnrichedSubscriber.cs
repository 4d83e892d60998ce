using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Ingestion.Bench.Pipeline;

/// <summary>Hears of every story, as a program outside the product does: a queue of its own on the topic exchange <c>ArticleEnriched</c>.</summary>
internal sealed class EnrichedSubscriber : IAsyncDisposable
{
    private readonly IConnection connection;
    private readonly IChannel channel;

    private EnrichedSubscriber(IConnection connection, IChannel channel) => (this.connection, this.channel) = (connection, channel);

    /// <summary>When the event of a URL arrived first, as a timestamp of <see cref="Stopwatch"/>.</summary>
    public ConcurrentDictionary<string, long> Heard { get; } = new(StringComparer.Ordinal);

    public static async Task<EnrichedSubscriber> StartAsync(Uri broker, CancellationToken cancellationToken)
    {
        var opened = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync(cancellationToken);
        var lane = await opened.CreateChannelAsync(cancellationToken: cancellationToken);
        var subscriber = new EnrichedSubscriber(opened, lane);
        var queue = (await lane.QueueDeclareAsync(cancellationToken: cancellationToken)).QueueName;
        await lane.QueueBindAsync(queue, "ArticleEnriched", "#", cancellationToken: cancellationToken);
        var consumer = new AsyncEventingBasicConsumer(lane);
        consumer.ReceivedAsync += subscriber.TakeAsync;
        await lane.BasicConsumeAsync(queue, autoAck: true, consumer, cancellationToken);
        return subscriber;
    }

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await connection.DisposeAsync();
    }

    private Task TakeAsync(object sender, BasicDeliverEventArgs delivery)
    {
        var arrived = Stopwatch.GetTimestamp();
        using var article = JsonDocument.Parse(delivery.Body);
        Heard.TryAdd(article.RootElement.GetProperty("canonicalUrl").GetString()!, arrived);
        return Task.CompletedTask;
    }
}
