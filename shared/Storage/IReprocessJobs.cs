using Ingestion.Contracts;
using Ingestion.News;

namespace Ingestion.Storage;

/// <summary>Jobs that parse and enrich slices of the raw archive again: how far they are and what they found, so that a restart goes on where they stood.</summary>
public interface IReprocessJobs
{
    /// <summary>Saves a job if nobody else saved it meanwhile (compare and set): a new one with version 1, a later state with the version after the one read.</summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when somebody else did: read again.</returns>
    Task<bool> TrySaveAsync(ReprocessJob job, CancellationToken cancellationToken);

    /// <summary>One job.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when there is none.</returns>
    Task<ReprocessJob?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Jobs, last started first.</summary>
    /// <param name="limit">Most jobs to give, 1 to 1000.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>At most so many.</returns>
    Task<IReadOnlyList<ReprocessJob>> ListAsync(int limit, CancellationToken cancellationToken);

    /// <summary>The job that was started first of those that have not ended.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when all have ended.</returns>
    Task<ReprocessJob?> FindOpenAsync(CancellationToken cancellationToken);
}

/// <summary>Where a job stands.</summary>
public enum ReprocessState
{
    /// <summary>It takes documents.</summary>
    Running,

    /// <summary>It takes no more, and waits for those on their way.</summary>
    Stopping,

    /// <summary>It was stopped.</summary>
    Stopped,

    /// <summary>All documents of the slice went through.</summary>
    Done,
}

/// <summary>One job.</summary>
public sealed record ReprocessJob
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>One more with each save, 1 for the first.</summary>
    public long Version { get; init; } = 1;

    /// <summary>Which documents.</summary>
    public required DocumentSlice Slice { get; init; }

    /// <summary>Most documents to take; null for all.</summary>
    public long? Limit { get; init; }

    /// <summary>When it was started, UTC. Documents fetched later are not in it.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended, UTC; null until then.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Where it stands.</summary>
    public ReprocessState State { get; init; }

    /// <summary>How many documents the slice had at the start, or the limit if that is less.</summary>
    public required long Documents { get; init; }

    /// <summary>How many were taken so far, those on their way included.</summary>
    public long Taken { get; init; }

    /// <summary>The last document that was taken; null before the first.</summary>
    public DocumentPlace? After { get; init; }

    /// <summary>Documents on their way, in order.</summary>
    public IReadOnlyList<ReprocessItem> InFlight { get; init; } = [];

    /// <summary>What was found: one row for each pair of what a document was and is, most frequent first.</summary>
    public IReadOnlyList<ReprocessRow> Report { get; init; } = [];

    /// <summary>How often each field changed, of articles that were revised or annotated.</summary>
    public IReadOnlyDictionary<string, long> Fields { get; init; } = new Dictionary<string, long>();

    /// <summary>Whether it has not ended.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsOpen => State is ReprocessState.Running or ReprocessState.Stopping;

    /// <summary>The ledger entry of a document in this job.</summary>
    /// <param name="documentId">The document.</param>
    /// <returns>The same for the same two: whoever goes on after a restart opens nothing twice.</returns>
    public Guid EntryOf(Guid documentId) => ContentKey.MessageId(SourceKind.Reprocess, $"{Id}", $"{documentId}");
}

/// <summary>A document on its way.</summary>
/// <param name="DocumentId">The document.</param>
/// <param name="Was">What it was: a word of a report row.</param>
/// <param name="ArticleId">The article that it was; null when none.</param>
public sealed record ReprocessItem(Guid DocumentId, string Was, string? ArticleId);

/// <summary>A row of a report.</summary>
/// <param name="Was">What the documents were: <c>article</c>, <c>rejected:REASON</c>, <c>withdrawn</c>, or <c>unknown</c>.</param>
/// <param name="Is">
/// What they are: <c>unchanged</c>, <c>annotated</c> (the same content, and the enricher found something else), <c>revised</c>, <c>indexed</c> (new), <c>other-article</c> (filed under another identity than before),
/// <c>embargoed</c> (filed, and announced when that ends), <c>withdrawn</c>, <c>rejected:REASON</c> or <c>dead</c>.
/// </param>
/// <param name="Count">How many.</param>
/// <param name="Examples">Some of them.</param>
public sealed record ReprocessRow(string Was, string Is, long Count, IReadOnlyList<ReprocessExample> Examples);

/// <summary>A document of a row.</summary>
/// <param name="Url">As it was asked for.</param>
/// <param name="ArticleId">The article it is; the one it was where it is none any more; null when neither.</param>
/// <param name="Fields">Fields that changed; null when none did.</param>
/// <param name="Detail">One sentence, where there is one to say.</param>
public sealed record ReprocessExample(string Url, string? ArticleId, IReadOnlyList<string>? Fields, string? Detail);
