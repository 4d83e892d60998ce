using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Ingestion.Contracts;
using Polly.Timeout;

namespace Ingestion.Fetcher.Fetching;

/// <summary>Every way in which a request fails, and the word for it.</summary>
internal static class FetchFailures
{
    /// <summary>What an answer other than 2xx means.</summary>
    public static FetchResult Explain(HttpStatusCode status, TimeSpan? after) => (int)status switch
    {
        404 => new FetchResult.Refused(AbandonReason.NotFound, "404: the publisher has no such page."),
        410 => new FetchResult.Refused(AbandonReason.Gone, "410: the publisher took the page down."),
        401 or 402 or 403 or 451 => new FetchResult.Refused(AbandonReason.Forbidden, $"{(int)status}: the publisher does not let us read it."),
        408 or 425 or 429 or >= 500 => new FetchResult.NotNow(AbandonReason.GaveUp, $"{(int)status}: the server cannot answer now.", after) { Load = status is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable ? Load.Overloaded : Load.Failing },
        _ => new FetchResult.Refused(AbandonReason.Refused, $"{(int)status}: the server refused the request."),
    };

    /// <summary>What a request that got no answer means.</summary>
    /// <returns>Null when it is none of the origin's failures, but ours.</returns>
    public static FetchResult? Explain(Exception exception, Uri url) => exception switch
    {
        HttpRequestException { InnerException: UnsafeAddressException inner } => new FetchResult.Refused(AbandonReason.UnsafeAddress, inner.Message),
        HttpRequestException { InnerException: AuthenticationException } => new FetchResult.NotNow(AbandonReason.Tls, $"{url.Host} has no valid certificate."),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => new FetchResult.NotNow(AbandonReason.Tls, $"No secure connection to {url.Host}."),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => new FetchResult.NotNow(AbandonReason.Dns, $"{url.Host} does not resolve."),
        HttpRequestException { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } } =>
            new FetchResult.NotNow(AbandonReason.Dns, $"{url.Host} does not resolve."),
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } =>
            new FetchResult.Refused(AbandonReason.TooLarge, $"{url.Host} sent more headers than are taken."),
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } =>
            new FetchResult.NotNow(AbandonReason.BadResponse, $"{url.Host} sent what is not HTTP: {exception.Message}"),
        HttpRequestException or HttpIOException or IOException or InvalidDataException => new FetchResult.NotNow(AbandonReason.GaveUp, $"The connection to {url.Host} failed: {exception.Message}"),
        TimeoutRejectedException => new FetchResult.NotNow(AbandonReason.TooSlow, $"{url.Host} took longer than the request may take."),
        TaskCanceledException { InnerException: TimeoutException } => new FetchResult.NotNow(AbandonReason.TooSlow, $"{url.Host} took too long to connect."),
        _ => null,
    };
}
