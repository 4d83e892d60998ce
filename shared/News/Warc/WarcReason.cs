namespace Ingestion.News.Warc;

/// <summary>Why a record of an archive is not given.</summary>
public static class WarcReason
{
    /// <summary>Its block, or its payload after decoding, is longer than the reader was told to keep.</summary>
    public const string TooLarge = "too-large";

    /// <summary>No WARC header where one should be, or one without a usable length.</summary>
    public const string BadHeader = "bad-header";

    /// <summary>The block is no HTTP response.</summary>
    public const string BadHttp = "bad-http";

    /// <summary>The payload's content coding cannot be undone.</summary>
    public const string BadCoding = "bad-coding";

    /// <summary>The gzip data are damaged; what they held is unknown.</summary>
    public const string BadGzip = "bad-gzip";

    /// <summary>The record is shorter than it says.</summary>
    public const string TruncatedRecord = "truncated-record";

    /// <summary>The archive ends within the record.</summary>
    public const string TruncatedFile = "truncated-file";
}
