using System.Diagnostics.Metrics;
using Ingestion.Hosting;
using Ingestion.Storage;
using Microsoft.Extensions.Options;

namespace Ingestion.Desk.Reconciling;

/// <summary>
/// One pass over the books: (1) what was found before, (2) what is in flight for long, (3) the next part of the books against schedule, articles and
/// archive. Each entry that is not where it says is judged, and driven again or named. Findings are saved before a message is sent: who dies in between
/// counts one too many, never one too few.
/// </summary>
internal sealed class Reconciler(
    ILedger ledger, ISchedule schedule, IDeadLetters letters, IArticleStore articles, IRawArchive archive, IFindings findings, Redriver redriver, QueueWatch queues,
    IOptions<DeskOptions> options, TimeProvider time)
{
    /// <summary>Most entries that a pass drives again; the others follow when the queues are empty.</summary>
    public const int MostRedrives = 500;

    private const int Page = 500;
    private static readonly Meter Meter = new(Telemetry.SourceName);
    private static readonly Counter<long> Redriven = Meter.CreateCounter<long>("ingestion.ledger.redriven", "{entry}", "Entries that the reconciler drove again, by what was wrong.");
    private static readonly Gauge<long> Unexplained = Meter.CreateGauge<long>("ingestion.ledger.unexplained", "{entry}", "Entries of the books that the reconciler can neither explain nor mend; the promise is 0.");

    /// <summary>Makes a pass.</summary>
    /// <param name="state">How far the passes before came.</param>
    /// <param name="isWhole">Whether to compare all of the books, and not only the next part.</param>
    /// <param name="saveAsync">Saves progress, which renews the lease; gives null when somebody else makes the passes now.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>How far it came, and whether there is more to drive again; null when somebody else makes the passes now.</returns>
    public async Task<(Reconciliation State, bool IsMore)?> PassAsync(Reconciliation state, bool isWhole, Func<Reconciliation, Task<Reconciliation?>> saveAsync, CancellationToken stop)
    {
        var pass = new Pass(await queues.LookAsync(stop), Patience());
        var redrivesBefore = state.Redrives;

        // (1)
        Guid? after = null;
        while (await findings.ListAsync(state: null, after, Page, stop) is { Count: > 0 } found)
        {
            await AgainAsync(pass, found, stop);
            after = found[^1].EntryId;
            if (await saveAsync(state with { Redrives = redrivesBefore + pass.Redrives }) is not { } saved)
            {
                return null;
            }

            state = saved;
        }

        // (2)
        LedgerPlace? moved = null;
        for (var looked = 0; looked < options.Value.ReconcileEntries && pass.Redrives < MostRedrives; looked += Page)
        {
            if (await ledger.StaleAsync(pass.Patience.LostBefore, moved, Page, stop) is not { Count: > 0 } stale)
            {
                break;
            }

            await JudgeAsync(pass, [.. stale.Select(entry => (entry, (LedgerFault?)null, (string?)null))], stop);
            moved = LedgerPlace.Moved(stale[^1]);
        }

        // (3)
        var place = isWhole ? null : state.Place;
        for (var looked = 0; (isWhole || looked < options.Value.ReconcileEntries) && pass.Redrives < MostRedrives; looked += Page)
        {
            var compared = await ledger.CompareAsync(place, Page, stop);
            await JudgeAsync(pass, [.. compared.Suspects.Select(suspect => (suspect.Entry, (LedgerFault?)suspect.Fault, (string?)null))], stop);
            await MissingAsync(pass, compared.Keys, stop);
            if (pass.Redrives >= MostRedrives)
            {
                break; // the rest of the page is not judged yet
            }

            place = compared.Next;
            if (await saveAsync(state with { Place = place, Redrives = redrivesBefore + pass.Redrives, SweptAt = place is null ? time.GetUtcNow() : state.SweptAt }) is not { } saved)
            {
                return null;
            }

            state = saved;
            if (place is null)
            {
                break;
            }
        }

        state = state with { PassedAt = time.GetUtcNow(), Redrives = redrivesBefore + pass.Redrives };
        if (await saveAsync(state) is not { } ended)
        {
            return null;
        }

        Unexplained.Record((await ledger.BalanceAsync(stop)).Unexplained ?? 0);
        return (ended, pass.Redrives >= MostRedrives);
    }

    // In memory all that was in flight when the process started is gone, however lately it moved.
    private Patience Patience()
    {
        var now = time.GetUtcNow();
        var lost = now - options.Value.LostAfter;
        return new Patience(now, queues.IsInMemory && queues.StartedAt > lost ? queues.StartedAt : lost, now - options.Value.StuckAfter, options.Value.LostAfter, options.Value.RedrivesAtMost);
    }

    private async Task AgainAsync(Pass pass, IReadOnlyList<Finding> found, CancellationToken stop)
    {
        Guid[] ids = [.. found.Select(finding => finding.EntryId)];
        var entries = (await ledger.FindAsync(ids, stop)).ToDictionary(entry => entry.Id);
        var faults = (await ledger.CompareAsync(ids, stop)).ToDictionary(suspect => suspect.Entry.Id, suspect => suspect.Fault);
        List<(LedgerEntry, LedgerFault?, string?)> still = [];
        List<Guid> mended = [];
        foreach (var finding in found)
        {
            var entry = entries.GetValueOrDefault(finding.EntryId);
            var fault = faults.TryGetValue(finding.EntryId, out var missing) ? missing : (LedgerFault?)null;
            var key = finding.Fault == Judge.BytesMissing && entry is { ArticleId: { } article } && fault is null ? await MissingKeyAsync(article, stop) : null;
            if (entry is null || (entry.State == LedgerState.Closed && fault is null && key is null))
            {
                mended.Add(finding.EntryId);
            }
            else
            {
                still.Add((entry, fault, key));
            }
        }

        if (mended.Count > 0)
        {
            await findings.RemoveAsync(mended, stop);
        }

        await JudgeAsync(pass, still, stop);
    }

    private async Task MissingAsync(Pass pass, IReadOnlyList<EntryKey> keys, CancellationToken stop)
    {
        var known = new Dictionary<Guid, string>();
        foreach (var key in keys)
        {
            if (!known.ContainsKey(key.EntryId) && !await archive.ExistsAsync(key.ArchiveKey, stop) && await archive.WhyDeletedAsync(key.ArchiveKey, stop) is null)
            {
                known.Add(key.EntryId, key.ArchiveKey);
            }
        }

        if (known.Count > 0)
        {
            var entries = await ledger.FindAsync([.. known.Keys], stop);
            await JudgeAsync(pass, [.. entries.Select(entry => (entry, (LedgerFault?)null, (string?)known[entry.Id]))], stop);
        }
    }

    private async Task<string?> MissingKeyAsync(string articleId, CancellationToken stop)
    {
        foreach (var key in await articles.ArchiveKeysAsync(articleId, stop))
        {
            if (!await archive.ExistsAsync(key, stop) && await archive.WhyDeletedAsync(key, stop) is null)
            {
                return key;
            }
        }

        return null;
    }

    private async Task JudgeAsync(Pass pass, List<(LedgerEntry Entry, LedgerFault? Fault, string? MissingKey)> entries, CancellationToken stop)
    {
        entries.RemoveAll(one => !pass.Judged.Add(one.Entry.Id));
        if (entries.Count == 0)
        {
            return;
        }

        var open = entries.Where(one => one.Entry.State != LedgerState.Closed).Select(one => one.Entry.Id).ToList();
        var scheduled = (await schedule.FindAsync(open, stop)).GroupBy(message => message.About ?? message.EntryId).ToDictionary(group => group.Key, group => group.MinBy(message => message.DueAt));
        var before = (await findings.FindAsync([.. entries.Select(one => one.Entry.Id)], stop)).ToDictionary(finding => finding.EntryId);
        foreach (var (entry, fault, missingKey) in entries)
        {
            var evidence = new Evidence(entry, fault, missingKey, scheduled.GetValueOrDefault(entry.Id), pass.Queues, before.GetValueOrDefault(entry.Id));
            await JudgeAsync(pass, evidence, stop);
        }
    }

    private async Task JudgeAsync(Pass pass, Evidence evidence, CancellationToken stop)
    {
        var (entry, finding) = (evidence.Entry, evidence.Finding);

        // Whether it is past the fetcher matters only while the fetcher's queue is not empty, and is asked for only then.
        var isExplained = Judge.Explain(evidence, isPastFetch: false, pass.Patience);
        if (isExplained is { How: "queued" } && pass.Queues.EmptyPastFetchAt > entry.MovedAt && await redriver.IsFetchedAsync(entry, stop))
        {
            isExplained = Judge.Explain(evidence, isPastFetch: true, pass.Patience);
        }

        if (isExplained is not null)
        {
            // It moves again: somebody acted, or a queue came back.
            if (finding is { State: FindingState.Unexplained } && isExplained.How is "scheduled" or "on-its-way" && entry.MovedAt > (finding!.RedrivenAt ?? finding.FoundAt))
            {
                await findings.SaveAsync([finding with { State = FindingState.Mending, Detail = isExplained.Detail }], stop);
            }

            return;
        }

        var waiting = entry.State == LedgerState.Closed ? null
            : (await letters.ListAsync(new DeadLetterSlice { EntryId = entry.Id, State = DeadLetterState.Waiting }, after: null, limit: 100, stop))
                .FirstOrDefault(letter => letter.Kind == DeadLetterKind.Unroutable || PipelineStages.Find(letter.Stage) is { EndsEntry: true });
        var (last, document) = await redriver.FindAsync(entry, stop);
        var verdict = Judge.Act(evidence, waiting, last, pass.Patience);
        if (verdict is Verdict.Redrive or Verdict.Unexplained && !await StillStandsAsync(evidence, stop))
        {
            return; // the next pass sees where it went
        }

        switch (verdict)
        {
            case Verdict.Redrive redrive when pass.Redrives < MostRedrives:
                await RedriveAsync(pass, evidence, redrive, last, document, stop);
                break;
            case Verdict.Unexplained unexplained when finding is not { State: FindingState.Unexplained } || finding.Detail != unexplained.Detail:
                await findings.SaveAsync([Of(evidence, unexplained.Fault, unexplained.Detail, pass) with { State = FindingState.Unexplained }], stop);
                break;
        }
    }

    // Entries move while they are compared with one store after the other: before one is called wrong it is looked at once more. The schedule first, since
    // whoever publishes from it notes in the books that he does before he takes the message off.
    private async Task<bool> StillStandsAsync(Evidence evidence, CancellationToken stop)
    {
        Guid[] id = [evidence.Entry.Id];
        return (evidence.Entry.State == LedgerState.Closed || (await schedule.FindAsync(id, stop)).Count == 0)
            && await ledger.FindAsync(evidence.Entry.Id, stop) == evidence.Entry
            && (evidence.Fault is null || (await ledger.CompareAsync(id, stop)).Any(suspect => suspect.Fault == evidence.Fault));
    }

    private async Task RedriveAsync(Pass pass, Evidence evidence, Verdict.Redrive redrive, LastDurable last, Contracts.DocumentFetched? document, CancellationToken stop)
    {
        var entry = evidence.Entry;
        var times = (evidence.Finding?.Redrives ?? 0) + 1;
        var note = FormattableString.Invariant($"{redrive.Detail} It was re-driven from its {(last == LastDurable.Document ? "document" : "URL")}, time {times} of at most {pass.Patience.Most}.");
        var now = pass.Patience.Now;
        var state = redrive.IsFalse ? FindingState.Unexplained : FindingState.Mending;
        await findings.SaveAsync([Of(evidence, redrive.Fault, note, pass) with { State = state, Redrives = times, RedrivenAt = now }], stop);
        if (entry.State != LedgerState.Closed)
        {
            await ledger.MoveAsync(entry.Id, LedgerState.InFlight, entry.Attempts + 1, now, note, stop);
        }

        await redriver.SendAsync(entry, document, times, stop);
        pass.Redrives++;
        Redriven.Add(1, new KeyValuePair<string, object?>("fault", redrive.Fault));
    }

    private static Finding Of(Evidence evidence, string fault, string detail, Pass pass) => evidence.Finding is { } finding
        ? finding with { Fault = fault, Detail = detail }
        : new Finding { EntryId = evidence.Entry.Id, State = FindingState.Mending, Fault = fault, Detail = detail, FoundAt = pass.Patience.Now };

    private sealed class Pass(QueuesSeen queues, Patience patience)
    {
        public QueuesSeen Queues { get; } = queues;

        public Patience Patience { get; } = patience;

        /// <summary>Bounded by the pages that a pass looks at.</summary>
        public HashSet<Guid> Judged { get; } = [];

        public int Redrives { get; set; }
    }
}
