using Ingestion.Hosting;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Ingestion.Desk.Reconciling;

/// <summary>
/// Asks the broker how many messages wait in the queues that an entry's message may be in, in the order in which it goes through them: one that moves on
/// meanwhile is met again. Messages in memory end with the process, so before its start their queues were empty.
/// </summary>
internal sealed partial class QueueWatch(IOptions<BusOptions> bus, TimeProvider time, ILogger<QueueWatch> logger) : IAsyncDisposable
{
    private static readonly IReadOnlyList<string> Queues =
    [
        .. PipelineStages.All.Where(stage => stage.EndsEntry).Select(stage => stage.Name),
        .. PipelineStages.All.Where(stage => stage.EndsEntry).SelectMany(stage => new[] { stage.ErrorQueue, stage.SkippedQueue }),
        PipelineStages.DeliveryLimit,
        PipelineStages.Unroutable,
    ];

    private readonly DateTimeOffset startedAt = time.GetUtcNow();
    private readonly SemaphoreSlim gate = new(1, 1);
    private IConnection? connection;
    private DateTimeOffset? emptyAt;
    private DateTimeOffset? emptyPastFetchAt;
    private bool failing;

    /// <summary>Whether what is in flight ends with this process.</summary>
    public bool IsInMemory => !bus.Value.IsDurable;

    /// <summary>When this process started, UTC.</summary>
    public DateTimeOffset StartedAt => startedAt;

    /// <summary>Looks now.</summary>
    public async Task<QueuesSeen> LookAsync(CancellationToken stop)
    {
        if (IsInMemory)
        {
            return new QueuesSeen(IsKnown: true, new Dictionary<string, long> { ["memory"] = 0 }, startedAt, startedAt);
        }

        await gate.WaitAsync(stop);
        try
        {
            var at = time.GetUtcNow();
            var held = await CountAsync(stop);
            emptyPastFetchAt = held.Keys.All(IsFetch) ? at : emptyPastFetchAt;
            emptyAt = held.Count == 0 ? at : emptyAt;
            failing = false;
            return new QueuesSeen(IsKnown: true, held, emptyAt, emptyPastFetchAt);
        }
        catch (Exception exception) when (!stop.IsCancellationRequested)
        {
            // Said once for each outage. What it holds when it comes back is not known until then.
            if (!failing)
            {
                LogFailing(logger, exception);
            }

            failing = true;
            await CloseAsync();
            return new QueuesSeen(IsKnown: false, new Dictionary<string, long>(), emptyAt, emptyPastFetchAt);
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

    private static bool IsFetch(string queue) => PipelineStages.Find("fetch-article") is { } fetch && (queue == fetch.Name || queue == fetch.ErrorQueue || queue == fetch.SkippedQueue);

    private async Task<Dictionary<string, long>> CountAsync(CancellationToken stop)
    {
        connection ??= await BrokerConnections.OpenAsync(bus.Value, "ingestion-desk reconciler", stop);
        var held = new Dictionary<string, long>(StringComparer.Ordinal);
        IChannel? channel = null;
        try
        {
            foreach (var queue in Queues)
            {
                channel ??= await connection.CreateChannelAsync(cancellationToken: stop);
                try
                {
                    var count = await channel.MessageCountAsync(queue, stop);
                    if (count > 0)
                    {
                        held[queue] = count;
                    }
                }
                catch (OperationInterruptedException exception) when (exception.ShutdownReason is { ReplyCode: Constants.NotFound })
                {
                    // A queue that is not there holds nothing; asking for it has closed the channel.
                    await channel.DisposeAsync();
                    channel = null;
                }
            }

            return held;
        }
        finally
        {
            if (channel is not null)
            {
                await channel.DisposeAsync();
            }
        }
    }

    private async Task CloseAsync()
    {
        if (connection is { } old)
        {
            connection = null;
            await old.DisposeAsync();
        }
    }

    [LoggerMessage(LogLevel.Warning, "The reconciler cannot count the broker's queues; it will be tried again")]
    private static partial void LogFailing(ILogger logger, Exception exception);
}
