using Ingestion.Contracts;
using Ingestion.News;

namespace Ingestion.Storage;

/// <summary>
/// What is known of the bytes in the raw archive: each document that was fetched or handed in, and what became of it last. Both are noted by
/// themselves and in any order; noting again changes nothing. A document is a URL and its bytes: a page that changed is another one.
/// </summary>
public interface IDocuments
{
    /// <summary>Notes a document. Of the same bytes of the same URL the one that came last is kept.</summary>
    /// <param name="document">As it was announced.</param>
    /// <param name="entryId">The ledger entry that it was fetched or handed in for; null when not known.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task.</returns>
    Task NoteAsync(DocumentFetched document, Guid? entryId, CancellationToken cancellationToken);

    /// <summary>Documents that were fetched or handed in for a ledger entry, last fetched first.</summary>
    /// <param name="entryId">The entry.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>At most 20. One that was fetched again since, for another entry, is that entry's.</returns>
    Task<IReadOnlyList<KnownDocument>> ForEntryAsync(Guid entryId, CancellationToken cancellationToken);

    /// <summary>Notes what became of a document. What an older parser made of it does not take the place of what a newer one did.</summary>
    /// <param name="outcome">What became of it; it may be noted before the document is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task.</returns>
    Task NoteOutcomeAsync(DocumentOutcome outcome, CancellationToken cancellationToken);

    /// <summary>One document.</summary>
    /// <param name="id">As <see cref="KnownDocument.IdOf"/> gives it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when it was never noted.</returns>
    Task<KnownDocument?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>How many documents a slice has.</summary>
    /// <param name="slice">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The number.</returns>
    Task<long> CountAsync(DocumentSlice slice, CancellationToken cancellationToken);

    /// <summary>The documents of a slice, first fetched first.</summary>
    /// <param name="slice">Which.</param>
    /// <param name="after">The last one of the page before; null for the first page.</param>
    /// <param name="limit">Most documents to give, 1 to 1000.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>At most so many.</returns>
    Task<IReadOnlyList<KnownDocument>> ListAsync(DocumentSlice slice, DocumentPlace? after, int limit, CancellationToken cancellationToken);
}

/// <summary>A document and what became of it.</summary>
/// <param name="Document">As it was announced: all that it takes to say so again.</param>
/// <param name="Last">What became of it last; null when nothing yet.</param>
public sealed record KnownDocument(DocumentFetched Document, DocumentOutcome? Last)
{
    /// <summary>Its identity.</summary>
    public Guid Id => IdOf(Document.RequestedUrl, Document.ArchiveKey);

    /// <summary>Where it stands among others.</summary>
    public DocumentPlace Place => new(Moments.Floor(Document.FetchedAt), Id);

    /// <summary>Identity of a document.</summary>
    /// <param name="requestedUrl">As it was asked for.</param>
    /// <param name="archiveKey">Key of its bytes.</param>
    /// <returns>The same for the same two.</returns>
    public static Guid IdOf(string requestedUrl, string archiveKey) => ContentKey.MessageId("document", requestedUrl, archiveKey);

    /// <summary>Host that slices go by.</summary>
    internal static string? HostOf(DocumentFetched document) =>
        Uri.TryCreate(document.FinalUrl, UriKind.Absolute, out var url) && url.IdnHost.Length > 0 ? url.IdnHost.ToLowerInvariant() : null;
}

/// <summary>What became of a document.</summary>
public sealed record DocumentOutcome
{
    /// <summary>URL of the document, as it was asked for.</summary>
    public required string RequestedUrl { get; init; }

    /// <summary>Key of its bytes.</summary>
    public required string ArchiveKey { get; init; }

    /// <summary>The ledger entry that it happened for.</summary>
    public required Guid EntryId { get; init; }

    /// <summary>Version of the parser that read the bytes; null when not known, which counts as older than any.</summary>
    public required string? Parser { get; init; }

    /// <summary>Version of the enricher that read the article; null when no article came of the bytes, or it is not known.</summary>
    public string? Enricher { get; init; }

    /// <summary>One of <see cref="Contracts.Outcome"/>.</summary>
    public required string Outcome { get; init; }

    /// <summary>Reason word of the outcome; null when it has none.</summary>
    public string? Reason { get; init; }

    /// <summary>The article that came of it; null when none did.</summary>
    public string? ArticleId { get; init; }

    /// <summary>The revision that came of it or was found again.</summary>
    public int? Revision { get; init; }
}

/// <summary>A part of the raw archive; every part that is set must hold.</summary>
public sealed record DocumentSlice
{
    /// <summary>Host of the final URL, lower case, ASCII. Null: any.</summary>
    public string? Host { get; init; }

    /// <summary>How we came to know of it, one of <see cref="SourceKind"/>. Null: anyhow.</summary>
    public string? Kind { get; init; }

    /// <summary>URL of the feed or sitemap that named it. Null: any or none.</summary>
    public string? Feed { get; init; }

    /// <summary>Fetched then or later, UTC. Null: ever.</summary>
    public DateTimeOffset? FetchedFrom { get; init; }

    /// <summary>Fetched before, UTC. Null: ever.</summary>
    public DateTimeOffset? FetchedTo { get; init; }

    /// <summary>Last parsed by exactly this version, or another spelling of it. Null: any.</summary>
    public string? Parser { get; init; }

    /// <summary>Last parsed by a version below this one, by an unknown one, or not yet. Null: any.</summary>
    public string? ParserBelow { get; init; }

    /// <summary>The article that came of it was last enriched by exactly this version, or another spelling of it. Null: any.</summary>
    public string? Enricher { get; init; }

    /// <summary>The article that came of it was last enriched by a version below this one, or by an unknown one. Null: any, also where no article came of it.</summary>
    public string? EnricherBelow { get; init; }

    /// <summary>What became of it last, one of <see cref="Contracts.Outcome"/>. Null: anything or nothing.</summary>
    public string? Outcome { get; init; }

    /// <summary>Reason word of that outcome. Null: any or none.</summary>
    public string? Reason { get; init; }

    /// <summary>The article that came of it. Null: any or none.</summary>
    public string? ArticleId { get; init; }
}

/// <summary>Where a document stands in the order of a slice.</summary>
/// <param name="FetchedAt">Milliseconds since 1970, UTC.</param>
/// <param name="Id">Parts documents of one millisecond.</param>
public sealed record DocumentPlace(long FetchedAt, Guid Id);
