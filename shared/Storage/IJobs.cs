namespace Ingestion.Storage;

/// <summary>Jobs of one kind: how far they are and what they found, so that a restart goes on where they stood.</summary>
/// <typeparam name="TJob">The kind.</typeparam>
public interface IJobs<TJob>
    where TJob : Job
{
    /// <summary>Saves a job if nobody else saved it meanwhile (compare and set): a new one with version 1, a later state with the version after the one read.</summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when somebody else did: read again.</returns>
    Task<bool> TrySaveAsync(TJob job, CancellationToken cancellationToken);

    /// <summary>One job.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when there is none.</returns>
    Task<TJob?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Jobs, last started first.</summary>
    /// <param name="limit">Most jobs to give, 1 to 1000.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>At most so many.</returns>
    Task<IReadOnlyList<TJob>> ListAsync(int limit, CancellationToken cancellationToken);

    /// <summary>The job that was started first of those that have not ended.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when all have ended.</returns>
    Task<TJob?> FindOpenAsync(CancellationToken cancellationToken);
}

/// <summary>Where a job stands.</summary>
public enum JobState
{
    /// <summary>It takes items.</summary>
    Running,

    /// <summary>It takes no more, and waits for those on their way.</summary>
    Stopping,

    /// <summary>It was stopped.</summary>
    Stopped,

    /// <summary>It has taken all of its items, and they have come to their end.</summary>
    Done,
}

/// <summary>What every job has.</summary>
public abstract record Job
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>One more with each save, 1 for the first.</summary>
    public long Version { get; init; } = 1;

    /// <summary>When it was started, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended, UTC; null until then.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Where it stands.</summary>
    public JobState State { get; init; }

    /// <summary>How many items were taken so far, those on their way included.</summary>
    public long Taken { get; init; }

    /// <summary>Whether it has not ended.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsOpen => State is JobState.Running or JobState.Stopping;
}
