using MongoDB.Bson;
using MongoDB.Bson.Serialization.Attributes;
using MongoDB.Driver;

namespace Ingestion.Storage.Mongo;

/// <summary>Who has begun with what, in MongoDB.</summary>
internal sealed class MongoCrashStarts(MongoConnection connection) : ICrashStarts
{
    private static readonly FilterDefinitionBuilder<CrashStartDocument> Filter = Builders<CrashStartDocument>.Filter;

    public async Task<IReadOnlyList<CrashStart>> BeginAsync(CrashStart start, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(start);
        var document = new CrashStartDocument
        {
            Id = $"{start.Message:N}-{start.Process:N}",
            Message = start.Message,
            Process = start.Process,
            Queue = start.Queue,
            Host = start.Host,
            ProcessId = start.ProcessId,
            At = Moments.Of(Moments.Floor(start.At)).UtcDateTime,
        };
        await Upserts.RetryAsync(() => connection.CrashStarts.ReplaceOneAsync(
            Filter.Eq(note => note.Id, document.Id), document, new ReplaceOptions { IsUpsert = true }, cancellationToken));
        var others = await connection.CrashStarts.Find(Filter.Eq(note => note.Message, start.Message) & Filter.Ne(note => note.Process, start.Process)).ToListAsync(cancellationToken);
        return others.ConvertAll(note => new CrashStart
        {
            Message = note.Message,
            Process = note.Process,
            Queue = note.Queue,
            Host = note.Host,
            ProcessId = note.ProcessId,
            At = new DateTimeOffset(note.At, TimeSpan.Zero),
        });
    }

    public Task EndAsync(Guid message, CancellationToken cancellationToken) =>
        connection.CrashStarts.DeleteManyAsync(Filter.Eq(note => note.Message, message), cancellationToken);
}

/// <summary>A note, as stored.</summary>
internal sealed class CrashStartDocument
{
    [BsonId]
    public required string Id { get; init; }

    [BsonElement("message")]
    [BsonGuidRepresentation(GuidRepresentation.Standard)]
    public required Guid Message { get; init; }

    [BsonElement("process")]
    [BsonGuidRepresentation(GuidRepresentation.Standard)]
    public required Guid Process { get; init; }

    [BsonElement("queue")]
    public required string Queue { get; init; }

    [BsonElement("host")]
    public required string Host { get; init; }

    [BsonElement("processId")]
    public required int ProcessId { get; init; }

    [BsonElement("at")]
    public required DateTime At { get; init; }
}
