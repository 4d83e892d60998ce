using MongoDB.Bson;
using MongoDB.Bson.Serialization.Attributes;

namespace Ingestion.Storage.Mongo;

/// <summary>A document as it is stored; one that is not noted yet has no message, and is in no slice.</summary>
[BsonIgnoreExtraElements]
internal sealed class DocumentRecord
{
    [BsonId]
    [BsonGuidRepresentation(GuidRepresentation.Standard)]
    public required Guid Id { get; init; }

    [BsonElement("fetchedAt")]
    public DateTime? FetchedAt { get; init; }

    [BsonElement("host")]
    public string? Host { get; init; }

    [BsonElement("kind")]
    public string? Kind { get; init; }

    [BsonElement("feed")]
    public string? Feed { get; init; }

    /// <summary>The message as JSON: nothing in it is asked for but what stands beside it.</summary>
    [BsonElement("message")]
    public string? Message { get; init; }

    [BsonElement("notedFor")]
    [BsonGuidRepresentation(GuidRepresentation.Standard)]
    public Guid? NotedFor { get; init; }

    [BsonElement("entryId")]
    [BsonGuidRepresentation(GuidRepresentation.Standard)]
    public Guid? EntryId { get; init; }

    [BsonElement("parser")]
    public string? Parser { get; init; }

    [BsonElement("parserRank")]
    public long? ParserRank { get; init; }

    [BsonElement("enricher")]
    public string? Enricher { get; init; }

    [BsonElement("enricherRank")]
    public long? EnricherRank { get; init; }

    [BsonElement("outcome")]
    public string? Outcome { get; init; }

    [BsonElement("reason")]
    public string? Reason { get; init; }

    [BsonElement("articleId")]
    public string? ArticleId { get; init; }

    [BsonElement("revision")]
    public int? Revision { get; init; }
}

/// <summary>A job as it is stored: JSON, and beside it what queries need.</summary>
[BsonIgnoreExtraElements]
internal sealed class JobRecord
{
    [BsonId]
    [BsonGuidRepresentation(GuidRepresentation.Standard)]
    public required Guid Id { get; init; }

    [BsonElement("version")]
    public required long Version { get; init; }

    [BsonElement("isOpen")]
    public required bool IsOpen { get; init; }

    [BsonElement("startedAt")]
    public required DateTime StartedAt { get; init; }

    [BsonElement("job")]
    public required string Job { get; init; }
}
