using System.Diagnostics.Metrics;
using Ingestion.Contracts;
using Ingestion.Storage;
using Microsoft.Extensions.Logging;

namespace Ingestion.Hosting;

/// <summary>
/// Files a message that could not be handled: (1) keep its body, (2) close its ledger entry as dead, (3) tell the job that sent it, if one did,
/// (4) save the letter. Doing it twice is doing it once: a failure is known by its name. The letter is last, so that whoever can see it, to
/// send it again, finds its entry closed.
/// </summary>
/// <param name="letters">The letters.</param>
/// <param name="ledger">The books.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Told of the first letter of a group.</param>
public sealed partial class DeadLetterFiling(IDeadLetters letters, ILedger ledger, TimeProvider time, ILogger<DeadLetterFiling> logger)
{
    private const int KnownFailures = 8;

    private static readonly Counter<long> Filed = new Meter(Telemetry.SourceName).CreateCounter<long>(
        "ingestion.dead_letters", "{message}", "Messages that could not be handled, by stage and kind; one that fails again counts again.");

    /// <summary>Files a message.</summary>
    /// <param name="failed">The message.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task that ends when the letter is durable: only then the transport may forget the message.</returns>
    public async Task FileAsync(FailedMessage failed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(failed);
        var arrived = failed.ToLetter(time.GetUtcNow());
        while (true)
        {
            var known = (await letters.FindAsync([arrived.Id], cancellationToken)).SingleOrDefault();
            if (known is not null && IsKnown(known, failed.Failure))
            {
                return;
            }

            // (1)
            await letters.PutBodyAsync(arrived.Id, failed.Body, cancellationToken);

            // (2)
            if (arrived.EntryId is { } entry && (arrived.Kind == DeadLetterKind.Unroutable || PipelineStages.Find(arrived.Stage) is { EndsEntry: true }))
            {
                await ledger.CloseAsync(
                    entry,
                    new LedgerClosing { Outcome = Outcome.Dead, Reason = arrived.ExceptionType.Split('.')[^1], Detail = arrived.ExceptionMessage, DeadLetterId = arrived.Id, At = time.GetUtcNow() },
                    cancellationToken);
            }

            // (3)
            if (known is { JobId: { } job, State: DeadLetterState.Replaying or DeadLetterState.Replayed } && await letters.FindResultAsync(job, known.Id, cancellationToken) is { } sent)
            {
                var detail = $"{arrived.Stage}: {arrived.ExceptionType}: {FailureText.Trim(arrived.ExceptionMessage, 300)}";
                await letters.NoteAsync([sent with { Result = DeadLetterResults.FailedAgain, Detail = detail, At = time.GetUtcNow() }], cancellationToken);
            }

            // (4)
            if (await SaveAsync(known, arrived, cancellationToken))
            {
                Filed.Add(1, new KeyValuePair<string, object?>("stage", arrived.Stage), new KeyValuePair<string, object?>("kind", arrived.Kind));
                return;
            }
        }
    }

    private async Task<bool> SaveAsync(DeadLetter? known, DeadLetter arrived, CancellationToken cancellationToken)
    {
        if (known is not null)
        {
            return await letters.TrySaveAsync(Again(known, arrived), cancellationToken);
        }

        var isFirst = (await letters.ListAsync(new DeadLetterSlice { State = DeadLetterState.Waiting, Fingerprint = arrived.Fingerprint }, after: null, limit: 1, cancellationToken)).Count == 0;
        var saved = await letters.TrySaveAsync(arrived, cancellationToken);
        if (saved && isFirst)
        {
            LogFirst(logger, arrived.Stage, arrived.ExceptionType, arrived.Frame, arrived.Id);
        }

        return saved;
    }

    // Where nothing names the failure, a message that comes while its letter waits is that letter delivered once more.
    private static bool IsKnown(DeadLetter known, string? failure) => failure is null ? known.State == DeadLetterState.Waiting : known.Failures.Contains(failure);

    private static DeadLetter Again(DeadLetter known, DeadLetter arrived) => arrived with
    {
        Version = known.Version + 1,
        Attempts = known.Attempts + arrived.Attempts,
        Failures = [.. known.Failures.Concat(arrived.Failures).TakeLast(KnownFailures)],
        FirstAt = known.FirstAt,
        LastAt = arrived.LastAt > known.LastAt ? arrived.LastAt : known.LastAt,
        JobId = known.JobId,
    };

    [LoggerMessage(LogLevel.Error, "First dead letter of its kind at {Stage}: {ExceptionType} in {Frame}; letter {Id}")]
    private static partial void LogFirst(ILogger logger, string stage, string exceptionType, string? frame, Guid id);
}
