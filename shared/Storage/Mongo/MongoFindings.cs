using System.Text.Json;
using Ingestion.Contracts;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Ingestion.Storage.Mongo;

/// <summary>Findings in MongoDB: the whole finding as JSON, and beside it its state.</summary>
internal sealed class MongoFindings(MongoConnection connection) : IFindings
{
    private static readonly FilterDefinitionBuilder<BsonDocument> Filter = Builders<BsonDocument>.Filter;

    public async Task SaveAsync(IReadOnlyCollection<Finding> findings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(findings);
        if (findings.Count == 0)
        {
            return;
        }

        var replacements = findings.Select(finding => new ReplaceOneModel<BsonDocument>(Filter.Eq("_id", Key(finding.EntryId)), new BsonDocument
        {
            { "_id", Key(finding.EntryId) },
            { "state", $"{finding.State}" },
            { "finding", JsonSerializer.Serialize(finding, ContractJson.Options) },
        })
        { IsUpsert = true }).ToList();
        await Upserts.RetryAsync(() => connection.Findings.BulkWriteAsync(replacements, new BulkWriteOptions { IsOrdered = false }, cancellationToken));
    }

    public Task RemoveAsync(IReadOnlyCollection<Guid> entryIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entryIds);
        return connection.Findings.DeleteManyAsync(Filter.In("_id", entryIds.Select(Key)), cancellationToken);
    }

    public async Task<IReadOnlyList<Finding>> FindAsync(IReadOnlyCollection<Guid> entryIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entryIds);
        return (await connection.Findings.Find(Filter.In("_id", entryIds.Select(Key))).ToListAsync(cancellationToken)).ConvertAll(Read);
    }

    public async Task<IReadOnlyList<Finding>> ListAsync(FindingState? state, Guid? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 1000);
        var filter = after is { } id ? Filter.Gt("_id", Key(id)) : Filter.Empty;
        filter &= state is null ? Filter.Empty : Filter.Eq("state", $"{state}");
        return (await connection.Findings.Find(filter).Sort(Builders<BsonDocument>.Sort.Ascending("_id")).Limit(limit).ToListAsync(cancellationToken)).ConvertAll(Read);
    }

    private static BsonBinaryData Key(Guid id) => ArticleBson.Binary(id);

    private static Finding Read(BsonDocument document) => JsonSerializer.Deserialize<Finding>(document["finding"].AsString, ContractJson.Options)!;
}
