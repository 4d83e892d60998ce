namespace Ingestion.News.Warc;

/// <summary>One record of a web archive.</summary>
public abstract record WarcRecord
{
    private WarcRecord()
    {
    }

    /// <summary>Where the record begins, in bytes of the plain or decompressed stream.</summary>
    public required long Offset { get; init; }

    /// <summary>A document that was fetched: a <c>response</c> or <c>resource</c> record.</summary>
    public sealed record Document : WarcRecord
    {
        /// <summary>WARC-Target-URI, without angle brackets.</summary>
        public required string Url { get; init; }

        /// <summary>WARC-Date: when it was fetched; null where it is missing or no date.</summary>
        public DateTimeOffset? FetchedAt { get; init; }

        /// <summary>WARC-Record-ID, without angle brackets; null where it is missing.</summary>
        public string? RecordId { get; init; }

        /// <summary>WARC-Payload-Digest as written, such as <c>sha1:…</c>; null where it is missing.</summary>
        public string? PayloadDigest { get; init; }

        /// <summary>HTTP status; null for a <c>resource</c>.</summary>
        public int? Status { get; init; }

        /// <summary>HTTP headers in their order, names as written; of a <c>resource</c> only its Content-Type.</summary>
        public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

        /// <summary>The payload, transfer coding undone, and content coding too where <see cref="ContentEncoding"/> is null.</summary>
        public required ReadOnlyMemory<byte> Body { get; init; }

        /// <summary>The content coding that the body still has, such as <c>zstd</c>; null when it is plain.</summary>
        public string? ContentEncoding { get; init; }

        /// <summary>WARC-Truncated: why the crawler cut the payload, such as <c>length</c>; null when it is whole.</summary>
        public string? Truncated { get; init; }

        /// <summary>The first value of a header, whatever its case; null where it is missing.</summary>
        /// <param name="name">Name of the header.</param>
        /// <returns>Its value, or null.</returns>
        public string? Header(string name) =>
            Headers.FirstOrDefault(header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase)).Value;
    }

    /// <summary>A record that holds no document, such as <c>request</c>, <c>warcinfo</c> or a <c>response</c> of DNS.</summary>
    /// <param name="Type">WARC-Type as written.</param>
    public sealed record Skipped(string Type) : WarcRecord;

    /// <summary>A record that is not given, or bytes that are none, and why. Reading goes on behind it, or ends there with the archive.</summary>
    /// <param name="Reason">One of <see cref="WarcReason"/>.</param>
    /// <param name="Detail">What was seen, in words.</param>
    /// <param name="Url">WARC-Target-URI, where it is known.</param>
    public sealed record Unread(string Reason, string Detail, string? Url) : WarcRecord;
}
