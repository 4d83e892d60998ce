using MongoDB.Bson;
using MongoDB.Bson.Serialization.Attributes;

namespace Ingestion.Storage.Mongo;

/// <summary>An entry of the books as it is stored; fields as in <see cref="LedgerEntry"/>.</summary>
[BsonIgnoreExtraElements]
internal sealed class LedgerDocument
{
    [BsonId]
    [BsonGuidRepresentation(GuidRepresentation.Standard)]
    public required Guid Id { get; init; }

    [BsonElement("url")]
    public required string Url { get; init; }

    [BsonElement("canonicalUrl")]
    public required string CanonicalUrl { get; init; }

    [BsonElement("kind")]
    public required string Kind { get; init; }

    [BsonElement("openedAt")]
    public required DateTime OpenedAt { get; init; }

    /// <summary><c>InFlight</c>, <c>Waiting</c> or <c>Closed</c>: a word, so that the books can be read in the shell.</summary>
    [BsonElement("state")]
    [BsonRepresentation(BsonType.String)]
    public required LedgerState State { get; init; }

    [BsonElement("movedAt")]
    public required DateTime MovedAt { get; init; }

    [BsonElement("attempts")]
    public required int Attempts { get; init; }

    [BsonElement("outcome")]
    [BsonIgnoreIfNull]
    public string? Outcome { get; init; }

    [BsonElement("reason")]
    [BsonIgnoreIfNull]
    public string? Reason { get; init; }

    [BsonElement("detail")]
    [BsonIgnoreIfNull]
    public string? Detail { get; init; }

    [BsonElement("articleId")]
    [BsonIgnoreIfNull]
    public string? ArticleId { get; init; }

    [BsonElement("revision")]
    [BsonIgnoreIfNull]
    public int? Revision { get; init; }

    [BsonElement("closedAt")]
    [BsonIgnoreIfNull]
    public DateTime? ClosedAt { get; init; }
}

/// <summary>A message that waits. A held one has a token, and nobody else takes it until its lease ends.</summary>
[BsonIgnoreExtraElements]
internal sealed class ScheduleDocument
{
    [BsonId]
    [BsonGuidRepresentation(GuidRepresentation.Standard)]
    public required Guid EntryId { get; init; }

    [BsonElement("dueAt")]
    public required DateTime DueAt { get; init; }

    [BsonElement("type")]
    public required string Type { get; init; }

    [BsonElement("body")]
    public required string Body { get; init; }

    [BsonElement("token")]
    [BsonIgnoreIfNull]
    [BsonGuidRepresentation(GuidRepresentation.Standard)]
    public Guid? Token { get; init; }

    [BsonElement("leaseUntil")]
    [BsonIgnoreIfNull]
    public DateTime? LeaseUntil { get; init; }
}

/// <summary>When a host may be asked next.</summary>
[BsonIgnoreExtraElements]
internal sealed class HostSlotDocument
{
    [BsonId]
    public required string Host { get; init; }

    [BsonElement("nextAt")]
    public required DateTime NextAt { get; init; }
}
