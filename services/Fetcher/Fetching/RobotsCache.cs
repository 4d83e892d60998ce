using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Options;
using Polly.Timeout;

namespace Ingestion.Fetcher.Fetching;

/// <summary>Each host's robots.txt, asked for once and believed for a while.</summary>
internal sealed class RobotsCache(GuardedHttp http, IOptions<FetcherOptions> options, TimeProvider time)
{
    // A cache of this many hosts costs a few MB; past it the stale ones go.
    private const int Capacity = 20_000;

    // The chunk that passes a cap is not kept, and is smaller than this.
    private const int Slack = 64 * 1024;
    private static readonly TimeSpan FailureLifetime = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, (Task<RobotsTxt> Robots, DateTimeOffset Until)> cache = new(StringComparer.OrdinalIgnoreCase);

    // Of a longer file, RFC 9309 section 2.5 wants the beginning; a packed one is longer still when it is unpacked.
    private readonly BodyLimits limits = BodyLimits.Of(options.Value) with { WireBytes = RobotsTxt.MaxBytes + Slack, DecodedBytes = RobotsTxt.MaxBytes + Slack };
    private readonly string product = RobotsTxt.ProductToken(options.Value.UserAgent);

    /// <summary>The rules of a URL's host. A host that cannot be reached throws what reaching it threw.</summary>
    public async Task<RobotsTxt> ForAsync(Uri url, CancellationToken cancellationToken)
    {
        var origin = url.GetLeftPart(UriPartial.Authority);
        var now = time.GetUtcNow();
        if (cache.TryGetValue(origin, out var known) && known.Until > now)
        {
            return await known.Robots.WaitAsync(cancellationToken);
        }

        // Whoever comes meanwhile waits for the same request; a failure is forgotten at once, so that the next try asks again.
        var asking = new TaskCompletionSource<RobotsTxt>(TaskCreationOptions.RunContinuationsAsynchronously);
        var mine = (asking.Task, now + options.Value.RequestTimeout);
        var winner = cache.AddOrUpdate(origin, mine, (_, current) => current.Until > now ? current : mine);
        if (winner.Robots != asking.Task)
        {
            return await winner.Robots.WaitAsync(cancellationToken);
        }

        try
        {
            var (robots, lifetime) = await AskAsync(new Uri(origin + "/robots.txt"));
            cache[origin] = (Task.FromResult(robots), now + lifetime);
            asking.SetResult(robots);
        }
        catch (Exception exception)
        {
            var cause = exception switch
            {
                OperationCanceledException => new TimeoutRejectedException($"robots.txt of {origin} took longer than a request may take.", options.Value.RequestTimeout),
                _ => exception,
            };
            asking.SetException(cause);
            if (cause is RobotsUnavailableException)
            {
                cache[origin] = (asking.Task, now + FailureLifetime);
            }
            else
            {
                cache.TryRemove(origin, out _);
            }
        }

        Trim(now);
        return await asking.Task;
    }

    // RFC 9309 section 2.3.1: redirects are followed (five), 4xx means no rules, 5xx means no crawling while it lasts.
    private async Task<(RobotsTxt Robots, TimeSpan Lifetime)> AskAsync(Uri url)
    {
        using var timeout = new CancellationTokenSource(options.Value.RequestTimeout, time);
        for (var hop = 0; hop <= 5; hop++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            request.Headers.TryAddWithoutValidation("User-Agent", options.Value.UserAgent);
            request.Headers.TryAddWithoutValidation("Accept-Encoding", ContentCoding.Accepted);
            using var response = await http.Invoker.SendAsync(request, timeout.Token);
            var status = (int)response.StatusCode;
            if (status is >= 300 and < 400 && response.Headers.Location is { } location)
            {
                if (!Uri.TryCreate(url, location, out var next) || next.Scheme is not ("http" or "https") || !DocumentFetcher.IsPortAllowed(next, options.Value))
                {
                    break;
                }

                url = next;
                continue;
            }

            if (status >= 500 || status == 429)
            {
                var after = RetryAfter.Read(response.Headers.TryGetValues("Retry-After", out var values) ? values.First() : null, time.GetUtcNow());
                throw new RobotsUnavailableException($"{status} for {url}: the server cannot say what may be asked.", after);
            }

            if (status is < 200 or >= 300)
            {
                return (RobotsTxt.AllowAll, options.Value.RobotsLifetime);
            }

            var layers = ContentCoding.Read(response.Content.Headers.ContentEncoding)
                ?? throw new RobotsUnavailableException($"robots.txt of {url.Authority} cannot be read: it is packed in a way that was not asked for.", after: null);
            await using var body = await Body.ReadAsync(response.Content, layers, limits, time, timeout.Token);
            if (body.Ending is not (BodyEnding.Whole or BodyEnding.TooLarge))
            {
                throw new RobotsUnavailableException($"robots.txt of {url.Authority} cannot be read: {body.Detail}", after: null);
            }

            var bytes = await body.ToArrayAsync(timeout.Token);
            return (RobotsTxt.Parse(Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, RobotsTxt.MaxBytes))), product), options.Value.RobotsLifetime);
        }

        return (RobotsTxt.AllowAll, options.Value.RobotsLifetime);
    }

    private void Trim(DateTimeOffset now)
    {
        if (cache.Count <= Capacity)
        {
            return;
        }

        foreach (var (origin, entry) in cache)
        {
            if (entry.Until <= now || cache.Count > Capacity)
            {
                cache.TryRemove(origin, out _);
            }
        }
    }
}

/// <summary>A host cannot say now what may be asked, so nothing may be asked now.</summary>
internal sealed class RobotsUnavailableException(string message, TimeSpan? after) : Exception(message)
{
    /// <summary>How long the host asks us to wait; null when it does not say.</summary>
    public TimeSpan? After { get; } = after;
}
