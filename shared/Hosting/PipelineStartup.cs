using System.Net.Sockets;
using Ingestion.Storage;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ingestion.Hosting;

/// <summary>
/// Starts a service in order: (1) wait for the store and prepare it, (2) wait for the broker, (3) start the bus, which deploys the topology.
/// Whatever is not there is waited for and said once; the process stays alive and is not ready.
/// </summary>
public sealed partial class PipelineStartup(
    StoreReadiness store,
    IBusDepot depot,
    IOptions<BusOptions> bus,
    IServiceProvider services,
    TimeProvider time,
    ILogger<PipelineStartup> logger) : BackgroundService, IHealthCheck
{
    // A broker on the same machine opens a session within a second.
    private static readonly TimeSpan Handshake = TimeSpan.FromSeconds(15);
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the store is prepared and the bus runs: nothing may be accepted before.</summary>
    public Task Ready => ready.Task;

    /// <inheritdoc />
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Ready.IsCompletedSuccessfully ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("Waiting for the store or the broker."));

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await WaitForAsync($"the store ({store.Description})", store.PrepareAsync, stoppingToken);
        if (bus.Value.Transport == "rabbitmq")
        {
            var broker = new Uri(bus.Value.Uri);
            await WaitForAsync($"the broker ({broker.Host}:{Port(broker)})", token => ConnectAsync(broker, token), stoppingToken);
        }

        var starting = depot.Start(stoppingToken);
        if (await Task.WhenAny(starting, Task.Delay(Handshake, time, stoppingToken)) != starting)
        {
            LogWaiting(logger, "the broker", "it takes connections, but no session was opened: are user, password and virtual host in Bus:Uri right?");
        }

        await starting;
        ready.TrySetResult();
        LogReady(logger);
    }

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (Ready.IsCompletedSuccessfully)
        {
            var stopping = depot.Stop(cancellationToken);
            services.GetRequiredService<Drain>().Begin();
            await stopping;
        }
    }

    private async Task WaitForAsync(string what, Func<CancellationToken, Task> attempt, CancellationToken stoppingToken)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                await attempt(stoppingToken);
                return;
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                if (tries == 0)
                {
                    LogWaiting(logger, what, exception.Message);
                }

                await Task.Delay(TimeSpan.FromSeconds(Math.Min(5, 0.25 * (1 << Math.Min(tries, 5)))), time, stoppingToken);
            }
        }
    }

    private static async Task ConnectAsync(Uri broker, CancellationToken cancellationToken)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(broker.Host, Port(broker), cancellationToken);
    }

    private static int Port(Uri broker) => broker.Port > 0 ? broker.Port : broker.Scheme == "amqps" ? 5671 : 5672;

    [LoggerMessage(LogLevel.Warning, "Waiting for {What}: {Why}")]
    private static partial void LogWaiting(ILogger logger, string what, string why);

    [LoggerMessage(LogLevel.Information, "Ready")]
    private static partial void LogReady(ILogger logger);
}
