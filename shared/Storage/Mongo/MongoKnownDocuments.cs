using System.Text.Json;
using Ingestion.Contracts;
using Ingestion.News;
using MongoDB.Driver;

namespace Ingestion.Storage.Mongo;

/// <summary>Documents in MongoDB. Each change is two commands: (1) make the document where there is none, (2) change it where what it has is older.</summary>
internal sealed class MongoKnownDocuments(MongoConnection connection) : IDocuments
{
    private static readonly FilterDefinitionBuilder<DocumentRecord> Filter = Builders<DocumentRecord>.Filter;

    public async Task NoteAsync(DocumentFetched document, Guid? entryId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        var id = Filter.Eq(record => record.Id, KnownDocument.IdOf(document.RequestedUrl, document.ArchiveKey));
        var fetchedAt = Date(Moments.Floor(document.FetchedAt));
        var update = Builders<DocumentRecord>.Update
            .Set(record => record.FetchedAt, fetchedAt).Set(record => record.Host, KnownDocument.HostOf(document)).Set(record => record.Kind, document.Source.Kind)
            .Set(record => record.Feed, document.Source.Feed).Set(record => record.Message, JsonSerializer.Serialize(document, ContractJson.Options));
        await ChangeAsync(
            id,
            id & (Filter.Eq(record => record.FetchedAt, null) | Filter.Lt(record => record.FetchedAt, fetchedAt)),
            entryId is null ? update : update.Set(record => record.NotedFor, entryId),
            cancellationToken);
    }

    public async Task<IReadOnlyList<KnownDocument>> ForEntryAsync(Guid entryId, CancellationToken cancellationToken) =>
        (await connection.Documents.Find(Filter.Eq(record => record.NotedFor, entryId) & Filter.Ne(record => record.Message, null))
            .SortByDescending(record => record.FetchedAt).ThenBy(record => record.Id).Limit(20).ToListAsync(cancellationToken)).ConvertAll(Document);

    public async Task NoteOutcomeAsync(DocumentOutcome outcome, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var id = Filter.Eq(record => record.Id, KnownDocument.IdOf(outcome.RequestedUrl, outcome.ArchiveKey));
        var rank = VersionRank.Of(outcome.Parser);
        await ChangeAsync(
            id,
            id & (Filter.Eq(record => record.ParserRank, null) | Filter.Lte(record => record.ParserRank, rank)),
            Builders<DocumentRecord>.Update
                .Set(record => record.EntryId, outcome.EntryId).Set(record => record.Parser, outcome.Parser).Set(record => record.ParserRank, rank)
                .Set(record => record.Enricher, outcome.Enricher).Set(record => record.EnricherRank, outcome.Enricher is { } enricher ? VersionRank.Of(enricher) : null)
                .Set(record => record.Outcome, outcome.Outcome).Set(record => record.Reason, outcome.Reason).Set(record => record.ArticleId, outcome.ArticleId)
                .Set(record => record.Revision, outcome.Revision),
            cancellationToken);
    }

    public async Task<KnownDocument?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await connection.Documents.Find(Filter.Eq(record => record.Id, id) & Filter.Ne(record => record.Message, null)).FirstOrDefaultAsync(cancellationToken) is { } found ? Document(found) : null;

    public Task<long> CountAsync(DocumentSlice slice, CancellationToken cancellationToken) => connection.Documents.CountDocumentsAsync(In(slice), null, cancellationToken);

    public async Task<IReadOnlyList<KnownDocument>> ListAsync(DocumentSlice slice, DocumentPlace? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 1000);
        var filter = In(slice);
        if (after is not null)
        {
            var at = Date(after.FetchedAt);
            filter &= Filter.Gt(record => record.FetchedAt, at) | (Filter.Eq(record => record.FetchedAt, at) & Filter.Gt(record => record.Id, after.Id));
        }

        var found = await connection.Documents.Find(filter).SortBy(record => record.FetchedAt).ThenBy(record => record.Id).Limit(limit).ToListAsync(cancellationToken);
        return found.ConvertAll(Document);
    }

    private async Task ChangeAsync(
        FilterDefinition<DocumentRecord> id, FilterDefinition<DocumentRecord> ifOlder, UpdateDefinition<DocumentRecord> update, CancellationToken cancellationToken)
    {
        await Upserts.RetryAsync(() => connection.Documents.UpdateOneAsync(
            id, Builders<DocumentRecord>.Update.SetOnInsert(record => record.ParserRank, null), new UpdateOptions { IsUpsert = true }, cancellationToken));
        await connection.Documents.UpdateOneAsync(ifOlder, update, null, cancellationToken);
    }

    private static FilterDefinition<DocumentRecord> In(DocumentSlice slice)
    {
        ArgumentNullException.ThrowIfNull(slice);
        List<FilterDefinition<DocumentRecord>> parts = [Filter.Ne(record => record.FetchedAt, null)];
        Add(slice.Host, host => Filter.Eq(record => record.Host, host));
        Add(slice.Kind, kind => Filter.Eq(record => record.Kind, kind));
        Add(slice.Feed, feed => Filter.Eq(record => record.Feed, feed));
        Add(slice.FetchedFrom, from => Filter.Gte(record => record.FetchedAt, Date(Moments.Ceiling(from!.Value))));
        Add(slice.FetchedTo, to => Filter.Lt(record => record.FetchedAt, Date(Moments.Ceiling(to!.Value))));
        Add(slice.Parser, parser => Filter.Eq(record => record.ParserRank, VersionRank.Of(parser)));
        Add(slice.ParserBelow, below => Filter.Eq(record => record.ParserRank, null) | Filter.Lt(record => record.ParserRank, VersionRank.Of(below)));
        Add(slice.Enricher, enricher => Filter.Eq(record => record.EnricherRank, VersionRank.Of(enricher)));
        Add(slice.EnricherBelow, below => Filter.Ne(record => record.ArticleId, null)
            & (Filter.Eq(record => record.EnricherRank, null) | Filter.Lt(record => record.EnricherRank, VersionRank.Of(below))));
        Add(slice.Outcome, outcome => Filter.Eq(record => record.Outcome, outcome));
        Add(slice.Reason, reason => Filter.Eq(record => record.Reason, reason));
        Add(slice.ArticleId, article => Filter.Eq(record => record.ArticleId, article));
        return Filter.And(parts);

        void Add<T>(T value, Func<T, FilterDefinition<DocumentRecord>> filter)
        {
            if (value is not null)
            {
                parts.Add(filter(value));
            }
        }
    }

    private static DateTime Date(long milliseconds) => Moments.Of(milliseconds).UtcDateTime;

    private static KnownDocument Document(DocumentRecord record)
    {
        var document = JsonSerializer.Deserialize<DocumentFetched>(record.Message!, ContractJson.Options)!;
        return new KnownDocument(document, record.Outcome is null ? null : new DocumentOutcome
        {
            RequestedUrl = document.RequestedUrl,
            ArchiveKey = document.ArchiveKey,
            EntryId = record.EntryId!.Value,
            Parser = record.Parser,
            Enricher = record.Enricher,
            Outcome = record.Outcome,
            Reason = record.Reason,
            ArticleId = record.ArticleId,
            Revision = record.Revision,
        });
    }
}
