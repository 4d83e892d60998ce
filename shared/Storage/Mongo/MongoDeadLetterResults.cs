using MongoDB.Bson;
using MongoDB.Driver;

namespace Ingestion.Storage.Mongo;

/// <summary>What was done with dead letters, in MongoDB: one document for each job and letter.</summary>
internal static class MongoDeadLetterResults
{
    private static readonly FilterDefinitionBuilder<DeadLetterResultRecord> Filter = Builders<DeadLetterResultRecord>.Filter;

    public static Task CreateIndexesAsync(MongoConnection connection, CancellationToken cancellationToken)
    {
        var keys = Builders<DeadLetterResultRecord>.IndexKeys;
        return connection.DeadLetterResults.Indexes.CreateManyAsync(
            [
                MongoIndexes.Named(keys.Ascending(result => result.Job).Ascending(result => result.Number), "inOrder"),
                MongoIndexes.Named(keys.Ascending(result => result.Job).Ascending(result => result.Result).Ascending(result => result.Number), "byResult"),
                MongoIndexes.Named(keys.Ascending(result => result.Letter).Ascending(result => result.TakenAt), "ofLetter"),
            ],
            cancellationToken);
    }

    public static async Task NoteAsync(MongoConnection connection, IReadOnlyCollection<DeadLetterResult> results, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(results);
        if (results.Count == 0)
        {
            return;
        }

        var updates = results.Select(result => new UpdateOneModel<DeadLetterResultRecord>(
            Filter.Eq(noted => noted.Id, Id(result.JobId, result.LetterId)),
            Builders<DeadLetterResultRecord>.Update
                .SetOnInsert(noted => noted.Job, result.JobId).SetOnInsert(noted => noted.Letter, result.LetterId).SetOnInsert(noted => noted.Number, result.Number)
                .SetOnInsert(noted => noted.Action, result.Action).SetOnInsert(noted => noted.RequestedBy, result.RequestedBy).SetOnInsert(noted => noted.Reason, result.Reason)
                .SetOnInsert(noted => noted.TakenAt, Date(result.TakenAt))
                .Set(noted => noted.Result, result.Result).Set(noted => noted.Detail, result.Detail).Set(noted => noted.At, Date(result.At)))
        {
            IsUpsert = true,
        }).ToList();
        await Upserts.RetryAsync(() => connection.DeadLetterResults.BulkWriteAsync(updates, new BulkWriteOptions { IsOrdered = false }, cancellationToken));
    }

    public static async Task<DeadLetterResult?> FindAsync(MongoConnection connection, Guid jobId, Guid letterId, CancellationToken cancellationToken) =>
        await connection.DeadLetterResults.Find(Filter.Eq(noted => noted.Id, Id(jobId, letterId))).FirstOrDefaultAsync(cancellationToken) is { } found ? Read(found) : null;

    public static async Task<IReadOnlyList<DeadLetterResult>> ListAsync(MongoConnection connection, Guid jobId, string? result, long after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 1000);
        var filter = Filter.Eq(noted => noted.Job, jobId) & Filter.Gt(noted => noted.Number, after) & (result is null ? Filter.Empty : Filter.Eq(noted => noted.Result, result));
        return (await connection.DeadLetterResults.Find(filter).SortBy(noted => noted.Number).Limit(limit).ToListAsync(cancellationToken)).ConvertAll(Read);
    }

    public static async Task<IReadOnlyDictionary<string, long>> CountAsync(MongoConnection connection, Guid jobId, CancellationToken cancellationToken)
    {
        var counts = await connection.DeadLetterResults.Aggregate().Match(Filter.Eq(noted => noted.Job, jobId))
            .Group(new BsonDocument { { "_id", "$result" }, { "count", new BsonDocument("$sum", 1) } }).ToListAsync(cancellationToken);
        return counts.ToDictionary(count => count["_id"].AsString, count => count["count"].ToInt64(), StringComparer.Ordinal);
    }

    public static async Task<IReadOnlyList<DeadLetterResult>> OfLetterAsync(MongoConnection connection, Guid letterId, CancellationToken cancellationToken) =>
        (await connection.DeadLetterResults.Find(Filter.Eq(noted => noted.Letter, letterId)).SortByDescending(noted => noted.TakenAt).ThenByDescending(noted => noted.Job).Limit(100).ToListAsync(cancellationToken)).ConvertAll(Read);

    public static Task ForgetAsync(MongoConnection connection, Guid letterId, CancellationToken cancellationToken) =>
        connection.DeadLetterResults.DeleteManyAsync(Filter.Eq(noted => noted.Letter, letterId), cancellationToken);

    private static string Id(Guid jobId, Guid letterId) => $"{jobId:N}.{letterId:N}";

    private static DateTime Date(DateTimeOffset moment) => Moments.Of(Moments.Floor(moment)).UtcDateTime;

    private static DeadLetterResult Read(DeadLetterResultRecord noted) => new()
    {
        JobId = noted.Job,
        LetterId = noted.Letter,
        Number = noted.Number,
        Action = noted.Action,
        RequestedBy = noted.RequestedBy,
        Reason = noted.Reason,
        TakenAt = Moments.Of(noted.TakenAt),
        Result = noted.Result,
        Detail = noted.Detail,
        At = Moments.Of(noted.At),
    };
}
