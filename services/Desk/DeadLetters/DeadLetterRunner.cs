using Ingestion.Desk.Jobs;
using Ingestion.Hosting;
using Ingestion.News;
using Ingestion.Storage;
using Microsoft.Extensions.Options;

namespace Ingestion.Desk.DeadLetters;

/// <summary>
/// Replays and discards dead letters. A letter that is taken belongs to the job (compare and set), its ledger entry is opened again, and then
/// it is sent; each of these can be done twice. What becomes of it tells the entry, or the letter itself, when it comes back.
/// </summary>
internal sealed class DeadLetterRunner(
    IJobs<DeadLetterJob> jobs,
    IDeadLetters letters,
    ILedger ledger,
    IReplayTransport transport,
    OtherStage stages,
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
        await DoAsync(job, [.. job.InFlight.Where(item => !ended.Contains(item))], stop);
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

            if (!hasEnded || (result is not null && !await EndAsync(job, item, letter, result, detail, stop)))
            {
                left.Add(item);
            }
        }

        return left.Count == job.InFlight.Count ? job : job with { InFlight = left };
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

    protected override async Task<Taking> TakeAsync(DeadLetterJob job, CancellationToken stop)
    {
        var room = job.State == JobState.Running ? Math.Min(Turns(job), options.Value.ReplayInFlight - job.InFlight.Count) : 0;
        if (room < 1)
        {
            return new Taking(job, IsLast: job.State == JobState.Stopping && job.InFlight.Count == 0, _ => Task.CompletedTask);
        }

        var taken = await NextAsync(job, room, stop);
        pace.Turns -= taken.Count;
        if (taken.Count == 0)
        {
            return new Taking(job, IsLast: job.InFlight.Count == 0, _ => Task.CompletedTask);
        }

        List<DeadLetterItem> items = [.. taken.Select((letter, i) => new DeadLetterItem(letter.Id, job.Taken + i, letter.Attempts))];
        job = job with { InFlight = [.. job.InFlight, .. items], Taken = job.Taken + items.Count, After = job.Ids is null ? taken[^1].Place : null };
        return new Taking(job, IsLast: false, token => DoAsync(job, items, token));
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

    private async Task<IReadOnlyList<DeadLetter>> NextAsync(DeadLetterJob job, int room, CancellationToken stop)
    {
        if (job.Ids is null)
        {
            return await letters.ListAsync(job.Slice!, job.After, room, stop);
        }

        var ids = job.Ids.Skip((int)job.Taken).Take(room).ToList();
        var found = (await letters.FindAsync(ids, stop)).ToDictionary(letter => letter.Id);
        return [.. ids.Where(found.ContainsKey).Select(id => found[id])];
    }

    private async Task DoAsync(DeadLetterJob job, IReadOnlyList<DeadLetterItem> items, CancellationToken stop)
    {
        var found = (await letters.FindAsync([.. items.Select(item => item.LetterId)], stop)).ToDictionary(letter => letter.Id);
        foreach (var item in items.Where(item => found.ContainsKey(item.LetterId)))
        {
            await DoAsync(job, item, found[item.LetterId], stop);
        }
    }

    private async Task DoAsync(DeadLetterJob job, DeadLetterItem item, DeadLetter letter, CancellationToken stop)
    {
        if (letter.JobId == job.Id && letter.State != DeadLetterState.Replaying)
        {
            return; // it was done, and has come to its end
        }

        var isOurs = letter.JobId == job.Id;
        if (!isOurs && (letter.State == DeadLetterState.Replaying || letter.Attempts != item.Attempts))
        {
            await NoteAsync(job, item, DeadLetterResults.NotWaiting, "It failed again, or another job sends it.", stop);
            return;
        }

        if (job.Action == DeadLetterAction.Discard)
        {
            await NoteAsync(job, item, DeadLetterResults.Discarded, job.Reason, stop);
            await SaveAsync(letter with { State = DeadLetterState.Discarded, JobId = job.Id }, job, item, stop);
            return;
        }

        object? other = null;
        if (job.ToStage is not null)
        {
            (other, var why) = await stages.FindAsync(letter, job.ToStage, stop);
            if (other is null)
            {
                await NoteAsync(job, item, DeadLetterResults.NotPossible, why, stop);
                return;
            }
        }

        var isTold = LetterEnd.IsToldByEntry(job, letter);
        if (!isOurs)
        {
            // Noted before it is sent: it may be back sooner than we know that it has gone.
            await NoteAsync(job, item, isTold ? DeadLetterResults.OnItsWay : DeadLetterResults.Sent, detail: null, stop);
            if (!await SaveAsync(letter with { State = DeadLetterState.Replaying, JobId = job.Id }, job, item, stop))
            {
                return;
            }
        }

        if (isTold)
        {
            await ledger.ReopenAsync(letter.EntryId!.Value, letter.Id, Time.GetUtcNow(), stop);
        }

        await SendAsync(job, item, letter, other, stop);
    }

    private async Task SendAsync(DeadLetterJob job, DeadLetterItem item, DeadLetter letter, object? other, CancellationToken stop)
    {
        if (other is not null)
        {
            await stages.SendAsync(other, letter.EntryId!.Value, stop);
            return;
        }

        try
        {
            var body = await letters.BodyAsync(job.IsEdited ? job.Id : letter.Id, stop);
            var messageId = job.IsEdited ? $"{ContentKey.MessageId("edited", $"{job.Id}", $"{letter.Id}")}" : letter.MessageId;
            await transport.SendAsync(letter, body, messageId, job.Id, stop);
        }
        catch (ReplayRefusedException refused)
        {
            // It never went: everything as before, and the reason with it.
            await NoteAsync(job, item, DeadLetterResults.NotPossible, refused.Message, stop);
            await ledger.CloseAsync(
                letter.EntryId ?? default,
                new LedgerClosing { Outcome = Contracts.Outcome.Dead, Reason = letter.ExceptionType.Split('.')[^1], Detail = letter.ExceptionMessage, DeadLetterId = letter.Id, At = Time.GetUtcNow() },
                stop);
            var now = (await letters.FindAsync([letter.Id], stop)).Single();
            await letters.TrySaveAsync(now with { State = DeadLetterState.Waiting, Version = now.Version + 1 }, stop);
        }
    }

    // False where the letter changed meanwhile: it is looked at again.
    private async Task<bool> EndAsync(DeadLetterJob job, DeadLetterItem item, DeadLetter letter, string result, string? detail, CancellationToken stop)
    {
        if (result is not (DeadLetterResults.Sent or DeadLetterResults.OnItsWay)) // these were noted when it was sent
        {
            await NoteAsync(job, item, result, detail, stop);
        }

        return result == DeadLetterResults.FailedAgain || await letters.TrySaveAsync(letter with { State = DeadLetterState.Replayed, Version = letter.Version + 1 }, stop);
    }

    private async Task<bool> SaveAsync(DeadLetter letter, DeadLetterJob job, DeadLetterItem item, CancellationToken stop)
    {
        if (await letters.TrySaveAsync(letter with { Version = letter.Version + 1 }, stop))
        {
            return true;
        }

        await NoteAsync(job, item, DeadLetterResults.NotWaiting, "Something else happened to it at the same moment.", stop);
        return false;
    }

    private Task NoteAsync(DeadLetterJob job, DeadLetterItem item, string result, string? detail, CancellationToken stop)
    {
        var now = Time.GetUtcNow();
        return letters.NoteAsync(
            [new DeadLetterResult { JobId = job.Id, LetterId = item.LetterId, Number = item.Number, Action = job.Action, RequestedBy = job.RequestedBy, Reason = job.Reason, TakenAt = now, Result = result, Detail = detail, At = now }],
            stop);
    }
}
