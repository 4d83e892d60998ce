namespace Ingestion.Fetcher.Fetching;

/// <summary>What to ask for.</summary>
/// <param name="Url">The URL, or where its redirects have led so far.</param>
internal sealed record Asking(Uri Url)
{
    /// <summary>The URLs that redirected to it, oldest first.</summary>
    public IReadOnlyList<string> Via { get; init; } = [];

    /// <summary>Our place in its host's line; null when we have none.</summary>
    public DateTimeOffset? Place { get; init; }

    /// <summary>Which URL gave the validators: they mean nothing to others.</summary>
    public string? Known { get; init; }

    /// <summary><c>ETag</c> of what we have; null when we have nothing, or want it again.</summary>
    public string? ETag { get; init; }

    /// <summary><c>Last-Modified</c> of what we have; null as above.</summary>
    public string? LastModified { get; init; }
}
