using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;

namespace Ingestion.Hosting;

/// <summary>
/// Notices an alarm of the broker before our messages do. The broker tells only a connection that publishes, and then reads nothing of it any
/// more: so one of its own says a word to nobody every few seconds.
/// </summary>
internal sealed class BrokerWatch(BrokerAlarm alarm, PipelineStartup startup, IOptions<BusOptions> bus, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    // The default exchange drops what no queue is called, and confirms it.
    private const string Nobody = "ingestion-watch-nobody";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!bus.Value.IsDurable)
        {
            return;
        }

        await startup.Ready.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WatchAsync(stoppingToken);
            }
            catch (Exception) when (!stoppingToken.IsCancellationRequested)
            {
                // The broker is away: those who need it say so.
            }

            alarm.End();
            await Task.Delay(Interval, time, stoppingToken);
        }
    }

    private async Task WatchAsync(CancellationToken stop)
    {
        await using var connection = await BrokerConnections.OpenAsync(bus.Value, $"{AppDomain.CurrentDomain.FriendlyName} watches", stop);
        try
        {
            await WatchAsync(connection, stop);
        }
        finally
        {
            // Under an alarm the broker does not read that we close.
            await connection.CloseAsync(Constants.ReplySuccess, "", TimeSpan.FromSeconds(1), abort: true, CancellationToken.None);
        }
    }

    private async Task WatchAsync(IConnection connection, CancellationToken stop)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        over.SetResult();
        connection.ConnectionBlockedAsync += (_, blocked) =>
        {
            Interlocked.Exchange(ref over, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            alarm.Begin(blocked.Reason);
            return Task.CompletedTask;
        };
        connection.ConnectionUnblockedAsync += (_, _) =>
        {
            alarm.End();
            over.TrySetResult();
            return Task.CompletedTask;
        };
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.ConnectionShutdownAsync += (_, _) => Task.FromResult(ended.TrySetResult());
        await using var channel = await connection.CreateChannelAsync(cancellationToken: stop);
        while (!ended.Task.IsCompleted)
        {
            // Unconfirmed: under an alarm it would wait for the end of it.
            await channel.BasicPublishAsync("", Nobody, mandatory: false, ReadOnlyMemory<byte>.Empty, stop);
            await Task.WhenAny(Task.Delay(Interval, time, stop), ended.Task);
            await Task.WhenAny(Volatile.Read(ref over).Task, ended.Task).WaitAsync(stop);
            stop.ThrowIfCancellationRequested();
        }
    }
}
