using Ingestion.Contracts;
using Ingestion.Storage;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Timeout;

namespace Ingestion.Fetcher.Fetching;

/// <summary>
/// Asks for one document as far as its redirects lead. Every hop is checked anew: scheme and port, the origin's robots.txt, the host's turn,
/// and, when connecting, the address.
/// </summary>
internal sealed class DocumentFetcher(GuardedHttp http, OneRequest request, RobotsCache robots, HostTurns turns, IOptions<FetcherOptions> options, TimeProvider time)
{
    private readonly Wanted article = Wanted.Article(options.Value);
    private readonly Wanted feed = Wanted.Feed(options.Value);
    private readonly ResiliencePipeline<FetchResult> deadline =
        new ResiliencePipelineBuilder<FetchResult> { TimeProvider = time }.AddTimeout(options.Value.RequestTimeout).Build();

    /// <summary>Asks for an article.</summary>
    public Task<FetchResult> FetchArticleAsync(Asking asking, CancellationToken cancellationToken) => FetchAsync(asking, article, cancellationToken);

    /// <summary>Asks for a feed or a sitemap.</summary>
    public Task<FetchResult> FetchFeedAsync(Asking asking, CancellationToken cancellationToken) => FetchAsync(asking, feed, cancellationToken);

    private async Task<FetchResult> FetchAsync(Asking asking, Wanted wanted, CancellationToken cancellationToken)
    {
        var route = new Route(http.Destinations, options.Value.MaxRedirects, asking.Via);
        var hop = asking;
        while (true)
        {
            if (route.Enter(hop.Url) is { } denial)
            {
                return new FetchResult.Refused(denial.Reason, denial.Detail);
            }

            switch (await HopAsync(hop, wanted, cancellationToken))
            {
                case FetchResult.Redirected redirected:
                    hop = hop with { Url = redirected.Next, Place = null };
                    break;
                case FetchResult.Busy busy:
                    return busy with { Location = hop.Url, Via = route.Via };
                case var result:
                    return result;
            }
        }
    }

    private async Task<FetchResult> HopAsync(Asking hop, Wanted wanted, CancellationToken cancellationToken)
    {
        try
        {
            var (rules, instead, asked) = await robots.ForAsync(hop.Url, hop.Place, cancellationToken);
            if (rules is null)
            {
                return instead!;
            }

            if (!rules.IsAllowed(hop.Url))
            {
                return new FetchResult.Refused(AbandonReason.RobotsDisallowed, $"robots.txt of {hop.Url.Authority} does not allow {hop.Url.PathAndQuery}.");
            }

            var turn = await turns.EnterAsync(hop.Url, asked ? null : hop.Place, cancellationToken);
            return turn.Token is null ? new FetchResult.Busy(turn.Host, turn.At) : await AskInTurnAsync(turn, hop, wanted, rules.CrawlDelay, cancellationToken);
        }
        catch (Exception exception) when (FetchFailures.Explain(exception, hop.Url) is not null)
        {
            return FetchFailures.Explain(exception, hop.Url)!;
        }
    }

    private async Task<FetchResult> AskInTurnAsync(HostTurn turn, Asking hop, Wanted wanted, TimeSpan? crawlDelay, CancellationToken cancellationToken)
    {
        if (!turns.IsFresh(turn))
        {
            await turns.LeaveAsync(turn, seen: null);
            return new FetchResult.Busy(turn.Host, time.GetUtcNow());
        }

        var started = time.GetTimestamp();
        Observed? observed = new Observed(Load.Failing, TimeSpan.Zero);
        try
        {
            var result = await deadline.ExecuteAsync(async token => await request.AskAsync(hop, wanted, token), cancellationToken);
            observed = result is FetchResult.NotNow notNow ? new Observed(notNow.Load, TimeSpan.Zero, notNow.After) : new Observed(Load.Well, TimeSpan.Zero);
            return result;
        }
        catch (Exception exception) when (exception is SpillException or HttpRequestException { InnerException: UnsafeAddressException })
        {
            // Nothing was seen of the host: the one is our disk, the other no connection.
            observed = null;
            throw;
        }
        finally
        {
            await turns.LeaveAsync(turn, observed is { } seen ? seen with { Took = time.GetElapsedTime(started), CrawlDelay = crawlDelay } : null);
        }
    }
}
