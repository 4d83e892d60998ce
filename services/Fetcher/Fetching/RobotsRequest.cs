using System.Text;
using Ingestion.Storage;
using Microsoft.Extensions.Options;

namespace Ingestion.Fetcher.Fetching;

/// <summary>One request for a robots.txt, and what it means (RFC 9309 section 2.3.1): 4xx is no rules, 5xx is no crawling while it lasts.</summary>
internal sealed class RobotsRequest(GuardedHttp http, IOptions<FetcherOptions> options, TimeProvider time)
{
    // The chunk that passes a cap is not kept, and is smaller than this.
    private const int Slack = 64 * 1024;
    private static readonly TimeSpan UnavailableFor = TimeSpan.FromMinutes(1);

    private readonly BodyLimits limits = BodyLimits.Of(options.Value) with { WireBytes = RobotsTxt.MaxBytes + Slack, DecodedBytes = RobotsTxt.MaxBytes + Slack };

    /// <returns>The file, or where it is to be asked for next; and what the request showed of the host.</returns>
    public async Task<(RobotsFile? File, Uri? Next, Load Load, TimeSpan? After)> AskAsync(string origin, Uri url, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.Value.RequestTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.TryAddWithoutValidation("User-Agent", options.Value.UserAgent);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", ContentCoding.Accepted);
        try
        {
            using var response = await http.Invoker.SendAsync(request, either.Token);
            var (status, now) = ((int)response.StatusCode, time.GetUtcNow());
            if (status is >= 300 and < 400 && response.Headers.NonValidated.TryGetValues("Location", out var location))
            {
                return Destinations.Follow(url, location.First(), out var next) is null && http.Destinations.Refuse(next!) is null
                    ? (null, next, Load.Well, null)
                    : (File("", options.Value.RobotsLifetime), null, Load.Well, null);
            }

            if (status >= 500 || status == 429)
            {
                var after = RetryAfter.Read(response.Headers.TryGetValues("Retry-After", out var values) ? values.First() : null, now);
                return (File(null, after ?? UnavailableFor), null, status is 429 or 503 ? Load.Overloaded : Load.Failing, after);
            }

            if (status is < 200 or >= 300)
            {
                return (File("", options.Value.RobotsLifetime), null, Load.Well, null);
            }

            // Rules that cannot be read are no permission.
            if (ContentCoding.Read(response.Content.Headers.ContentEncoding) is not { } layers)
            {
                return (File(null, UnavailableFor), null, Load.Failing, null);
            }

            await using var body = await Body.ReadAsync(response.Content, layers, limits, time, either.Token);
            if (body.Ending is not (BodyEnding.Whole or BodyEnding.TooLarge))
            {
                return (File(null, UnavailableFor), null, Load.Failing, null);
            }

            var bytes = await body.ToArrayAsync(either.Token);
            return (File(Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, RobotsTxt.MaxBytes))), options.Value.RobotsLifetime), null, Load.Well, null);
        }
        catch (OperationCanceledException exception) when (timeout.IsCancellationRequested)
        {
            throw new Polly.Timeout.TimeoutRejectedException($"robots.txt of {origin} took longer than a request may take.", options.Value.RequestTimeout, exception);
        }

        RobotsFile File(string? text, TimeSpan lifetime) => new(origin, text, time.GetUtcNow() + lifetime);
    }
}
