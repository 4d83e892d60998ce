using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Ingestion.Contracts;
using Ingestion.Storage;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Timeout;

namespace Ingestion.Fetcher.Fetching;

/// <summary>What to ask for.</summary>
/// <param name="Url">The URL, or where its redirects have led so far.</param>
internal sealed record Asking(Uri Url)
{
    /// <summary>The URLs that redirected to it, oldest first.</summary>
    public IReadOnlyList<string> Via { get; init; } = [];

    /// <summary>Our place in its host's line; null when we have none.</summary>
    public DateTimeOffset? Place { get; init; }

    /// <summary><c>ETag</c> of what we have; null when we have nothing, or want it again.</summary>
    public string? ETag { get; init; }

    /// <summary><c>Last-Modified</c> of what we have; null as above.</summary>
    public string? LastModified { get; init; }
}

/// <summary>
/// Asks for one document as far as its redirects lead. Every hop is checked anew: scheme and port, the origin's robots.txt, the host's turn,
/// and, when connecting, the address.
/// </summary>
internal sealed class DocumentFetcher(GuardedHttp http, RobotsCache robots, HostTurns turns, IOptions<FetcherOptions> options, TimeProvider time)
{
    private static readonly string[] ArticleTypes = ["text/html", "application/xhtml+xml", "text/plain"];

    // Feeds are served as nearly anything.
    private static readonly string[] FeedTypes =
    [
        .. ArticleTypes, "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml",
        "application/feed+json", "application/json", "application/gzip", "application/x-gzip", "application/octet-stream",
    ];

    private readonly ResiliencePipeline<FetchResult> deadline =
        new ResiliencePipelineBuilder<FetchResult> { TimeProvider = time }.AddTimeout(options.Value.RequestTimeout).Build();

    /// <summary>Asks for an article.</summary>
    public Task<FetchResult> FetchArticleAsync(Asking asking, CancellationToken cancellationToken) => FetchAsync(asking, ArticleTypes, cancellationToken);

    /// <summary>Asks for a feed or a sitemap.</summary>
    public Task<FetchResult> FetchFeedAsync(Asking asking, CancellationToken cancellationToken) => FetchAsync(asking, FeedTypes, cancellationToken);

    /// <summary>Whether the port of a URL may be asked.</summary>
    public static bool IsPortAllowed(Uri url, FetcherOptions options) => url.Port is 80 or 443 || options.AllowedPorts.Contains(url.Port);

    private async Task<FetchResult> FetchAsync(Asking asking, string[] types, CancellationToken cancellationToken)
    {
        var via = new List<string>(asking.Via);
        var hop = asking;
        while (via.Count <= options.Value.MaxRedirects)
        {
            var url = hop.Url;
            if (url.Scheme is not ("http" or "https") || !IsPortAllowed(url, options.Value))
            {
                return new FetchResult.Refused(AbandonReason.UnsupportedScheme, $"{url.Scheme} on port {url.Port} is not asked: only http and https on 80, 443 and Fetcher:AllowedPorts.");
            }

            if (via.Contains(url.AbsoluteUri))
            {
                return new FetchResult.Refused(AbandonReason.RedirectLoop, $"Redirected back to {url}.");
            }

            switch (await HopAsync(hop, types, cancellationToken))
            {
                case FetchResult.Redirected redirected:
                    via.Add(url.AbsoluteUri);
                    hop = hop with { Url = redirected.Next, Place = null };
                    break;
                case FetchResult.Busy busy:
                    return busy with { Location = url, Via = via };
                case var result:
                    return result;
            }
        }

        return new FetchResult.Refused(AbandonReason.BadRedirect, $"More than {options.Value.MaxRedirects} redirects.");
    }

    private async Task<FetchResult> HopAsync(Asking hop, string[] types, CancellationToken cancellationToken)
    {
        try
        {
            var (rules, instead) = await robots.ForAsync(hop.Url, hop.Place, cancellationToken);
            if (rules is null)
            {
                return instead!;
            }

            if (!rules.IsAllowed(hop.Url))
            {
                return new FetchResult.Refused(AbandonReason.RobotsDisallowed, $"robots.txt of {hop.Url.Authority} does not allow {hop.Url.PathAndQuery}.");
            }

            var turn = await turns.EnterAsync(hop.Url, hop.Place, cancellationToken);
            return turn.Token is null ? new FetchResult.Busy(turn.Host, turn.At) : await AskInTurnAsync(turn, hop, types, rules.CrawlDelay, cancellationToken);
        }
        catch (Exception exception) when (Explain(exception, hop.Url) is not null)
        {
            return Explain(exception, hop.Url)!;
        }
    }

