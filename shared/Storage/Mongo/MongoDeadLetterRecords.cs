using MongoDB.Bson;
using MongoDB.Bson.Serialization.Attributes;

namespace Ingestion.Storage.Mongo;

/// <summary>A dead letter as it is stored: JSON, and beside it what queries need.</summary>
[BsonIgnoreExtraElements]
internal sealed class DeadLetterRecord
{
    [BsonId]
    [BsonGuidRepresentation(GuidRepresentation.Standard)]
    public required Guid Id { get; init; }

    [BsonElement("version")]
    public required long Version { get; init; }

    /// <summary>A word, so that letters can be read in the shell.</summary>
    [BsonElement("state")]
    [BsonRepresentation(BsonType.String)]
    public required DeadLetterState State { get; init; }

    [BsonElement("fingerprint")]
    public required string Fingerprint { get; init; }

    [BsonElement("stage")]
    public required string Stage { get; init; }

    [BsonElement("kind")]
    public required string Kind { get; init; }

    [BsonElement("exceptionType")]
    public required string ExceptionType { get; init; }

    [BsonElement("messageType")]
    [BsonIgnoreIfNull]
    public string? MessageType { get; init; }

    [BsonElement("messageId")]
    [BsonIgnoreIfNull]
    public string? MessageId { get; init; }

    [BsonElement("entryId")]
    [BsonGuidRepresentation(GuidRepresentation.Standard)]
    [BsonIgnoreIfNull]
    public Guid? EntryId { get; init; }

    [BsonElement("firstAt")]
    public required DateTime FirstAt { get; init; }

    [BsonElement("lastAt")]
    public required DateTime LastAt { get; init; }

    [BsonElement("doneAt")]
    [BsonIgnoreIfNull]
    public DateTime? DoneAt { get; init; }

    [BsonElement("letter")]
    public required string Letter { get; init; }
}

/// <summary>What a job did with a letter.</summary>
[BsonIgnoreExtraElements]
internal sealed class DeadLetterResultRecord
{
    /// <summary>Job and letter.</summary>
    [BsonId]
    public required string Id { get; init; }

    [BsonElement("job")]
    [BsonGuidRepresentation(GuidRepresentation.Standard)]
    public required Guid Job { get; init; }

    [BsonElement("letter")]
    [BsonGuidRepresentation(GuidRepresentation.Standard)]
    public required Guid Letter { get; init; }

    [BsonElement("number")]
    public required long Number { get; init; }

    [BsonElement("action")]
    public required string Action { get; init; }

    [BsonElement("requestedBy")]
    public required string RequestedBy { get; init; }

    [BsonElement("reason")]
    [BsonIgnoreIfNull]
    public string? Reason { get; init; }

    [BsonElement("takenAt")]
    public required DateTime TakenAt { get; init; }

    [BsonElement("result")]
    public required string Result { get; init; }

    [BsonElement("detail")]
    [BsonIgnoreIfNull]
    public string? Detail { get; init; }

    [BsonElement("at")]
    public required DateTime At { get; init; }
}
