namespace Ingestion.Storage;

/// <summary>
/// The books: one entry for each accepted URL or file, opened before the submission is acknowledged and closed by exactly one terminal outcome.
/// Moments are kept in milliseconds, rounded down.
/// </summary>
public interface ILedger
{
    /// <summary>Opens entries in one write; an entry whose id is already there is left as it is.</summary>
    /// <param name="entries">New entries.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many were not there before. Ends when all are durable.</returns>
    Task<int> OpenAsync(IReadOnlyCollection<LedgerEntry> entries, CancellationToken cancellationToken);

    /// <summary>One entry.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when there is none.</returns>
    Task<LedgerEntry?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Many entries at once.</summary>
    /// <param name="ids">Their ids.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Those that are there, in no order.</returns>
    Task<IReadOnlyList<LedgerEntry>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);

    /// <summary>The oldest entry of a URL that is not closed and is to be fetched; of two opened at one moment always the same one.</summary>
    /// <param name="canonicalUrl">As <see cref="LedgerEntry.CanonicalUrl"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when none is open.</returns>
    Task<LedgerEntry?> FindOpenAsync(string canonicalUrl, CancellationToken cancellationToken);

    /// <summary>Notes that an open entry moved on. A closed entry, or one that is not there, is left alone.</summary>
    /// <param name="id">The entry.</param>
    /// <param name="state"><see cref="LedgerState.InFlight"/> or <see cref="LedgerState.Waiting"/>.</param>
    /// <param name="attempts">Tries so far.</param>
    /// <param name="at">Now, UTC.</param>
    /// <param name="detail">Why it waits, in one sentence; null when it does not.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task.</returns>
    Task MoveAsync(Guid id, LedgerState state, int attempts, DateTimeOffset at, string? detail, CancellationToken cancellationToken);

    /// <summary>Notes that an open entry waits although its document is parsed: its article is filed and under embargo. It stands in the way of no other fetch of its URL.</summary>
    /// <param name="id">The entry.</param>
    /// <param name="articleId">The article.</param>
    /// <param name="at">Now, UTC.</param>
    /// <param name="detail">Until when, in one sentence.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task.</returns>
    Task HoldAsync(Guid id, string articleId, DateTimeOffset at, string detail, CancellationToken cancellationToken);

    /// <summary>Closes an open entry. The first outcome stands: closing again changes nothing.</summary>
    /// <param name="id">The entry.</param>
    /// <param name="closing">How it ended.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>True when this call closed it; false when it was closed before or is not there.</returns>
    Task<bool> CloseAsync(Guid id, LedgerClosing closing, CancellationToken cancellationToken);

    /// <summary>
    /// Puts an entry that ended as dead back on its way, since its dead letter is sent again: from <see cref="Contracts.Outcome.Dead"/> to
    /// <see cref="LedgerState.InFlight"/>, with the outcome forgotten. Any other entry is left alone.
    /// </summary>
    /// <param name="id">The entry.</param>
    /// <param name="deadLetterId">The dead letter; an entry that ended by another one stays closed.</param>
    /// <param name="at">Now, UTC.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>True when this call opened it.</returns>
    Task<bool> ReopenAsync(Guid id, Guid deadLetterId, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Entries, last opened first.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>At most <see cref="LedgerQuery.Limit"/>.</returns>
    Task<IReadOnlyList<LedgerEntry>> ListAsync(LedgerQuery query, CancellationToken cancellationToken);

    /// <summary>The balance, counted now and not from memory; what is unexplained is as the reconciler's last pass left it.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The counts.</returns>
    Task<LedgerBalance> BalanceAsync(CancellationToken cancellationToken);

    /// <summary>What an entry went through while it was open, oldest first: each time that it moved.</summary>
    /// <param name="id">The entry.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The last <see cref="LedgerStep.MostKept"/>; empty where there is no such entry.</returns>
    Task<IReadOnlyList<LedgerStep>> StepsAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Entries in flight that have not moved for long, those that moved first first.</summary>
    /// <param name="movedBefore">They moved last before this moment, UTC.</param>
    /// <param name="after">The last one of the page before, by when it moved; null for the first page.</param>
    /// <param name="limit">Most entries to give, 1 to 1000.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>At most so many.</returns>
    Task<IReadOnlyList<LedgerEntry>> StaleAsync(DateTimeOffset movedBefore, LedgerPlace? after, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Compares a page of the books, in the order in which entries were opened, with what schedule and articles hold: entries that wait must have a message
    /// there, those that say that an article is filed must have it, with the content that they brought.
    /// </summary>
    /// <param name="after">Where the page before ended; null for the first page.</param>
    /// <param name="limit">How many entries to compare, 1 to 10000.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What does not hold.</returns>
    Task<LedgerComparison> CompareAsync(LedgerPlace? after, int limit, CancellationToken cancellationToken);

    /// <summary>As <see cref="CompareAsync(LedgerPlace?, int, CancellationToken)"/>, of some entries.</summary>
    /// <param name="ids">Which, at most 1000.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What does not hold; without archive keys.</returns>
    Task<IReadOnlyList<LedgerSuspect>> CompareAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);
}

