using Ingestion.Hosting;
using Ingestion.Storage;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Ingestion.Desk.DeadLetters;

/// <summary>Sends dead letters by RabbitMQ, byte for byte, to their queue; to their exchange where no queue took them. Each waits for the broker's confirm.</summary>
internal sealed class BrokerReplay(IOptions<BusOptions> bus) : IReplayTransport, IAsyncDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private IConnection? connection;
    private IChannel? channel;

    public async Task SendAsync(DeadLetter letter, ReadOnlyMemory<byte> body, string? messageId, Guid jobId, CancellationToken cancellationToken)
    {
        var properties = new BasicProperties
        {
            MessageId = messageId,
            CorrelationId = letter.EntryId?.ToString(),
            ContentType = letter.ContentType,
            DeliveryMode = DeliveryModes.Persistent,
            Headers = letter.Headers.ToDictionary(header => header.Key, header => (object?)header.Value, StringComparer.Ordinal),
        };
        properties.Headers[FailedMessage.ReplayHeader] = $"{jobId}";
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(bus.Value.PublishTimeout);
        var isUnroutable = letter.Kind == DeadLetterKind.Unroutable;
        var open = await ChannelAsync(timeout.Token);
        try
        {
            if (isUnroutable)
            {
                await FindExchangeAsync(letter.Stage, timeout.Token);
            }

            await open.BasicPublishAsync(isUnroutable ? letter.Stage : "", isUnroutable ? letter.RoutingKey ?? "" : letter.Stage, mandatory: true, properties, body, timeout.Token);
        }
        catch (PublishException exception) when (exception.IsReturn)
        {
            throw new ReplayRefusedException($"The broker has no queue for it: {letter.Stage} is not there, or nothing is bound to it.");
        }
        catch (Exception exception) when (exception is not ReplayRefusedException)
        {
            // Whatever it was, the next one begins with a new connection.
            await CloseAsync(open);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync(channel);
        gate.Dispose();
    }

    // On a channel of its own: asking for one that is not there closes the channel, and all that others have on their way there.
    private async Task FindExchangeAsync(string exchange, CancellationToken cancellationToken)
    {
        await using var asking = await connection!.CreateChannelAsync(cancellationToken: cancellationToken);
        try
        {
            await asking.ExchangeDeclarePassiveAsync(exchange, cancellationToken);
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason is { ReplyCode: Constants.NotFound })
        {
            throw new ReplayRefusedException($"The broker has no exchange {exchange}.");
        }
    }

    private async Task<IChannel> ChannelAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (channel is { IsOpen: true })
            {
                return channel;
            }

            await ForgetAsync();
            connection = await BrokerConnections.OpenAsync(bus.Value, "ingestion-desk replay", cancellationToken);
            return channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    // Of many that fail together the first one closes it.
    private async Task CloseAsync(IChannel? broken)
    {
        await gate.WaitAsync();
        try
        {
            if (channel == broken)
            {
                await ForgetAsync();
            }
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task ForgetAsync()
    {
        if (connection is { } old)
        {
            (connection, channel) = (null, null);
            await old.DisposeAsync();
        }
    }
}
