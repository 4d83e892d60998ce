namespace Ingestion.Fetcher.Fetching;

/// <summary>Where a request must not go.</summary>
/// <param name="Class">What it is counted by, such as <c>private</c>, <c>port</c> or <c>internal-name</c>.</param>
/// <param name="Reason">One of <see cref="Contracts.AbandonReason"/>.</param>
/// <param name="Detail">A sentence for whoever sent the URL: it tells nothing of our network.</param>
internal sealed record Denial(string Class, string Reason, string Detail);
