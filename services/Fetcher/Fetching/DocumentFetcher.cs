using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Ingestion.Contracts;
using Microsoft.Extensions.Options;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Ingestion.Fetcher.Fetching;

/// <summary>
/// Asks for one document as far as its redirects lead. Every hop is checked anew: scheme and port, the host's robots.txt, the host's circuit,
/// and, when connecting, the address.
/// </summary>
internal sealed class DocumentFetcher(GuardedHttp http, RobotsCache robots, HostPipelines pipelines, IOptions<FetcherOptions> options, TimeProvider time)
{
    private static readonly string[] ArticleTypes = ["text/html", "application/xhtml+xml", "text/plain"];

    // Feeds are served as nearly anything.
    private static readonly string[] FeedTypes = [.. ArticleTypes, "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml"];

    /// <summary>Asks for an article.</summary>
    public Task<FetchResult> FetchArticleAsync(Uri url, CancellationToken cancellationToken) => FetchAsync(url, ArticleTypes, cancellationToken);

    /// <summary>Asks for a feed or a sitemap.</summary>
    public Task<FetchResult> FetchFeedAsync(Uri url, CancellationToken cancellationToken) => FetchAsync(url, FeedTypes, cancellationToken);

    /// <summary>
    /// Asks for the host's robots.txt before a slot is taken: orders that wait for it together would reach the host together, whatever their slots.
    /// </summary>
    public async Task PrepareAsync(Uri url, CancellationToken cancellationToken)
    {
        try
        {
            if (http.Destinations.Refuse(url) is null)
            {
                await robots.ForAsync(url, cancellationToken);
            }
        }
        catch (Exception exception) when (Explain(exception, url) is not null)
        {
            // The fetch will meet the same and say it.
        }
    }

    private async Task<FetchResult> FetchAsync(Uri url, string[] types, CancellationToken cancellationToken)
    {
        var route = new Route(http.Destinations, options.Value.MaxRedirects);
        while (true)
        {
            if (route.Enter(url) is { } denial)
            {
                return new FetchResult.Refused(denial.Reason, denial.Detail);
            }

            var result = await HopAsync(url, types, cancellationToken);
            if (result is not FetchResult.Redirected redirected)
            {
                return result;
            }

            url = redirected.Next;
        }
    }

    private async Task<FetchResult> HopAsync(Uri url, string[] types, CancellationToken cancellationToken)
    {
        try
        {
            return (await robots.ForAsync(url, cancellationToken)).IsAllowed(url)
                ? await pipelines.For(url).ExecuteAsync(async token => await AskAsync(url, types, token), cancellationToken)
                : new FetchResult.Refused(AbandonReason.RobotsDisallowed, $"robots.txt of {url.Authority} does not allow {url.PathAndQuery}.");
        }
        catch (Exception exception) when (Explain(exception, url) is not null)
        {
            return Explain(exception, url)!;
        }
    }

    private async Task<FetchResult> AskAsync(Uri url, string[] types, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.TryAddWithoutValidation("User-Agent", options.Value.UserAgent);
        request.Headers.TryAddWithoutValidation("Accept", string.Join(", ", types) + ", */*;q=0.1");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", CappedBody.Accepted);
        using var response = await http.Invoker.SendAsync(request, cancellationToken);

        var status = (int)response.StatusCode;
        if (status is 300 or 301 or 302 or 303 or 307 or 308)
        {
            // As sent: what .NET makes of it is not what browsers do.
            var location = response.Headers.NonValidated.TryGetValues("Location", out var sent) ? sent.First() : null;
            return Destinations.Follow(url, location, out var next) is { } denial ? new FetchResult.Refused(denial.Reason, denial.Detail) : new FetchResult.Redirected(next!);
        }

        if (status is < 200 or >= 300)
        {
            var after = RetryAfter.Read(response.Headers.TryGetValues("Retry-After", out var values) ? values.First() : null, time.GetUtcNow());
            return Explain(response.StatusCode, after);
        }

        return await ReadAsync(response, url, types, cancellationToken);
    }

