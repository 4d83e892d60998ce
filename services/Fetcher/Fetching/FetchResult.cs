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
        IReadOnlyList<string> Robots) : FetchResult;

    /// <summary>Elsewhere. Only a hop ends so, never a whole fetch.</summary>
    public sealed record Redirected(Uri Next) : FetchResult;

    /// <summary>No, and asking again would not help. The reason is one of <see cref="Contracts.AbandonReason"/>.</summary>
    public sealed record Refused(string Reason, string Detail) : FetchResult;

    /// <summary>Not now. If it stays so, <paramref name="Reason"/> is why the URL is abandoned.</summary>
    /// <param name="Reason">One of <see cref="Contracts.AbandonReason"/>.</param>
    /// <param name="Detail">One sentence.</param>
    /// <param name="After">How long the host asks us to wait (<c>Retry-After</c>); null when it does not say.</param>
    public sealed record NotNow(string Reason, string Detail, TimeSpan? After = null) : FetchResult;
}

/// <summary>An address that must not be asked.</summary>
internal sealed class UnsafeAddressException(string message) : Exception(message);
