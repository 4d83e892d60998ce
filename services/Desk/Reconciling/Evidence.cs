using Ingestion.Storage;

namespace Ingestion.Desk.Reconciling;

/// <summary>What is known of an entry, without what it takes to drive it again.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Fault">What the other stores do not bear out; null where they do, or were not asked.</param>
/// <param name="MissingKey">Bytes that the archive should have and has not; null when none are missing.</param>
/// <param name="Scheduled">What the schedule holds for it, the earliest; null when nothing.</param>
/// <param name="Queues">What the broker's queues hold.</param>
/// <param name="Finding">What was found of it before; null when nothing.</param>
internal sealed record Evidence(LedgerEntry Entry, LedgerFault? Fault, string? MissingKey, ScheduledMessage? Scheduled, QueuesSeen Queues, Finding? Finding);

/// <summary>What the broker's queues hold, as far as it can be known: ready messages, not those in somebody's hands.</summary>
/// <param name="IsKnown">Whether the broker answered.</param>
/// <param name="Held">Messages of each queue that has any.</param>
/// <param name="EmptyAt">When none of the queues that an entry's message may be in had any, last; null where that was never seen.</param>
/// <param name="EmptyPastFetchAt">The same without the fetcher's queue: for entries that were fetched, or handed in.</param>
internal sealed record QueuesSeen(bool IsKnown, IReadOnlyDictionary<string, long> Held, DateTimeOffset? EmptyAt, DateTimeOffset? EmptyPastFetchAt);

/// <summary>The last thing of an entry that is durable.</summary>
internal enum LastDurable
{
    /// <summary>Neither its document nor a URL that can be fetched.</summary>
    Nothing,

    /// <summary>Its URL.</summary>
    Url,

    /// <summary>Its document, with the bytes in the archive.</summary>
    Document,
}

/// <summary>How long things may take, and how often they are tried.</summary>
/// <param name="Now">Now, UTC.</param>
/// <param name="LostBefore">What has not moved since then is looked for.</param>
/// <param name="StuckBefore">What has not moved since then is driven again although queues hold messages.</param>
/// <param name="Pause">Wait after the first time that an entry is driven again; twice as long after each further one.</param>
/// <param name="Most">Times that an entry is driven again.</param>
internal sealed record Patience(DateTimeOffset Now, DateTimeOffset LostBefore, DateTimeOffset StuckBefore, TimeSpan Pause, int Most);
