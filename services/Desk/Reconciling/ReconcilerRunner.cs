using Ingestion.Hosting;
using Ingestion.Storage;
using Microsoft.Extensions.Options;

namespace Ingestion.Desk.Reconciling;

/// <summary>
/// Has the reconciler make its passes, and looks at the queues in between. Of several Desks the one that holds the lease makes them; it is taken and renewed
/// by saving the state (compare and set), so who slept through it finds out at the next save.
/// </summary>
internal sealed partial class ReconcilerRunner(
    Reconciler reconciler, QueueWatch queues, IJobs<Reconciliation> states, PipelineStartup startup, IOptions<DeskOptions> options, TimeProvider time, ILogger<ReconcilerRunner> logger)
    : BackgroundService
{
    // Renewed with each page, which takes less than a second; another Desk waits for so long where one died in a pass.
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);
    private readonly Guid holder = Guid.NewGuid();
    private readonly SemaphoreSlim gate = new(1, 1);

    /// <summary>Makes a pass over all of the books now.</summary>
    /// <returns>What it found; null when another Desk is making one.</returns>
    public async Task<Reconciliation?> PassNowAsync(CancellationToken stop)
    {
        await startup.Ready.WaitAsync(stop);
        (Reconciliation State, bool IsMore)? passed;
        do
        {
            passed = await PassAsync(isWhole: true, stop);
        }
        while (passed is { IsMore: true });
        return passed?.State;
    }

    public override void Dispose()
    {
        gate.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await startup.Ready.WaitAsync(stoppingToken);
        var (failing, pause, lookedAt) = (false, TimeSpan.Zero, time.GetTimestamp());
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (time.GetElapsedTime(lookedAt) >= pause)
                {
                    lookedAt = time.GetTimestamp();
                    pause = await PassAsync(isWhole: false, stoppingToken) is { IsMore: true } ? TimeSpan.Zero : options.Value.ReconcileInterval;
                }
                else
                {
                    await queues.LookAsync(stoppingToken);
                }

                failing = false;
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // Store or broker away: nothing is judged by half of the evidence. Said once for each outage.
                if (!failing)
                {
                    LogFailing(logger, exception);
                }

                (failing, pause) = (true, Look);
            }

            await Task.Delay(options.Value.ReconcileInterval < Look ? options.Value.ReconcileInterval : Look, time, stoppingToken);
        }
    }

    private async Task<(Reconciliation State, bool IsMore)?> PassAsync(bool isWhole, CancellationToken stop)
    {
        await gate.WaitAsync(stop);
        try
        {
            var now = time.GetUtcNow();
            var state = await states.FindAsync(Reconciliation.OnlyId, stop);
            if (state is not null && state.Holder != holder && state.LeaseUntil > now)
            {
                return null;
            }

            var next = state is null
                ? new Reconciliation { Id = Reconciliation.OnlyId, StartedAt = now, Holder = holder, LeaseUntil = now + Lease }
                : state with { Version = state.Version + 1, Holder = holder, LeaseUntil = now + Lease };
            if (!await states.TrySaveAsync(next, stop) || await reconciler.PassAsync(next, isWhole, saving => SaveAsync(saving, stop), stop) is not var (ended, isMore))
            {
                return null;
            }

            // Given back, so that another Desk need not wait when this one stops.
            await SaveAsync(ended with { LeaseUntil = default }, stop, keepsLease: false);
            return (ended, isMore);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<Reconciliation?> SaveAsync(Reconciliation state, CancellationToken stop, bool keepsLease = true)
    {
        var next = state with { Version = state.Version + 1, LeaseUntil = keepsLease ? time.GetUtcNow() + Lease : state.LeaseUntil };
        return await states.TrySaveAsync(next, stop) ? next : null;
    }

    [LoggerMessage(LogLevel.Warning, "The reconciler makes no pass; it will be tried again")]
    private static partial void LogFailing(ILogger logger, Exception exception);
}