    private async Task<FetchResult> ReadAsync(HttpResponseMessage response, Uri url, string[] types, CancellationToken cancellationToken)
    {
        var headers = response.Content.Headers;
        var type = headers.ContentType?.MediaType?.ToLowerInvariant();
        if (type is not null && !types.Contains(type))
        {
            return new FetchResult.Refused(AbandonReason.UnsupportedType, $"{type} is not taken: {string.Join(", ", types)} are.");
        }

        if (headers.ContentLength > options.Value.MaxWireBytes)
        {
            return new FetchResult.Refused(AbandonReason.TooLarge, $"{headers.ContentLength} bytes announced, {options.Value.MaxWireBytes} taken.");
        }

        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        byte[]? bytes;
        try
        {
            bytes = await CappedBody.ReadAsync(stream, string.Join(", ", headers.ContentEncoding), options.Value.MaxWireBytes, options.Value.MaxDecodedBytes, cancellationToken);
        }
        catch (NotSupportedException exception)
        {
            return new FetchResult.Refused(AbandonReason.UnsupportedType, exception.Message);
        }

        if (bytes is null)
        {
            return new FetchResult.Refused(AbandonReason.TooLarge, $"More than {options.Value.MaxWireBytes} bytes sent, or {options.Value.MaxDecodedBytes} unpacked.");
        }

        if (bytes.Length == 0)
        {
            return new FetchResult.Refused(AbandonReason.EmptyBody, $"{(int)response.StatusCode} with no bytes.");
        }

        var directives = response.Headers.TryGetValues("X-Robots-Tag", out var tags) ? tags : [];
        return new FetchResult.Fetched(
            bytes,
            url,
            type,
            headers.ContentType?.CharSet?.Trim('"', '\'', ' '),
            [.. directives.SelectMany(tag => tag.Split(',')).Select(tag => tag.Trim().ToLowerInvariant()).Where(tag => tag.Length > 0)]);
    }

    private static FetchResult Explain(HttpStatusCode status, TimeSpan? after) => (int)status switch
    {
        404 => new FetchResult.Refused(AbandonReason.NotFound, "404: the publisher has no such page."),
        410 => new FetchResult.Refused(AbandonReason.Gone, "410: the publisher took the page down."),
        401 or 402 or 403 or 451 => new FetchResult.Refused(AbandonReason.Forbidden, $"{(int)status}: the publisher does not let us read it."),
        408 or 425 or 429 or >= 500 => new FetchResult.NotNow(AbandonReason.GaveUp, $"{(int)status}: the server cannot answer now.", after),
        _ => new FetchResult.Refused(AbandonReason.Refused, $"{(int)status}: the server refused the request."),
    };

    private static FetchResult? Explain(Exception exception, Uri url) => exception switch
    {
        HttpRequestException { InnerException: UnsafeAddressException inner } => new FetchResult.Refused(AbandonReason.UnsafeAddress, inner.Message),
        HttpRequestException { InnerException: AuthenticationException } => new FetchResult.NotNow(AbandonReason.Tls, $"{url.Host} has no valid certificate."),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => new FetchResult.NotNow(AbandonReason.Tls, $"No secure connection to {url.Host}."),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => new FetchResult.NotNow(AbandonReason.Dns, $"{url.Host} does not resolve."),
        HttpRequestException { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } } =>
            new FetchResult.NotNow(AbandonReason.Dns, $"{url.Host} does not resolve."),
        HttpRequestException or HttpIOException or IOException or InvalidDataException => new FetchResult.NotNow(AbandonReason.GaveUp, $"The connection to {url.Host} failed: {exception.Message}"),
        RobotsUnavailableException unavailable => new FetchResult.NotNow(AbandonReason.GaveUp, unavailable.Message, unavailable.After),
        TimeoutRejectedException => new FetchResult.NotNow(AbandonReason.TooSlow, $"{url.Host} took longer than the request may take."),
        BrokenCircuitException => new FetchResult.NotNow(AbandonReason.GaveUp, $"{url.Host} kept failing and is left alone for a while."),
        TaskCanceledException { InnerException: TimeoutException } => new FetchResult.NotNow(AbandonReason.TooSlow, $"{url.Host} took too long to connect."),
        _ => null,
    };
}
