using Microsoft.Extensions.Options;
using Polly.Timeout;

namespace Ingestion.Fetcher.Fetching;

/// <summary>One request and its answer.</summary>
internal sealed class OneRequest(GuardedHttp http, ResponseReader reader, IOptions<FetcherOptions> options, TimeProvider time)
{
    public async Task<FetchResult> AskAsync(Asking hop, Wanted wanted, CancellationToken cancellationToken)
    {
        var url = hop.Url;
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.TryAddWithoutValidation("User-Agent", options.Value.UserAgent);
        request.Headers.TryAddWithoutValidation("Accept", string.Join(", ", wanted.Types) + ", */*;q=0.1");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", ContentCoding.Accepted);
        var isKnown = hop.Known == url.AbsoluteUri;
        if (isKnown && hop.ETag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", hop.ETag);
        }

        if (isKnown && hop.LastModified is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Modified-Since", hop.LastModified);
        }

        using var response = await SendAsync(request, cancellationToken);

        var status = (int)response.StatusCode;
        if (status == 304 && isKnown && (hop.ETag ?? hop.LastModified) is not null)
        {
            return new FetchResult.NotModified(response.Headers.CacheControl?.MaxAge);
        }

        if (status is 300 or 301 or 302 or 303 or 307 or 308)
        {
            // As sent: what .NET makes of it is not what browsers do.
            var location = response.Headers.NonValidated.TryGetValues("Location", out var sent) ? sent.First() : null;
            return Destinations.Follow(url, location, out var next) is { } denial ? new FetchResult.Refused(denial.Reason, denial.Detail) : new FetchResult.Redirected(next!);
        }

        if (status is < 200 or >= 300)
        {
            var after = RetryAfter.Read(response.Headers.TryGetValues("Retry-After", out var values) ? values.First() : null, time.GetUtcNow());
            return FetchFailures.Explain(response.StatusCode, after);
        }

        return await reader.ReadAsync(response, url, wanted, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.Value.HeadersTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await http.Invoker.SendAsync(request, either.Token);
        }
        catch (OperationCanceledException exception) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutRejectedException($"No headers from {request.RequestUri} in time.", options.Value.HeadersTimeout, exception);
        }
    }
}
