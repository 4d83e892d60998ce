using Ingestion.Hosting;
using Ingestion.Storage;

namespace Ingestion.Desk.Jobs;

/// <summary>
/// Runs the oldest job that has not ended, in steps: (1) count what has come to its end, (2) take as many further items, (3) save both at
/// once, (4) do what was taken. Who dies between (3) and (4), or anywhere else, goes on from what was saved, so what (4) does can be done
/// twice. Of several Desks whoever saves first goes on, and the others stand by.
/// </summary>
internal abstract partial class JobRunner<TJob>(IJobs<TJob> jobs, PipelineStartup startup, TimeProvider time, ILogger logger) : BackgroundService
    where TJob : Job
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan StandBy = TimeSpan.FromSeconds(15);
    private readonly SemaphoreSlim started = new(0);
    private TJob? current;

    protected TimeProvider Time { get; } = time;

    /// <summary>Looks for a job now.</summary>
    public void Wake() => started.Release();

    public override void Dispose()
    {
        started.Dispose();
        base.Dispose();
    }

    /// <summary>Does once more what was taken and perhaps not done: somebody died.</summary>
    protected abstract Task ResumeAsync(TJob job, CancellationToken stop);

    /// <summary>Step (1).</summary>
    protected abstract Task<TJob> CountAsync(TJob job, CancellationToken stop);

    /// <summary>Step (2).</summary>
    protected abstract Task<Taking> TakeAsync(TJob job, CancellationToken stop);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await startup.Ready.WaitAsync(stoppingToken);
        var failing = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Idle;
            try
            {
                pause = await StepAsync(stoppingToken);
                failing = false;
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // Store or broker away: what was saved stays. Said once for each outage.
                if (!failing)
                {
                    LogFailing(logger, typeof(TJob).Name, exception);
                }

                (failing, current) = (true, null);
            }

            await WaitAsync(pause, stoppingToken);
        }
    }

    private async Task<TimeSpan> StepAsync(CancellationToken stop)
    {
        if ((current ??= await LoadAsync(stop)) is not { } job)
        {
            return Idle;
        }

        var taking = await TakeAsync(await CountAsync(job, stop), stop);
        var next = taking.Job;
        if (taking.IsLast)
        {
            next = next with { State = next.State == JobState.Stopping ? JobState.Stopped : JobState.Done, EndedAt = Time.GetUtcNow() };
        }

        if (next == job)
        {
            return Tick;
        }

        // (3)
        next = next with { Version = job.Version + 1 };
        if (!await jobs.TrySaveAsync(next, stop))
        {
            current = null;
            return await jobs.FindAsync(job.Id, stop) is { State: JobState.Running } ? StandBy : TimeSpan.Zero;
        }

        current = next.IsOpen ? next : null;

        // (4)
        await taking.DoAsync(stop);
        return next.IsOpen ? Tick : TimeSpan.Zero;
    }

    private async Task<TJob?> LoadAsync(CancellationToken stop)
    {
        if (await jobs.FindOpenAsync(stop) is not { } job)
        {
            return null;
        }

        await ResumeAsync(job, stop);
        return job;
    }

    private async Task WaitAsync(TimeSpan pause, CancellationToken stop)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var woken = started.WaitAsync(both.Token);
        await Task.WhenAny(woken, Task.Delay(pause, Time, both.Token));
        await both.CancelAsync();
        stop.ThrowIfCancellationRequested();
    }

    [LoggerMessage(LogLevel.Warning, "The {Job} does not go on; it will be tried again")]
    private static partial void LogFailing(ILogger logger, string job, Exception exception);

    /// <summary>What was taken.</summary>
    /// <param name="Job">The job with it.</param>
    /// <param name="IsLast">Whether the job has come to its end.</param>
    /// <param name="DoAsync">Step (4).</param>
    protected readonly record struct Taking(TJob Job, bool IsLast, Func<CancellationToken, Task> DoAsync);
}
