namespace Ingestion.Storage;

/// <summary>
/// Who has begun, alone, with a message that was delivered again and again, and not come to its end: written before, deleted after, so that
/// what stands there of a process that is gone was left by its end.
/// </summary>
public interface ICrashStarts
{
    /// <summary>Notes that a process begins. Once more for the same process changes only the moment.</summary>
    /// <param name="start">The process and the message.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What other processes have left there, in no order. Ends when the note is durable.</returns>
    Task<IReadOnlyList<CrashStart>> BeginAsync(CrashStart start, CancellationToken cancellationToken);

    /// <summary>Deletes all notes of a message: it came to its end, whatever that is.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task.</returns>
    Task EndAsync(Guid message, CancellationToken cancellationToken);
}

/// <summary>A process has begun with a message.</summary>
public sealed record CrashStart
{
    /// <summary>Names the message in its queue.</summary>
    public required Guid Message { get; init; }

    /// <summary>Names the process among all that ever were.</summary>
    public required Guid Process { get; init; }

    /// <summary>The queue.</summary>
    public required string Queue { get; init; }

    /// <summary>Name of the machine.</summary>
    public required string Host { get; init; }

    /// <summary>The process's number there.</summary>
    public required int ProcessId { get; init; }

    /// <summary>When it began, UTC; milliseconds are kept.</summary>
    public required DateTimeOffset At { get; init; }
}
