using Ingestion.Contracts;
using Ingestion.Hosting;
using Ingestion.News.Versions;
using Ingestion.Storage;
using Microsoft.Extensions.Options;

namespace Ingestion.Desk.Reprocess;

/// <summary>
/// Runs the oldest job that has not ended, in steps: (1) count what has come to its end, (2) take as many further documents, (3) save both at
/// once, (4) announce what was taken. Who dies between (3) and (4), or anywhere else, goes on from what was saved: ledger ids are derived from
/// job and document, so that nothing is counted, filed or told twice. Of several Desks whoever saves first goes on, and the others stand by.
/// </summary>
internal sealed partial class ReprocessRunner(
    IReprocessJobs jobs,
    IDocuments documents,
    ILedger ledger,
    IArticleStore articles,
    Intake intake,
    PipelineStartup startup,
    IOptions<DeskOptions> options,
    TimeProvider time,
    ILogger<ReprocessRunner> logger) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan StandBy = TimeSpan.FromSeconds(15);
    private readonly SemaphoreSlim started = new(0);
    private ReprocessJob? current;

    /// <summary>Looks for a job now.</summary>
    public void Wake() => started.Release();

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
                // Store away: what was saved stays. Said once for each outage.
                if (!failing)
                {
                    LogFailing(logger, exception);
                }

                (failing, current) = (true, null);
            }

            await WaitAsync(pause, stoppingToken);
        }
    }

    public override void Dispose()
    {
        started.Dispose();
        base.Dispose();
    }

    private async Task<TimeSpan> StepAsync(CancellationToken stop)
    {
        if ((current ??= await LoadAsync(stop)) is not { } job)
        {
            return Idle;
        }

        // (1)
        var next = await CountAsync(job, stop);

        // (2)
        var taken = await TakeAsync(next, stop);
        if (taken.Count > 0)
        {
            var items = taken.Select(known => new ReprocessItem(known.Id, ReprocessReport.Was(known.Last), known.Last?.ArticleId));
            next = next with { InFlight = [.. next.InFlight, .. items], Taken = next.Taken + taken.Count, After = taken[^1].Place };
        }

        if (next.InFlight.Count == 0)
        {
            next = next with { State = next.State == ReprocessState.Stopping ? ReprocessState.Stopped : ReprocessState.Done, EndedAt = time.GetUtcNow() };
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
            return await jobs.FindAsync(job.Id, stop) is { State: ReprocessState.Running } ? StandBy : TimeSpan.Zero;
        }

        current = next.IsOpen ? next : null;

        // (4)
        await AnnounceAsync(job, taken, stop);
        return next.IsOpen ? Tick : TimeSpan.Zero;
    }

    private async Task<ReprocessJob?> LoadAsync(CancellationToken stop)
    {
        if (await jobs.FindOpenAsync(stop) is not { } job)
        {
            return null;
        }

        // What was taken, and perhaps not announced.
        var announced = (await ledger.FindAsync([.. job.InFlight.Select(item => job.EntryOf(item.DocumentId))], stop)).Select(entry => entry.Id).ToHashSet();
        List<KnownDocument> missing = [];
        foreach (var item in job.InFlight.Where(item => !announced.Contains(job.EntryOf(item.DocumentId))))
        {
            missing.AddRange(await documents.FindAsync(item.DocumentId, stop) is { } known ? [known] : []);
        }

        await AnnounceAsync(job, missing, stop);
        return job;
    }

    private async Task<ReprocessJob> CountAsync(ReprocessJob job, CancellationToken stop)
    {
        var entries = await ledger.FindAsync([.. job.InFlight.Select(item => job.EntryOf(item.DocumentId))], stop);
        // What is filed and under embargo is closed when that ends: nobody waits for it.
        var closed = entries.Where(entry => entry.State == LedgerState.Closed || entry.ArticleId is not null).ToDictionary(entry => entry.Id);
        foreach (var item in job.InFlight)
        {
            if (closed.TryGetValue(job.EntryOf(item.DocumentId), out var entry))
            {
                job = job.With(item, entry, await ChangedAsync(entry, stop), await IsWithdrawnAsync(item, entry, stop));
            }
        }

        return closed.Count == 0 ? job : job with { InFlight = [.. job.InFlight.Where(item => !closed.ContainsKey(job.EntryOf(item.DocumentId)))] };
    }

    private async Task<IReadOnlyList<string>> ChangedAsync(LedgerEntry entry, CancellationToken stop)
    {
        if (entry is { Outcome: Outcome.Unchanged, Reason: UnchangedReason.Annotated, ArticleId: { } annotated })
        {
            var readings = (await articles.ReadingsAsync(annotated, stop)).GroupBy(one => Content.NameOf(one.Article!));
            return readings.Select(one => Readings.ChangeBy([.. one], entry.Id)).FirstOrDefault(change => change is not null)?.Parts ?? [];
        }

        if (entry is not { Outcome: Outcome.Revised, ArticleId: { } articleId })
        {
            return [];
        }

        var shown = History.Shown(await articles.RevisionsAsync(articleId, stop), time.GetUtcNow());
        return [.. shown.FirstOrDefault(revision => revision.Revision == entry.Revision)?.Changes?.Select(change => change.Field) ?? []];
    }

    // The bytes of what is withdrawn are deleted: it is not for us that they are gone.
    private async Task<bool> IsWithdrawnAsync(ReprocessItem item, LedgerEntry entry, CancellationToken stop) =>
        entry is { Outcome: Outcome.Withdrawn, Reason: WithdrawReason.WithdrawnBefore }
        || (entry.Reason == RejectReason.NotKept && item.ArticleId is not null && await articles.FindStandingAsync(item.ArticleId, stop) is { Status: PubStatus.Canceled });

    private async Task<IReadOnlyList<KnownDocument>> TakeAsync(ReprocessJob job, CancellationToken stop)
    {
        var room = Math.Min(options.Value.ReprocessInFlight - job.InFlight.Count, (job.Limit ?? long.MaxValue) - job.Taken);
        return job.State == ReprocessState.Running && room > 0 ? await documents.ListAsync(job.Slice, job.After, (int)room, stop) : [];
    }

    private Task AnnounceAsync(ReprocessJob job, IReadOnlyCollection<KnownDocument> taken, CancellationToken stop) => taken.Count == 0
        ? Task.CompletedTask
        : intake.AcceptAgainAsync(
            [.. taken.Select(known => (job.EntryOf(known.Id), known.Document.RequestedUrl, known.Document with { Source = known.Document.Source with { Kind = SourceKind.Reprocess } }))],
            stop);

    private async Task WaitAsync(TimeSpan pause, CancellationToken stop)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var woken = started.WaitAsync(both.Token);
        await Task.WhenAny(woken, Task.Delay(pause, time, both.Token));
        await both.CancelAsync();
        stop.ThrowIfCancellationRequested();
    }

    [LoggerMessage(LogLevel.Warning, "The reprocess job does not go on; it will be tried again")]
    private static partial void LogFailing(ILogger logger, Exception exception);
}