/// <summary>Where an entry stands.</summary>
public enum LedgerState
{
    /// <summary>A message for it is on its way.</summary>
    InFlight,

    /// <summary>The schedule holds its next step.</summary>
    Waiting,

    /// <summary>It has its terminal outcome.</summary>
    Closed,
}

/// <summary>One accepted URL or file and what became of it.</summary>
public sealed record LedgerEntry
{
    /// <summary>Its id: the correlation id of every message about it.</summary>
    public required Guid Id { get; init; }

    /// <summary>As submitted.</summary>
    public required string Url { get; init; }

    /// <summary>One spelling for it.</summary>
    public required string CanonicalUrl { get; init; }

    /// <summary>One of <see cref="Contracts.SourceKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>When it was accepted, UTC.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Where it stands.</summary>
    public LedgerState State { get; init; }

    /// <summary>When it last moved, UTC.</summary>
    public required DateTimeOffset MovedAt { get; init; }

    /// <summary>Tries to fetch it so far.</summary>
    public int Attempts { get; init; }

    /// <summary>One of <see cref="Contracts.Outcome"/>; null until closed.</summary>
    public string? Outcome { get; init; }

    /// <summary>Reason word of the outcome; null when it has none.</summary>
    public string? Reason { get; init; }

    /// <summary>One sentence: why it ended so, or why it waits.</summary>
    public string? Detail { get; init; }

    /// <summary>The article that came of it.</summary>
    public string? ArticleId { get; init; }

    /// <summary>The revision that came of it or was found again.</summary>
    public int? Revision { get; init; }

    /// <summary>The dead letter that it ended by; null when it did not.</summary>
    public Guid? DeadLetterId { get; init; }

    /// <summary>When it was closed, UTC.</summary>
    public DateTimeOffset? ClosedAt { get; init; }
}

/// <summary>How an entry ended; fields as in <see cref="LedgerEntry"/>.</summary>
public sealed record LedgerClosing
{
    /// <summary>One of <see cref="Contracts.Outcome"/>.</summary>
    public required string Outcome { get; init; }

    /// <summary>Reason word.</summary>
    public string? Reason { get; init; }

    /// <summary>One sentence.</summary>
    public string? Detail { get; init; }

    /// <summary>The article.</summary>
    public string? ArticleId { get; init; }

    /// <summary>Its revision.</summary>
    public int? Revision { get; init; }

    /// <summary>The dead letter.</summary>
    public Guid? DeadLetterId { get; init; }

    /// <summary>Id of the message that said so, by which the entry can be found; null where none did.</summary>
    public Guid? MessageId { get; init; }

    /// <summary>Now, UTC.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>Which entries to list; every part that is set must hold.</summary>
public sealed record LedgerQuery
{
    /// <summary>Where it stands. Null: anywhere.</summary>
    public LedgerState? State { get; init; }

    /// <summary>Its outcome. Null: any or none.</summary>
    public string? Outcome { get; init; }

    /// <summary>The canonical URL, exactly. Null: any.</summary>
    public string? CanonicalUrl { get; init; }

    /// <summary>The article that is filed, or was found again or withdrawn; only closed entries are found by it. Null: any or none.</summary>
    public string? ArticleId { get; init; }

    /// <summary>The message that closed it. Null: any or none.</summary>
    public Guid? MessageId { get; init; }

    /// <summary>Most entries to give, 1 to 1000.</summary>
    public int Limit { get; init; } = 100;
}

/// <summary>
/// The books at one moment. <c>Accepted = sum of Terminal + Waiting + InFlight</c> always; the promise is <c>Unexplained = 0</c>.
/// </summary>
/// <param name="Accepted">Entries ever opened.</param>
/// <param name="Terminal">Closed entries by outcome; an outcome that none has is left out.</param>
/// <param name="Waiting">Entries whose next step the schedule should hold.</param>
/// <param name="InFlight">Entries whose message should be on its way.</param>
/// <param name="Unexplained">Entries that the reconciler could neither explain nor mend; null while it has made no pass yet.</param>
/// <param name="OldestOpenAt">When the oldest entry that is not closed was opened; null when all are closed.</param>
/// <param name="AsOf">When the pass ended that found this many unexplained, UTC; null while there was none.</param>
public sealed record LedgerBalance(
    long Accepted,
    IReadOnlyDictionary<string, long> Terminal,
    long Waiting,
    long InFlight,
    long? Unexplained,
    DateTimeOffset? OldestOpenAt,
    DateTimeOffset? AsOf = null);
