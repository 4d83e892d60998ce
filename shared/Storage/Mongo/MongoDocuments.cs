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

    [BsonElement("messageId")]
    [BsonGuidRepresentation(GuidRepresentation.Standard)]
    [BsonIgnoreIfNull]
    public Guid? MessageId { get; init; }

    [BsonElement("deadLetterId")]
    [BsonGuidRepresentation(GuidRepresentation.Standard)]
    [BsonIgnoreIfNull]
    public Guid? DeadLetterId { get; init; }
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

    [BsonElement("about")]
    [BsonIgnoreIfNull]
    [BsonGuidRepresentation(GuidRepresentation.Standard)]
    public Guid? About { get; init; }

    [BsonElement("token")]
    [BsonIgnoreIfNull]
    [BsonGuidRepresentation(GuidRepresentation.Standard)]
    public Guid? Token { get; init; }

    [BsonElement("leaseUntil")]
    [BsonIgnoreIfNull]
    public DateTime? LeaseUntil { get; init; }
}

/// <summary>The line in front of a host; fields as in <see cref="HostLine"/>.</summary>
[BsonIgnoreExtraElements]
internal sealed class HostDocument
{
    [BsonId]
    public required string Host { get; init; }

    /// <summary>One more with each write: who writes says which one it read.</summary>
    [BsonElement("version")]
    public required long Version { get; init; }

    [BsonElement("openAt")]
    public required DateTime OpenAt { get; init; }

    [BsonElement("tailAt")]
    public required DateTime TailAt { get; init; }

    [BsonElement("stepMilliseconds")]
    public required long StepMilliseconds { get; init; }

    [BsonElement("token")]
    [BsonIgnoreIfNull]
    [BsonGuidRepresentation(GuidRepresentation.Standard)]
    public Guid? Token { get; init; }

    [BsonElement("leaseUntil")]
    public required DateTime LeaseUntil { get; init; }

    [BsonElement("enteredAt")]
    public required DateTime EnteredAt { get; init; }

    [BsonElement("latencyMilliseconds")]
    public required long LatencyMilliseconds { get; init; }

    [BsonElement("backOffMilliseconds")]
    public required long BackOffMilliseconds { get; init; }
}

/// <summary>A robots.txt; fields as in <see cref="RobotsFile"/>.</summary>
[BsonIgnoreExtraElements]
internal sealed class RobotsDocument
{
    [BsonId]
    public required string Origin { get; init; }

    [BsonElement("text")]
    [BsonIgnoreIfNull]
    public string? Text { get; init; }

    [BsonElement("expiresAt")]
    public required DateTime ExpiresAt { get; init; }

    [BsonElement("next")]
    [BsonIgnoreIfNull]
    public string? Next { get; init; }

    [BsonElement("hops")]
    public int Hops { get; init; }
}

/// <summary>An entry that was seen in a feed.</summary>
[BsonIgnoreExtraElements]
internal sealed class SeenDocument
{
    /// <summary><see cref="FeedKey"/> of the feed's and the entry's URL.</summary>
    [BsonId]
    public required byte[] Id { get; init; }

    /// <summary><see cref="FeedKey"/> of the feed's URL.</summary>
    [BsonElement("feed")]
    public required byte[] Feed { get; init; }

    [BsonElement("stamp")]
    public required string Stamp { get; init; }

    [BsonElement("at")]
    public required DateTime At { get; init; }
}
