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
        var isUnroutable = letter.Kind == DeadLetterKind.Unroutable;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(bus.Value.PublishTimeout);
        await gate.WaitAsync(timeout.Token);
        try
        {
            var open = await ChannelAsync(timeout.Token);
            await open.BasicPublishAsync(isUnroutable ? letter.Stage : "", isUnroutable ? letter.RoutingKey ?? "" : letter.Stage, mandatory: true, properties, body, timeout.Token);
        }
        catch (PublishException exception) when (exception.IsReturn)
        {
            throw new ReplayRefusedException($"The broker has no queue for it: {letter.Stage} is not there, or nothing is bound to it.");
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason is { ReplyCode: Constants.NotFound })
        {
            throw new ReplayRefusedException($"The broker has no exchange {letter.Stage}.");
        }
        catch
        {
            // Whatever it was, the next one begins with a new connection.
            await CloseAsync();
            throw;
        }
        finally
        {
            gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        gate.Dispose();
    }

    private async Task<IChannel> ChannelAsync(CancellationToken cancellationToken)
    {
        if (channel is { IsOpen: true })
        {
            return channel;
        }

        await CloseAsync();
        connection = await BrokerConnections.OpenAsync(bus.Value, "ingestion-desk replay", cancellationToken);
        return channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellationToken);
    }

    private async Task CloseAsync()
    {
        if (connection is { } old)
        {
            (connection, channel) = (null, null);
            await old.DisposeAsync();
        }
    }
}
