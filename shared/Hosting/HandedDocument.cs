using Ingestion.Contracts;
using Ingestion.News;

namespace Ingestion.Hosting;

/// <summary>A document that somebody hands in, and what they say of it.</summary>
public sealed record HandedDocument
{
    /// <summary>The bytes; not empty.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>Media type, null when not known.</summary>
    public string? ContentType { get; init; }

    /// <summary>Character encoding, null when not known.</summary>
    public string? Charset { get; init; }

    /// <summary>Where it was published; null when only the bytes are known, which then give it its name.</summary>
    public string? Url { get; init; }

    /// <summary>When it was published; null when not known.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Who supplied it; null when not known.</summary>
    public Provider? Provider { get; init; }

    /// <summary>Names the submission: handing in under the same key again is no second one. Null: each time is a new one.</summary>
    public string? Key { get; init; }

    /// <summary>Id of the ledger entry of an item.</summary>
    /// <param name="item">Its number in the document, from 0.</param>
    /// <returns>Null without a key.</returns>
    public Guid? EntryId(int item) => Key is null ? null : ContentKey.MessageId("document", Key, $"{item}");

    internal DocumentFetched Fetched(ReadOnlyMemory<byte> bytes, string archiveKey, DateTimeOffset now) => new()
    {
        RequestedUrl = Url ?? $"urn:{archiveKey}",
        FinalUrl = Url ?? $"urn:{archiveKey}",
        ArchiveKey = archiveKey,
        ByteCount = bytes.Length,
        ContentType = ContentType?.ToLowerInvariant(),
        Charset = Charset,
        FetchedAt = now,
        Source = new Source { Kind = SourceKind.File, DiscoveredAt = now },
        PublishedAt = PublishedAt,
        Provider = Provider,
    };
}
