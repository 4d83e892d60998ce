namespace Ingestion.News.Urls;

/// <summary>Why a URL is not taken.</summary>
/// <param name="Reason">One of <see cref="Contracts.AbandonReason"/>.</param>
/// <param name="Detail">A sentence for whoever sent it.</param>
public sealed record UrlRefusal(string Reason, string Detail);
