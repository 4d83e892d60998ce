using Ingestion.Contracts;
using Ingestion.Desk.Jobs;
using Ingestion.Hosting;
using Ingestion.News.Versions;
using Ingestion.Storage;
using Microsoft.Extensions.Options;

namespace Ingestion.Desk.Reprocess;

/// <summary>
/// Has documents of the raw archive announced again. Ledger ids are derived from job and document, so that nothing is counted, filed or told
/// twice, whoever goes on.
/// </summary>
internal sealed class ReprocessRunner(
    IJobs<ReprocessJob> jobs,
    IDocuments documents,
    ILedger ledger,
    IArticleStore articles,
    Intake intake,
    PipelineStartup startup,
    IOptions<DeskOptions> options,
    TimeProvider time,
    ILogger<ReprocessRunner> logger) : JobRunner<ReprocessJob>(jobs, startup, time, logger)
{
    protected override async Task ResumeAsync(ReprocessJob job, CancellationToken stop)
    {
        var announced = (await ledger.FindAsync([.. job.InFlight.Select(item => job.EntryOf(item.DocumentId))], stop)).Select(entry => entry.Id).ToHashSet();
        List<KnownDocument> missing = [];
        foreach (var item in job.InFlight.Where(item => !announced.Contains(job.EntryOf(item.DocumentId))))
        {
            missing.AddRange(await documents.FindAsync(item.DocumentId, stop) is { } known ? [known] : []);
        }

        await AnnounceAsync(job, missing, stop);
    }

    protected override async Task<ReprocessJob> CountAsync(ReprocessJob job, CancellationToken stop)
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

    protected override async Task<Taking> TakeAsync(ReprocessJob job, CancellationToken stop)
    {
        var room = Math.Min(options.Value.ReprocessInFlight - job.InFlight.Count, (job.Limit ?? long.MaxValue) - job.Taken);
        var taken = job.State == JobState.Running && room > 0 ? await documents.ListAsync(job.Slice, job.After, (int)room, stop) : [];
        if (taken.Count > 0)
        {
            var items = taken.Select(known => new ReprocessItem(known.Id, ReprocessReport.Was(known.Last), known.Last?.ArticleId));
            job = job with { InFlight = [.. job.InFlight, .. items], Taken = job.Taken + taken.Count, After = taken[^1].Place };
        }

        return new Taking(job, IsLast: job.InFlight.Count == 0, token => AnnounceAsync(job, taken, token));
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

        var shown = History.Shown(await articles.RevisionsAsync(articleId, stop), Time.GetUtcNow());
        return [.. shown.FirstOrDefault(revision => revision.Revision == entry.Revision)?.Changes?.Select(change => change.Field) ?? []];
    }

    // The bytes of what is withdrawn are deleted: it is not for us that they are gone.
    private async Task<bool> IsWithdrawnAsync(ReprocessItem item, LedgerEntry entry, CancellationToken stop) =>
        entry is { Outcome: Outcome.Withdrawn, Reason: WithdrawReason.WithdrawnBefore }
        || (entry.Reason == RejectReason.NotKept && item.ArticleId is not null && await articles.FindStandingAsync(item.ArticleId, stop) is { Status: PubStatus.Canceled });

    private Task AnnounceAsync(ReprocessJob job, IReadOnlyCollection<KnownDocument> taken, CancellationToken stop) => taken.Count == 0
        ? Task.CompletedTask
        : intake.AcceptAgainAsync(
            [.. taken.Select(known => (job.EntryOf(known.Id), known.Document.RequestedUrl, known.Document with { Source = known.Document.Source with { Kind = SourceKind.Reprocess } }))],
            stop);
}
