using Ingestion.Contracts;
using Ingestion.Hosting;
using Ingestion.Storage;

namespace Ingestion.Desk.DeadLetters;

/// <summary>What became of a letter that a job took. Pure.</summary>
internal static class LetterEnd
{
    /// <summary>Whether its ledger entry tells what becomes of it, once it is sent.</summary>
    public static bool IsToldByEntry(DeadLetterJob job, DeadLetter letter) =>
        letter.EntryId is not null && (job.ToStage is not null || letter.Kind == DeadLetterKind.Unroutable || PipelineStages.Find(letter.Stage) is { EndsEntry: true });

    /// <param name="job">The job.</param>
    /// <param name="item">As it was taken.</param>
    /// <param name="letter">As it stands now.</param>
    /// <param name="entry">Its ledger entry; null where there is none, or none that tells.</param>
    /// <returns>
    /// Whether it has come to its end, and the result to note; null where that is noted already.
    /// </returns>
    public static (bool HasEnded, string? Result, string? Detail) Of(DeadLetterJob job, DeadLetterItem item, DeadLetter letter, LedgerEntry? entry) => entry switch
    {
        _ when letter.JobId == job.Id && letter.Attempts > item.Attempts => (true, DeadLetterResults.FailedAgain, Failure(letter)),
        _ when letter.JobId != job.Id || letter.State != DeadLetterState.Replaying => (true, null, null),
        null => (true, DeadLetterResults.Sent, null),
        { State: LedgerState.InFlight } => (false, null, null),
        { State: LedgerState.Waiting } => (true, DeadLetterResults.Waiting, entry.Detail),

        // It came back, or its entry is not open yet: whoever files it says so in a moment.
        { Outcome: Outcome.Dead, DeadLetterId: { } same } when same == letter.Id => (false, null, null),
        { Outcome: Outcome.Dead } => (true, DeadLetterResults.FailedElsewhere, $"{entry.Reason}: {entry.Detail} (dead letter {entry.DeadLetterId})"),
        _ => (true, entry.Outcome, entry.Reason is null ? entry.Detail : $"{entry.Reason}: {entry.Detail}"),
    };

    private static string Failure(DeadLetter letter) => $"{letter.Stage}: {letter.ExceptionType}: {FailureText.Trim(letter.ExceptionMessage, 300)}";
}