    private async Task<FetchResult> AskInTurnAsync(HostTurn turn, Asking hop, string[] types, TimeSpan? crawlDelay, CancellationToken cancellationToken)
    {
        if (!turns.IsFresh(turn))
        {
            await turns.LeaveAsync(turn, seen: null);
            return new FetchResult.Busy(turn.Host, time.GetUtcNow());
        }

        var started = time.GetTimestamp();
        var observed = new Observed(Load.Failing, TimeSpan.Zero);
        try
        {
            var result = await deadline.ExecuteAsync(async token => await AskAsync(hop, types, token), cancellationToken);
            observed = result is FetchResult.NotNow notNow ? new Observed(notNow.Load, TimeSpan.Zero, notNow.After) : new Observed(Load.Well, TimeSpan.Zero);
            return result;
        }
        finally
        {
            await turns.LeaveAsync(turn, observed with { Took = time.GetElapsedTime(started), CrawlDelay = crawlDelay });
        }
    }

    private async Task<FetchResult> AskAsync(Asking hop, string[] types, CancellationToken cancellationToken)
    {
        var url = hop.Url;
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.TryAddWithoutValidation("User-Agent", options.Value.UserAgent);
        request.Headers.TryAddWithoutValidation("Accept", string.Join(", ", types) + ", */*;q=0.1");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", CappedBody.Accepted);
        if (hop.ETag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", hop.ETag);
        }

        if (hop.LastModified is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Modified-Since", hop.LastModified);
        }

        using var response = await http.Invoker.SendAsync(request, cancellationToken);

        var status = (int)response.StatusCode;
        if (status == 304 && (hop.ETag ?? hop.LastModified) is not null)
        {
            return new FetchResult.NotModified(response.Headers.CacheControl?.MaxAge);
        }

        if (status is 301 or 302 or 303 or 307 or 308)
        {
            return response.Headers.Location is { } location && Uri.TryCreate(url, location, out var next) && next.OriginalString.Length <= News.CanonicalUrl.MaxLength
                ? new FetchResult.Redirected(next)
                : new FetchResult.Refused(AbandonReason.BadRedirect, $"{status} without a place to go to.");
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
            [.. directives.SelectMany(tag => tag.Split(',')).Select(tag => tag.Trim().ToLowerInvariant()).Where(tag => tag.Length > 0)])
        {
            ETag = Header(response.Headers, "ETag"),
            LastModified = Header(headers, "Last-Modified"),
            MaxAge = response.Headers.CacheControl?.MaxAge,
            Links = response.Headers.TryGetValues("Link", out var links) ? [.. links] : [],
        };
    }

    // As the origin wrote it, since it is to be sent back so; a server that sends two knows itself which it means by the first.
    private static string? Header(System.Net.Http.Headers.HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) && values.FirstOrDefault() is { Length: > 0 and <= 1024 } value ? value : null;

    private static FetchResult Explain(HttpStatusCode status, TimeSpan? after) => (int)status switch
    {
        404 => new FetchResult.Refused(AbandonReason.NotFound, "404: the publisher has no such page."),
        410 => new FetchResult.Refused(AbandonReason.Gone, "410: the publisher took the page down."),
        401 or 402 or 403 or 451 => new FetchResult.Refused(AbandonReason.Forbidden, $"{(int)status}: the publisher does not let us read it."),
        408 or 425 or 429 or >= 500 => new FetchResult.NotNow(AbandonReason.GaveUp, $"{(int)status}: the server cannot answer now.", after) { Load = status is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable ? Load.Overloaded : Load.Failing },
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
        TimeoutRejectedException => new FetchResult.NotNow(AbandonReason.TooSlow, $"{url.Host} took longer than the request may take."),
        TaskCanceledException { InnerException: TimeoutException } => new FetchResult.NotNow(AbandonReason.TooSlow, $"{url.Host} took too long to connect."),
        _ => null,
    };
}
