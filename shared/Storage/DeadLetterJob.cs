namespace Ingestion.Storage;

/// <summary>What a job does with dead letters.</summary>
public static class DeadLetterAction
{
    /// <summary>Send them again to where they failed, or to another stage.</summary>
    public const string Replay = "replay";

    /// <summary>Note that they are not needed.</summary>
    public const string Discard = "discard";
}

/// <summary>
/// A job over dead letters: those of a slice, or those that were named. What fails after its start is not in it, so what it sends again and
/// fails again does not come round a second time.
/// </summary>
public sealed record DeadLetterJob : Job
{
    /// <summary>One of <see cref="DeadLetterAction"/>.</summary>
    public required string Action { get; init; }

    /// <summary>Which letters; null where they are named.</summary>
    public DeadLetterSlice? Slice { get; init; }

    /// <summary>The letters that are named; null where a slice is.</summary>
    public IReadOnlyList<Guid>? Ids { get; init; }

    /// <summary>The stage to send them to; null for the one where they failed.</summary>
    public string? ToStage { get; init; }

    /// <summary>Whether the body to send is one that somebody wrote in the letter's place: it is kept under the job's id.</summary>
    public bool IsEdited { get; init; }

    /// <summary>Letters to take a second, at most.</summary>
    public required double Rate { get; init; }

    /// <summary>Who asked for it.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>Why; null where nobody said.</summary>
    public string? Reason { get; init; }

    /// <summary>How many letters there were at the start.</summary>
    public required long Letters { get; init; }

    /// <summary>The last letter of the slice that was taken; null before the first.</summary>
    public DeadLetterPlace? After { get; init; }

    /// <summary>Letters on their way, in order.</summary>
    public IReadOnlyList<DeadLetterItem> InFlight { get; init; } = [];
}

/// <summary>A letter on its way.</summary>
/// <param name="LetterId">The letter.</param>
/// <param name="Number">Its number in the job, from 0.</param>
/// <param name="Attempts">How often it had failed when it was taken: one that has failed more often has come back.</param>
public sealed record DeadLetterItem(Guid LetterId, long Number, int Attempts);

/// <summary>What a job did with a letter, and what came of it: the audit of dead letters.</summary>
public sealed record DeadLetterResult
{
    /// <summary>The job.</summary>
    public required Guid JobId { get; init; }

    /// <summary>The letter.</summary>
    public required Guid LetterId { get; init; }

    /// <summary>Its number in the job, from 0.</summary>
    public required long Number { get; init; }

    /// <summary>One of <see cref="DeadLetterAction"/>.</summary>
    public required string Action { get; init; }

    /// <summary>Who asked for it.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>Why; null where nobody said.</summary>
    public string? Reason { get; init; }

    /// <summary>When the job took the letter, UTC.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>A word of <see cref="DeadLetterResults"/>, or the outcome of the ledger entry.</summary>
    public required string Result { get; init; }

    /// <summary>One sentence, where there is one to say.</summary>
    public string? Detail { get; init; }

    /// <summary>When the result was known, UTC.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>Words for what came of a letter, beside the outcomes of the ledger.</summary>
public static class DeadLetterResults
{
    /// <summary>Sent again; what becomes of it is not known yet.</summary>
    public const string OnItsWay = "on-its-way";

    /// <summary>Sent again; it is about no ledger entry that waits for it, so nobody tells what becomes of it unless it fails again.</summary>
    public const string Sent = "sent";

    /// <summary>It failed again, and is a dead letter as before.</summary>
    public const string FailedAgain = "failed-again";

    /// <summary>What was made of it failed at another stage, and is a dead letter there.</summary>
    public const string FailedElsewhere = "failed-elsewhere";

    /// <summary>Sent again, and its ledger entry waits: for its host's turn, or for the end of an embargo.</summary>
    public const string Waiting = "waiting";

    /// <summary>Not needed any more, somebody decided.</summary>
    public const string Discarded = "discarded";

    /// <summary>Nothing was done: it was not waiting any more when its turn came.</summary>
    public const string NotWaiting = "not-waiting";

    /// <summary>Nothing was done: it cannot be sent to that stage.</summary>
    public const string NotPossible = "not-possible";
}
