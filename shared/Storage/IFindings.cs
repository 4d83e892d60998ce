namespace Ingestion.Storage;

/// <summary>What the reconciler found in the books, one finding for each entry. Saved again, a finding takes the place of the one before.</summary>
public interface IFindings
{
    /// <summary>Saves findings.</summary>
    /// <param name="findings">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task.</returns>
    Task SaveAsync(IReadOnlyCollection<Finding> findings, CancellationToken cancellationToken);

    /// <summary>Forgets findings of entries that are in order now.</summary>
    /// <param name="entryIds">Which entries.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task.</returns>
    Task RemoveAsync(IReadOnlyCollection<Guid> entryIds, CancellationToken cancellationToken);

    /// <summary>Findings of some entries.</summary>
    /// <param name="entryIds">Which entries.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Those that are there, in no order.</returns>
    Task<IReadOnlyList<Finding>> FindAsync(IReadOnlyCollection<Guid> entryIds, CancellationToken cancellationToken);

    /// <summary>Findings by the ids of their entries.</summary>
    /// <param name="state">Only these; null for all.</param>
    /// <param name="after">The last entry of the page before; null for the first page.</param>
    /// <param name="limit">Most findings to give, 1 to 1000.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>At most so many.</returns>
    Task<IReadOnlyList<Finding>> ListAsync(FindingState? state, Guid? after, int limit, CancellationToken cancellationToken);
}

/// <summary>Where a finding stands.</summary>
public enum FindingState
{
    /// <summary>It is being mended: what was lost is on its way again.</summary>
    Mending,

    /// <summary>It could not be mended, or the books say what is not so.</summary>
    Unexplained,

    /// <summary>Somebody looked at it and said why it may stay.</summary>
    Accepted,
}

/// <summary>An entry of the books that the other stores, the archive and the queues do not bear out.</summary>
public sealed record Finding
{
    /// <summary>The entry.</summary>
    public required Guid EntryId { get; init; }

    /// <summary>Where it stands.</summary>
    public required FindingState State { get; init; }

    /// <summary>What is wrong, one of the words of the Desk's README.</summary>
    public required string Fault { get; init; }

    /// <summary>What is wrong and what was done, in one or two sentences.</summary>
    public required string Detail { get; init; }

    /// <summary>How often it was driven again.</summary>
    public int Redrives { get; init; }

    /// <summary>When it was driven again last, UTC; null where it was not.</summary>
    public DateTimeOffset? RedrivenAt { get; init; }

    /// <summary>When it was found, UTC.</summary>
    public required DateTimeOffset FoundAt { get; init; }

    /// <summary>Who accepted it; null where nobody has.</summary>
    public string? AcceptedBy { get; init; }
}

/// <summary>The reconciler's own state: who makes its passes, and how far they are. There is one.</summary>
public sealed record Reconciliation : Job
{
    /// <summary>Its id.</summary>
    public static Guid OnlyId { get; } = News.ContentKey.MessageId("reconciliation");

    /// <summary>The process that makes the pass.</summary>
    public Guid Holder { get; init; }

    /// <summary>Until when nobody else makes one, UTC.</summary>
    public DateTimeOffset LeaseUntil { get; init; }

    /// <summary>When a pass ended last, UTC; null before the first.</summary>
    public DateTimeOffset? PassedAt { get; init; }

    /// <summary>When all of the books had been compared last, UTC; null before the first time.</summary>
    public DateTimeOffset? SweptAt { get; init; }

    /// <summary>How far the books are compared this time; null at the beginning.</summary>
    public LedgerPlace? Place { get; init; }

    /// <summary>Entries that were driven again so far.</summary>
    public long Redrives { get; init; }
}
