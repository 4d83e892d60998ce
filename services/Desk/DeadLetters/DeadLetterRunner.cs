using Ingestion.Desk.Jobs;
using Ingestion.Hosting;
using Ingestion.Storage;
using Microsoft.Extensions.Options;

namespace Ingestion.Desk.DeadLetters;

/// <summary>
/// Runs jobs over dead letters at their rate. What becomes of a letter that is sent tells its ledger entry, or the letter itself, when it comes back.
/// </summary>
internal sealed class DeadLetterRunner(
    IJobs<DeadLetterJob> jobs,
    IDeadLetters letters,
    ILedger ledger,
    DeadLetterWork work,
    PipelineStartup startup,
    IOptions<DeskOptions> options,
    TimeProvider time,
    ILogger<DeadLetterRunner> logger) : JobRunner<DeadLetterJob>(jobs, startup, time, logger)
{
    private (Guid Job, long At, double Turns) pace;

    // What has come to its end is not sent again; what nobody tells of may not have been sent at all.
    protected override async Task ResumeAsync(DeadLetterJob job, CancellationToken stop)
    {
        var ended = (await FindAsync(job, stop)).Where(found => found.Entry is not null && LetterEnd.Of(job, found.Item, found.Letter, found.Entry).HasEnded).Select(found => found.Item).ToHashSet();
        await work.DoAsync(job, [.. job.InFlight.Where(item => !ended.Contains(item))], stop);
    }

    protected override async Task<DeadLetterJob> CountAsync(DeadLetterJob job, CancellationToken stop)
    {
        if (job.InFlight.Count == 0)
        {
            return job;
        }

        List<DeadLetterItem> left = [];
        foreach (var (item, letter, entry) in await FindAsync(job, stop))
        {
            var (hasEnded, result, detail) = LetterEnd.Of(job, item, letter, entry);
            if (!hasEnded && job.State == JobState.Stopping)
            {
                // Nobody waits for it any more; its entry tells the rest, and if it fails again it is a dead letter again.
                (hasEnded, result) = (true, DeadLetterResults.OnItsWay);
            }

            if (!hasEnded || (result is not null && !await work.EndAsync(job, item, letter, result, detail, stop)))
            {
                left.Add(item);
            }
        }

        return left.Count == job.InFlight.Count ? job : job with { InFlight = left };
    }

    protected override async Task<Taking> TakeAsync(DeadLetterJob job, CancellationToken stop)
    {
        var room = job.State == JobState.Running ? Math.Min(Turns(job), options.Value.ReplayInFlight - job.InFlight.Count) : 0;
        if (room < 1)
        {
            return new Taking(job, IsLast: job.State == JobState.Stopping && job.InFlight.Count == 0, _ => Task.CompletedTask);
        }

        var (taken, passed) = await NextAsync(job, room, stop);
        pace.Turns -= taken.Count;
        if (passed == 0)
        {
            return new Taking(job, IsLast: job.InFlight.Count == 0, _ => Task.CompletedTask);
        }

        List<DeadLetterItem> items = [.. taken.Select((letter, i) => new DeadLetterItem(letter.Id, job.Taken + i, letter.Attempts))];
        job = job with { InFlight = [.. job.InFlight, .. items], Taken = job.Taken + passed, After = job.Ids is null ? taken[^1].Place : null };
        return new Taking(job, IsLast: false, token => work.DoAsync(job, items, token));
    }

    private async Task<List<(DeadLetterItem Item, DeadLetter Letter, LedgerEntry? Entry)>> FindAsync(DeadLetterJob job, CancellationToken stop)
    {
        var found = (await letters.FindAsync([.. job.InFlight.Select(item => item.LetterId)], stop)).ToDictionary(letter => letter.Id);
        var told = found.Values.Where(letter => LetterEnd.IsToldByEntry(job, letter)).ToDictionary(letter => letter.Id, letter => letter.EntryId!.Value);
        var entries = (await ledger.FindAsync([.. told.Values.Distinct()], stop)).ToDictionary(entry => entry.Id);
        return
        [
            .. job.InFlight.Where(item => found.ContainsKey(item.LetterId))
                .Select(item => (item, found[item.LetterId], told.TryGetValue(item.LetterId, out var id) ? entries.GetValueOrDefault(id) : null)),
        ];
    }

    // At most a second's worth at once, so that a job that was held up does not make up for it.
    private int Turns(DeadLetterJob job)
    {
        var now = Time.GetTimestamp();
        pace = pace.Job == job.Id
            ? (job.Id, now, Math.Min(pace.Turns + (Time.GetElapsedTime(pace.At, now).TotalSeconds * job.Rate), Math.Max(1, job.Rate)))
            : (job.Id, now, 1);
        return (int)Math.Min(pace.Turns, 1000);
    }

    // Of letters that were named some may be gone meanwhile: they are passed over.
    private async Task<(IReadOnlyList<DeadLetter> Taken, int Passed)> NextAsync(DeadLetterJob job, int room, CancellationToken stop)
    {
        if (job.Ids is null)
        {
            var listed = await letters.ListAsync(job.Slice!, job.After, room, stop);
            return (listed, listed.Count);
        }

        var ids = job.Ids.Skip((int)job.Taken).Take(room).ToList();
        var found = (await letters.FindAsync(ids, stop)).ToDictionary(letter => letter.Id);
        return ([.. ids.Where(found.ContainsKey).Select(id => found[id])], ids.Count);
    }
}
