namespace Ingestion.Storage;

/// <summary>What the fetcher remembers of pages that it fetched, so that looking again costs the publisher little.</summary>
public interface IPages
{
    /// <summary>A page.</summary>
    /// <param name="url">Its canonical URL, as it was asked for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when it was never fetched.</returns>
    Task<Page?> FindAsync(string url, CancellationToken cancellationToken);

    /// <summary>Notes a fetch: bytes and validators. What is planned stays as it is.</summary>
    /// <param name="url">The page's canonical URL.</param>
    /// <param name="archiveKey">Key of its bytes.</param>
    /// <param name="etag"><c>ETag</c>; null when the origin gave none.</param>
    /// <param name="lastModified"><c>Last-Modified</c>, as the origin wrote it; null when it gave none.</param>
    /// <param name="at">Now, UTC: the first time it is also when the page changed last.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task.</returns>
    Task NoteFetchAsync(string url, string archiveKey, string? etag, string? lastModified, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Notes what is planned for a page that was fetched. A page that is not there is left alone.</summary>
    /// <param name="url">The page's canonical URL.</param>
    /// <param name="changedAt">When its story changed last, UTC.</param>
    /// <param name="checks">Number of the look that is planned, or of the last one.</param>
    /// <param name="nextCheck">Ledger entry that the next look will have; null when none is planned.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task.</returns>
    Task PlanAsync(string url, DateTimeOffset changedAt, int checks, Guid? nextCheck, CancellationToken cancellationToken);
}

/// <summary>A page that was fetched.</summary>
public sealed record Page
{
    /// <summary>Its canonical URL, as it was asked for.</summary>
    public required string Url { get; init; }

    /// <summary>When it was first fetched, UTC.</summary>
    public required DateTimeOffset FirstFetchedAt { get; init; }

    /// <summary>When its bytes last came, UTC.</summary>
    public required DateTimeOffset FetchedAt { get; init; }

    /// <summary>When its story changed last, as far as we saw, UTC.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Key of the bytes that came last.</summary>
    public required string ArchiveKey { get; init; }

    /// <summary><c>ETag</c>; null when the origin gave none.</summary>
    public string? ETag { get; init; }

    /// <summary><c>Last-Modified</c>, as the origin wrote it; null when it gave none.</summary>
    public string? LastModified { get; init; }

    /// <summary>Number of the look that is planned, or of the last one; 0 before the first.</summary>
    public int Checks { get; init; }

    /// <summary>Ledger entry that the next look will have; null when none is planned.</summary>
    public Guid? NextCheck { get; init; }
}
