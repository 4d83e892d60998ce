namespace Ingestion.Storage;

/// <summary>
/// Everything that waits: a place in a host's line, a retry, a poll, a submission not yet confirmed by the broker. Durable, and shared by any number of
/// schedulers: one that claims a message has it until its lease ends, publishes it, and then completes it.
/// Moments are kept in milliseconds; a due time is rounded up, so that nothing is published early.
/// </summary>
public interface ISchedule
{
    /// <summary>Puts messages, in one write; one with the same key takes the place of the one before, whoever holds it.</summary>
    /// <param name="messages">What to publish when.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task that ends when they are durable.</returns>
    Task PutAsync(IReadOnlyCollection<ScheduledMessage> messages, CancellationToken cancellationToken);

    /// <summary>Takes what is due and not held, earliest first.</summary>
    /// <param name="now">Now, UTC.</param>
    /// <param name="lease">How long nobody else is to take them.</param>
    /// <param name="limit">Most to take, 1 to 1000.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The claims. Empty when nothing is due.</returns>
    Task<IReadOnlyList<ScheduledClaim>> ClaimDueAsync(DateTimeOffset now, TimeSpan lease, int limit, CancellationToken cancellationToken);

    /// <summary>Takes a claimed message off. A claim that somebody else took over meanwhile, or whose message was put anew, changes nothing.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>True when it was taken off.</returns>
    Task<bool> CompleteAsync(ScheduledClaim claim, CancellationToken cancellationToken);

    /// <summary>Lets a claimed message wait until later and gives the claim up. One that somebody else took over meanwhile, or whose message was put anew, changes nothing.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="dueAt">When to publish it, UTC.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when it changed nothing: whoever asked has slept through the lease.</returns>
    Task<bool> PostponeAsync(ScheduledClaim claim, DateTimeOffset dueAt, CancellationToken cancellationToken);

    /// <summary>Takes messages off by key, in one write, if they have not been claimed or put anew since they were put for that moment.</summary>
    /// <param name="messages">As they were put.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task.</returns>
    Task RemoveAsync(IReadOnlyCollection<ScheduledMessage> messages, CancellationToken cancellationToken);

    /// <summary>What waits for some entries.</summary>
    /// <param name="entryIds">Which entries.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>In no order; an entry may have more than one.</returns>
    Task<IReadOnlyList<ScheduledMessage>> FindAsync(IReadOnlyCollection<Guid> entryIds, CancellationToken cancellationToken);

    /// <summary>How many messages wait.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The number.</returns>
    Task<long> CountAsync(CancellationToken cancellationToken);
}

/// <summary>A message that waits.</summary>
public sealed record ScheduledMessage
{
    /// <summary>The ledger entry it belongs to: one waiting step for each.</summary>
    public required Guid EntryId { get; init; }

    /// <summary>The ledger entry that it is about where it waits under a key of its own; null where the key is the entry.</summary>
    public Guid? About { get; init; }

    /// <summary>When to publish it, UTC.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Name of the contract, such as <c>FetchArticle</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Its body, JSON.</summary>
    public required string Body { get; init; }
}

/// <summary>A scheduled message that the caller holds.</summary>
/// <param name="Message">The message.</param>
/// <param name="Token">What tells this claim from others.</param>
public sealed record ScheduledClaim(ScheduledMessage Message, Guid Token);
