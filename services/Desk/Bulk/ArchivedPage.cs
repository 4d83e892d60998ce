using System.Net.Http.Headers;
using Ingestion.Contracts;
using Ingestion.News;
using Ingestion.News.Warc;

namespace Ingestion.Desk.Bulk;

/// <summary>What a record of a web archive gives.</summary>
internal abstract record ArchivedPage
{
    private static readonly string[] Types = ["text/html", "application/xhtml+xml", "text/plain"]; // as the fetcher takes from publishers

    /// <summary>Not a document that can be read, with a reason word.</summary>
    public sealed record Skipped(string Reason) : ArchivedPage;

    /// <param name="EntryId">Ledger entry, made of the record's id: the same record is the same entry.</param>
    /// <param name="Document">All but where the raw archive holds the bytes.</param>
    /// <param name="Bytes">Its bytes.</param>
    public sealed record Page(Guid EntryId, DocumentFetched Document, ReadOnlyMemory<byte> Bytes) : ArchivedPage;

    /// <param name="record">The record.</param>
    /// <param name="now">Now, UTC: when we came to know of it.</param>
    public static ArchivedPage Of(WarcRecord record, DateTimeOffset now) => record switch
    {
        WarcRecord.Document { Status: not null } document => Of(document, now),
        WarcRecord.Unread unread => new Skipped(unread.Reason),
        _ => new Skipped("not-a-response"),
    };

    private static ArchivedPage Of(WarcRecord.Document document, DateTimeOffset now)
    {
        var type = MediaTypeHeaderValue.TryParse(document.Header("Content-Type"), out var parsed) ? parsed : null;
        var mediaType = type?.MediaType?.ToLowerInvariant();
        var reason = document switch
        {
            { Status: not 200 } => "status-not-200",
            { Truncated: not null } => "truncated",
            { ContentEncoding: not null } => WarcReason.BadCoding,
            { Body.IsEmpty: true } => AbandonReason.EmptyBody,
            { FetchedAt: null } => WarcReason.BadHeader,
            _ when !CanonicalUrl.TryParse(document.Url, out _) => AbandonReason.InvalidUrl,
            _ when mediaType is not null && !Types.Contains(mediaType) => AbandonReason.UnsupportedType,
            _ => null,
        };
        if (reason is not null)
        {
            return new Skipped(reason);
        }

        var name = document.RecordId ?? $"{document.Url} {document.FetchedAt:O} {document.PayloadDigest ?? ContentKey.Of(document.Body.Span)}";
        return new Page(
            ContentKey.MessageId("warc", name),
            new DocumentFetched
            {
                RequestedUrl = document.Url,
                FinalUrl = document.Url,
                ArchiveKey = "",
                ByteCount = document.Body.Length,
                ContentType = mediaType,
                Charset = type?.CharSet?.Trim('"', '\'', ' '),
                FetchedAt = document.FetchedAt!.Value,
                Source = new Source { Kind = SourceKind.Archive, DiscoveredAt = now },

                // What is reserved for the crawler that made the archive is not for us, and the Desk has no name of its own.
                Robots = RobotsTag.Read(Values(document, "X-Robots-Tag"), product: null),
                TdmReservation = document.Header("tdm-reservation")?.Trim() switch { "1" => true, "0" => false, _ => null },
                TdmPolicy = document.Header("tdm-policy")?.Trim() is { Length: > 0 } policy ? policy : null,
            },
            document.Body);
    }

    private static IEnumerable<string> Values(WarcRecord.Document document, string name) =>
        document.Headers.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value);
}
