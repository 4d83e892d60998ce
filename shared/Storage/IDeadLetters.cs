namespace Ingestion.Storage;

/// <summary>Dead letters as documents, their bodies, and what was done with them.</summary>
public interface IDeadLetters
{
    /// <summary>Saves a letter if nobody else saved it meanwhile (compare and set): a new one with version 1, a later state with the version after the one read.</summary>
    /// <param name="letter">The letter.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when somebody else did: read again.</returns>
    Task<bool> TrySaveAsync(DeadLetter letter, CancellationToken cancellationToken);

    /// <summary>Keeps a body of any size, in the place of the one before.</summary>
    /// <param name="id">The letter; for a body that somebody wrote in its place, the job that sends it.</param>
    /// <param name="body">The bytes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task.</returns>
    Task PutBodyAsync(Guid id, ReadOnlyMemory<byte> body, CancellationToken cancellationToken);

    /// <summary>A body.</summary>
    /// <param name="id">As it was put.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Empty when there is none.</returns>
    Task<byte[]> BodyAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Many letters at once.</summary>
    /// <param name="ids">Their ids.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Those that are there, in no order.</returns>
    Task<IReadOnlyList<DeadLetter>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);

    /// <summary>How many letters a slice has.</summary>
    /// <param name="slice">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The number.</returns>
    Task<long> CountAsync(DeadLetterSlice slice, CancellationToken cancellationToken);

    /// <summary>The letters of a slice, last failed first (by their first failure, which never changes).</summary>
    /// <param name="slice">Which.</param>
    /// <param name="after">The last one of the page before; null for the first page.</param>
    /// <param name="limit">Most letters to give, 1 to 1000.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>At most so many.</returns>
    Task<IReadOnlyList<DeadLetter>> ListAsync(DeadLetterSlice slice, DeadLetterPlace? after, int limit, CancellationToken cancellationToken);

    /// <summary>The groups of letters that are waiting or being sent again, counted now and not from memory; largest first.</summary>
    /// <param name="limit">Most groups to give, 1 to 1000.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>At most so many.</returns>
    Task<IReadOnlyList<DeadLetterGroup>> GroupsAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Notes what a job did with letters; of what is noted already for the same job and letter, the result is replaced.</summary>
    /// <param name="results">What it did.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task.</returns>
    Task NoteAsync(IReadOnlyCollection<DeadLetterResult> results, CancellationToken cancellationToken);

    /// <summary>What a job did with a letter.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="letterId">The letter.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when nothing is noted.</returns>
    Task<DeadLetterResult?> FindResultAsync(Guid jobId, Guid letterId, CancellationToken cancellationToken);

    /// <summary>What a job did, in its order.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="result">Only this word; null for all.</param>
    /// <param name="after">Number of the last one of the page before; -1 for the first page.</param>
    /// <param name="limit">Most results to give, 1 to 1000.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>At most so many.</returns>
    Task<IReadOnlyList<DeadLetterResult>> ResultsAsync(Guid jobId, string? result, long after, int limit, CancellationToken cancellationToken);

    /// <summary>How often each result came of a job.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Only words that are there.</returns>
    Task<IReadOnlyDictionary<string, long>> CountResultsAsync(Guid jobId, CancellationToken cancellationToken);

    /// <summary>What was done with a letter, last first.</summary>
    /// <param name="letterId">The letter.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>At most 100.</returns>
    Task<IReadOnlyList<DeadLetterResult>> ResultsOfAsync(Guid letterId, CancellationToken cancellationToken);

    /// <summary>Deletes letters that are done with (<see cref="DeadLetter.DoneAt"/>), each with its bodies and what was done with it. Open ones are never deleted.</summary>
    /// <param name="doneBefore">Done with before this moment, UTC.</param>
    /// <param name="limit">Most letters to delete, 1 to 1000.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many were deleted.</returns>
    Task<int> ForgetAsync(DateTimeOffset doneBefore, int limit, CancellationToken cancellationToken);
}
