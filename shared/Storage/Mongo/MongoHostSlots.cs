using MongoDB.Bson;
using MongoDB.Driver;

namespace Ingestion.Storage.Mongo;

/// <summary>Hosts' next slots in MongoDB: each change is one command on one document, which the server does atomically.</summary>
internal sealed class MongoHostSlots(MongoConnection connection) : IHostSlots
{
    private static readonly FilterDefinitionBuilder<HostSlotDocument> Filter = Builders<HostSlotDocument>.Filter;

    public async Task<DateTimeOffset> ReserveAsync(string host, DateTimeOffset now, TimeSpan gap, CancellationToken cancellationToken)
    {
        var pause = Moments.Ceiling(gap);
        var at = new BsonDateTime(Moments.Ceiling(now));
        var free = new BsonDocument("$max", new BsonArray { new BsonDocument("$ifNull", new BsonArray { "$nextAt", at }), at });
        var update = Builders<HostSlotDocument>.Update.Pipeline(new[]
        {
            new BsonDocument("$set", new BsonDocument("nextAt", new BsonDocument("$add", new BsonArray { free, pause }))),
        });
        var options = new FindOneAndUpdateOptions<HostSlotDocument> { IsUpsert = true, ReturnDocument = ReturnDocument.After };
        var slot = await Upserts.RetryAsync(
            () => connection.HostSlots.FindOneAndUpdateAsync(Filter.Eq(each => each.Host, host), update, options, cancellationToken));
        return Moments.Of(Moments.Floor(Moments.Of(slot.NextAt)) - pause);
    }

    public Task DeferAsync(string host, DateTimeOffset until, CancellationToken cancellationToken) => Upserts.RetryAsync(
        () => connection.HostSlots.UpdateOneAsync(
            Filter.Eq(each => each.Host, host),
            Builders<HostSlotDocument>.Update.Max(each => each.NextAt, Moments.Of(Moments.Ceiling(until)).UtcDateTime),
            new UpdateOptions { IsUpsert = true },
            cancellationToken));
}
