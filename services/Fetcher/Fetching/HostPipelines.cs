using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Registry;
using Polly.Retry;
using Polly.Timeout;

namespace Ingestion.Fetcher.Fetching;

/// <summary>
/// For each host: one quick second try for a connection that broke, a circuit that opens when a host keeps failing, and a deadline for each
/// request up to the last byte. Longer waits are the schedule's.
/// </summary>
internal sealed class HostPipelines(IOptions<FetcherOptions> options, TimeProvider time) : IDisposable
{
    private readonly ResiliencePipelineRegistry<string> pipelines = new();

    public ResiliencePipeline<FetchResult> For(Uri url) =>
        pipelines.GetOrAddPipeline<FetchResult>(url.Authority, builder =>
        {
            builder.TimeProvider = time;
            builder
                .AddCircuitBreaker(new CircuitBreakerStrategyOptions<FetchResult>
                {
                    // Half of at least eight requests within half a minute: a host that is down, not one bad page.
                    FailureRatio = 0.5,
                    MinimumThroughput = 8,
                    SamplingDuration = TimeSpan.FromSeconds(30),
                    BreakDuration = TimeSpan.FromSeconds(15),
                    ShouldHandle = IsTransient(),
                })
                .AddRetry(new RetryStrategyOptions<FetchResult>
                {
                    MaxRetryAttempts = 1,
                    Delay = TimeSpan.FromMilliseconds(250),
                    UseJitter = true,
                    ShouldHandle = new PredicateBuilder<FetchResult>().Handle<HttpRequestException>(IsBrokenConnection),
                })
                .AddTimeout(options.Value.RequestTimeout);
        });

    public void Dispose() => pipelines.Dispose();

    private static PredicateBuilder<FetchResult> IsTransient() =>
        new PredicateBuilder<FetchResult>()
            .Handle<TimeoutRejectedException>()
            .Handle<HttpRequestException>(exception => exception.InnerException is not UnsafeAddressException)
            .HandleResult(result => result is FetchResult.NotNow);

    // What a server restart or a stale pooled connection looks like; a name that does not resolve or a bad certificate stays as it is.
    private static bool IsBrokenConnection(HttpRequestException exception) =>
        exception.HttpRequestError is HttpRequestError.ResponseEnded or HttpRequestError.ConnectionError
        && exception.InnerException is not SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData };
}
