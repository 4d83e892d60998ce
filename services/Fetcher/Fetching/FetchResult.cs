namespace Ingestion.Fetcher.Fetching;

/// <summary>What came of asking for a document once.</summary>
internal abstract record FetchResult
{
    /// <summary>The bytes, content encoding undone.</summary>
    public sealed record Fetched(
        ReadOnlyMemory<byte> Bytes,
        Uri FinalUrl,
        string? ContentType,
        string? Charset,
        IReadOnlyList<string> Robots) : FetchResult
    {
        /// <summary><c>ETag</c>; null when the origin gave none.</summary>
        public string? ETag { get; init; }

        /// <summary><c>Last-Modified</c>, as the origin wrote it; null when it gave none.</summary>
        public string? LastModified { get; init; }

        /// <summary>How long the origin says this stays fresh (<c>Cache-Control: max-age</c>); null when it does not say.</summary>
        public TimeSpan? MaxAge { get; init; }

        /// <summary>Values of <c>Link</c> headers.</summary>
        public IReadOnlyList<string> Links { get; init; } = [];

        /// <summary>What the header <c>tdm-reservation</c> says of text and data mining; null when it is silent.</summary>
        public bool? TdmReservation { get; init; }

        /// <summary>Where the header <c>tdm-policy</c> says that terms stand; null when it is silent.</summary>
        public string? TdmPolicy { get; init; }

        /// <summary>Not all that was announced. Only <see cref="NotNow.Partial"/> is so.</summary>
        public bool IsPartial { get; init; }
    }

    /// <summary>304: as it was when we got the validators that we sent.</summary>
    public sealed record NotModified(TimeSpan? MaxAge) : FetchResult;

    /// <summary>It is not our turn at a host.</summary>
    /// <param name="Host">The host.</param>
    /// <param name="At">Our place in its line: when to come back.</param>
    public sealed record Busy(string Host, DateTimeOffset At) : FetchResult
    {
        /// <summary>What is to be asked then.</summary>
        public Uri? Location { get; init; }

        /// <summary>The URLs that redirected there, oldest first.</summary>
        public IReadOnlyList<string> Via { get; init; } = [];

        /// <summary>Whether it is another place than the one that was asked for.</summary>
        public bool IsElsewhere => Via.Count > 0;
    }

    /// <summary>Elsewhere. Only a hop ends so, never a whole fetch.</summary>
    public sealed record Redirected(Uri Next) : FetchResult;

    /// <summary>No, and asking again would not help. The reason is one of <see cref="Contracts.AbandonReason"/>.</summary>
    public sealed record Refused(string Reason, string Detail) : FetchResult;

    /// <summary>Not now. If it stays so, <paramref name="Reason"/> is why the URL is abandoned.</summary>
    /// <param name="Reason">One of <see cref="Contracts.AbandonReason"/>.</param>
    /// <param name="Detail">One sentence.</param>
    /// <param name="After">How long the host asks us to wait (<c>Retry-After</c>); null when it does not say.</param>
    /// <param name="Partial">Of a truncated body, more than half of the bytes that were announced: to be taken on the last try. Null when fewer came.</param>
    public sealed record NotNow(string Reason, string Detail, TimeSpan? After = null, Fetched? Partial = null) : FetchResult
    {
        /// <summary>What this shows of the host.</summary>
        public Load Load { get; init; } = Load.Failing;
    }
}

/// <summary>An address that must not be asked.</summary>
internal sealed class UnsafeAddressException(string message) : Exception(message);
