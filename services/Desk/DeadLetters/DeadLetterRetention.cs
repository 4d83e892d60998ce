using Ingestion.Hosting;
using Ingestion.Storage;
using Microsoft.Extensions.Options;

namespace Ingestion.Desk.DeadLetters;

/// <summary>At the start and every hour: deletes dead letters that were done with long ago. Any number of Desks may do it side by side.</summary>
internal sealed partial class DeadLetterRetention(
    IDeadLetters letters, PipelineStartup startup, IOptions<DeskOptions> options, TimeProvider time, ILogger<DeadLetterRetention> logger) : BackgroundService
{
    private const int Batch = 100; // one write of the store, in which others wait
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await startup.Ready.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                while (await letters.ForgetAsync(time.GetUtcNow() - options.Value.KeepDoneLetters, Batch, stoppingToken) == Batch)
                {
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                LogFailed(logger, exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Warning, "Old dead letters were not deleted; it will be tried again")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
