using System.Text;
using Ingestion.TestSupport;
using RabbitMQ.Client;

namespace Ingestion.Broker.Tests;

/// <summary>What <c>deploy/rabbitmq</c> gives a broker, on a node of its own.</summary>
public sealed class TopologyTests : IAsyncLifetime
{
    private readonly RabbitBroker node = new() { PrivateNode = true };
    private IConnection? connection;

    public ValueTask InitializeAsync() => node.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        if (connection is not null)
        {
            await connection.DisposeAsync();
        }

        await node.DisposeAsync();
    }

    [Fact]
    public async Task A_message_that_kills_its_consumer_again_and_again_ends_as_a_dead_letter()
    {
        await using var channel = await ChannelAsync();
        await channel.QueueDeclareAsync("parse-document", durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        await channel.BasicPublishAsync("", "parse-document", mandatory: true, Encoding.UTF8.GetBytes("poison"));

        var deliveries = 0;
        await Shell.UntilAsync("the broker gives up", async () =>
        {
            if (await channel.BasicGetAsync("parse-document", autoAck: false) is { } got)
            {
                deliveries++;
                await channel.BasicNackAsync(got.DeliveryTag, multiple: false, requeue: true);
            }

            return await channel.MessageCountAsync("dead-letter") == 1;
        });

        Assert.InRange(deliveries, 20, 22);
        Assert.Equal("poison", Encoding.UTF8.GetString((await channel.BasicGetAsync("dead-letter", autoAck: true))!.Body.Span));
    }

    [Fact]
    public async Task A_message_that_no_queue_takes_is_kept()
    {
        await using var channel = await ChannelAsync();
        await channel.ExchangeDeclareAsync("NobodyListens", "fanout", durable: true);

        await channel.BasicPublishAsync("NobodyListens", "", mandatory: true, Encoding.UTF8.GetBytes("hello?"));

        await Shell.UntilAsync("it is in the queue for such", async () => await channel.MessageCountAsync("unroutable") == 1);
    }

    [Fact]
    public async Task What_is_published_before_a_service_ever_started_waits_in_its_queue()
    {
        await using var channel = await ChannelAsync();

        await channel.BasicPublishAsync("DocumentFetched", "", mandatory: true, Encoding.UTF8.GetBytes("{}"));
        await channel.BasicPublishAsync("ArticleEnriched", "en.wire-example.0", mandatory: true, Encoding.UTF8.GetBytes("{}"));

        await Shell.UntilAsync("it waits", async () => await channel.MessageCountAsync("parse-document") == 1 && await channel.MessageCountAsync("index-article") == 1);
        Assert.Equal(0u, await channel.MessageCountAsync("unroutable"));
    }

    private async Task<IChannel> ChannelAsync()
    {
        connection = await new ConnectionFactory { Uri = new Uri(node.Uri) }.CreateConnectionAsync();
        return await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
    }
}
