using Ingestion.Hosting;
using Ingestion.Storage;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Ingestion.Desk.DeadLetters;

/// <summary>
/// Empties the queues for what nobody could handle into the store: each message is filed, then acknowledged. Who dies in between files it
/// again, which changes nothing. While the store is away the queues keep them. Any number of Desks may do it side by side.
/// </summary>
internal sealed partial class DeadLetterDrain(DeadLetterFiling filing, PipelineStartup startup, IOptions<BusOptions> bus, TimeProvider time, ILogger<DeadLetterDrain> logger) : BackgroundService
{
    // Bodies may be of many megabytes.
    private const ushort Prefetch = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private static readonly IReadOnlyList<(string Name, PipelineStage? Stage)> Queues =
    [
        .. PipelineStages.All.SelectMany(stage => new (string, PipelineStage?)[] { (stage.ErrorQueue, stage), (stage.SkippedQueue, stage) }),
        (PipelineStages.DeliveryLimit, null),
        (PipelineStages.Unroutable, null),
    ];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!bus.Value.IsDurable)
        {
            return; // the bus in memory files them itself
        }

        await startup.Ready.WaitAsync(stoppingToken);
        var failing = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await DrainAsync(() => failing = false, stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // Broker away: it keeps them. Said once for each outage.
                if (!failing)
                {
                    LogFailing(logger, exception);
                }

                failing = true;
            }

            await Task.Delay(Pause, time, stoppingToken);
        }
    }

    private async Task DrainAsync(Action onConnected, CancellationToken stop)
    {
        await using var connection = await BrokerConnections.OpenAsync(bus.Value, "ingestion-desk dead letters", stop);
        foreach (var (queue, _) in Queues)
        {
            await DeclareAsync(connection, queue, stop);
        }

        await using var channel = await connection.CreateChannelAsync(cancellationToken: stop);
        await channel.BasicQosAsync(0, Prefetch, global: false, stop);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        channel.ChannelShutdownAsync += (_, _) => Task.FromResult(ended.TrySetResult());
        foreach (var (queue, stage) in Queues)
        {
            var consumer = new AsyncEventingBasicConsumer(channel);
            consumer.ReceivedAsync += (_, delivery) => HandleAsync(channel, stage, queue, delivery, stop);
            consumer.UnregisteredAsync += (_, _) => Task.FromResult(ended.TrySetResult()); // somebody deleted the queue
            await channel.BasicConsumeAsync(queue, autoAck: false, consumer, stop);
        }

        onConnected();
        await ended.Task.WaitAsync(stop);
    }

    // As the bus would when the first message goes there. A queue that is there with other arguments is drained as it is.
    private static async Task DeclareAsync(IConnection connection, string queue, CancellationToken stop)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: stop);
        var arguments = new Dictionary<string, object?> { ["x-queue-type"] = "quorum" };
        try
        {
            await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: stop);
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason is { ReplyCode: Constants.PreconditionFailed })
        {
        }
    }

    private async Task HandleAsync(IChannel channel, PipelineStage? stage, string queue, BasicDeliverEventArgs delivery, CancellationToken stop)
    {
        var failed = Delivery.Read(stage, queue, delivery);
        while (channel.IsOpen)
        {
            try
            {
                await filing.FileAsync(failed, stop);
                await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false, stop);
                return;
            }
            catch (Exception exception) when (StoreOutage.Is(exception) && !stop.IsCancellationRequested)
            {
                LogWaiting(logger, queue, exception.Message);
                await Task.Delay(Pause, time, stop);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // A fault of ours: the broker keeps it, and the others behind it are not held up. It is tried again with the next connection.
                LogUnfiled(logger, queue, exception);
                return;
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Dead letters are not being drained; it will be tried again")]
    private static partial void LogFailing(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Warning, "A dead letter of {Queue} waits for the store: {Why}")]
    private static partial void LogWaiting(ILogger logger, string queue, string why);

    [LoggerMessage(LogLevel.Error, "A dead letter of {Queue} cannot be filed, and stays there")]
    private static partial void LogUnfiled(ILogger logger, string queue, Exception exception);
}
