using Ingestion.Contracts;
using Ingestion.News;
using Ingestion.Storage;

namespace Ingestion.Desk.DeadLetters;

/// <summary>
/// What a job does with a letter: (1) note that it took it, (2) make it its own (compare and set), (3) open its ledger entry again, (4) send it.
/// Each can be done twice; who dies in between does it again.
/// </summary>
internal sealed class DeadLetterWork(IDeadLetters letters, ILedger ledger, IReplayTransport transport, OtherStage stages, TimeProvider time)
{
    // Letters whose confirms are waited for together. Bodies may be of many megabytes.
    private const int AtOnce = 16;

    /// <summary>Does it with letters that were taken.</summary>
    public async Task DoAsync(DeadLetterJob job, IReadOnlyList<DeadLetterItem> items, CancellationToken stop)
    {
        var found = (await letters.FindAsync([.. items.Select(item => item.LetterId)], stop)).ToDictionary(letter => letter.Id);
        foreach (var together in items.Where(item => found.ContainsKey(item.LetterId)).Chunk(AtOnce))
        {
            await Task.WhenAll(together.Select(item => DoAsync(job, item, found[item.LetterId], stop)));
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
            await SaveAsync(letter with { State = DeadLetterState.Discarded, JobId = job.Id, DoneAt = time.GetUtcNow() }, job, item, stop);
            return;
        }

        var (other, why) = job.ToStage is null ? (null, null) : await stages.FindAsync(letter, job.ToStage, stop);
        var isTold = LetterEnd.IsToldByEntry(job, letter);
        if (isTold && await ledger.FindAsync(letter.EntryId!.Value, stop) is { Outcome: Outcome.Dead, DeadLetterId: { } later } && later != letter.Id)
        {
            why = $"Its ledger entry ended by dead letter {later}: send that one.";
        }

        if (why is not null)
        {
            await NoteAsync(job, item, DeadLetterResults.NotPossible, why, stop);
            return;
        }

        if (!isOurs)
        {
            // (1) before it is sent: it may be back sooner than we know that it has gone.
            await NoteAsync(job, item, isTold ? DeadLetterResults.OnItsWay : DeadLetterResults.Sent, detail: null, stop);

            // (2)
            if (!await SaveAsync(letter with { State = DeadLetterState.Replaying, JobId = job.Id, DoneAt = null }, job, item, stop))
            {
                return;
            }
        }

        // (3)
        if (isTold)
        {
            await ledger.ReopenAsync(letter.EntryId!.Value, letter.Id, time.GetUtcNow(), stop);
        }

        // (4)
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
                new LedgerClosing { Outcome = Outcome.Dead, Reason = letter.ExceptionType.Split('.')[^1], Detail = letter.ExceptionMessage, DeadLetterId = letter.Id, At = time.GetUtcNow() },
                stop);
            var now = (await letters.FindAsync([letter.Id], stop)).Single();
            await letters.TrySaveAsync(now with { State = DeadLetterState.Waiting, Version = now.Version + 1 }, stop);
        }
    }

    /// <summary>Notes what became of a letter.</summary>
    /// <returns>False where the letter changed meanwhile: it is to be looked at again.</returns>
    public async Task<bool> EndAsync(DeadLetterJob job, DeadLetterItem item, DeadLetter letter, string result, string? detail, CancellationToken stop)
    {
        if (result is not (DeadLetterResults.Sent or DeadLetterResults.OnItsWay)) // these were noted when it was sent
        {
            await NoteAsync(job, item, result, detail, stop);
        }

        return result == DeadLetterResults.FailedAgain || await letters.TrySaveAsync(letter with { State = DeadLetterState.Replayed, DoneAt = time.GetUtcNow(), Version = letter.Version + 1 }, stop);
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
        var now = time.GetUtcNow();
        return letters.NoteAsync(
            [new DeadLetterResult { JobId = job.Id, LetterId = item.LetterId, Number = item.Number, Action = job.Action, RequestedBy = job.RequestedBy, Reason = job.Reason, TakenAt = now, Result = result, Detail = detail, At = now }],
            stop);
    }
}
