using Ingestion.Contracts;
using Ingestion.News;

namespace Ingestion.Storage;

/// <summary>A job that parses and enriches a slice of the raw archive again. Documents that are fetched after its start are not in it.</summary>
public sealed record ReprocessJob : Job
{
    /// <summary>Which documents.</summary>
    public required DocumentSlice Slice { get; init; }

    /// <summary>Most documents to take; null for all.</summary>
    public long? Limit { get; init; }

    /// <summary>How many documents the slice had at the start, or the limit if that is less.</summary>
    public required long Documents { get; init; }

    /// <summary>The last document that was taken; null before the first.</summary>
    public DocumentPlace? After { get; init; }

    /// <summary>Documents on their way, in order.</summary>
    public IReadOnlyList<ReprocessItem> InFlight { get; init; } = [];

    /// <summary>What was found: one row for each pair of what a document was and is, most frequent first.</summary>
    public IReadOnlyList<ReprocessRow> Report { get; init; } = [];

    /// <summary>How often each field changed, of articles that were revised or annotated.</summary>
    public IReadOnlyDictionary<string, long> Fields { get; init; } = new Dictionary<string, long>();

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
