using System.Collections.Concurrent;
using System.Text;
using Ingestion.Contracts;
using Ingestion.Storage;
using Microsoft.Extensions.Options;

namespace Ingestion.Fetcher.Fetching;

/// <summary>The rules of an origin; or what to do instead of asking it for a page.</summary>
internal readonly record struct RobotsAnswer(RobotsTxt? Rules, FetchResult? Instead);

/// <summary>Each origin's robots.txt, asked for once in its host's turn and believed for a while: here, and in the store for the other fetchers.</summary>
internal sealed class RobotsCache(RobotsRequest request, IHosts hosts, HostTurns turns, IOptions<FetcherOptions> options, TimeProvider time)
{
    // Read rules of this many origins cost a few MB; past it the stale ones go, and are read from the store again.
    private const int Capacity = 20_000;

    // RFC 9309 section 2.3.1.2: at least five.
    private const int MaxRedirects = 5;
    private static readonly TimeSpan RememberedFor = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, (RobotsTxt Rules, DateTimeOffset Until)> read = new(StringComparer.Ordinal);
    private readonly string product = RobotsTxt.ProductToken(options.Value.UserAgent);

    /// <summary>The rules of a URL's origin. An origin that cannot be reached throws what reaching it threw.</summary>
    /// <param name="url">The URL.</param>
    /// <param name="place">Our place in its host's line, null when we have none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<RobotsAnswer> ForAsync(Uri url, DateTimeOffset? place, CancellationToken cancellationToken)
    {
        var origin = url.GetLeftPart(UriPartial.Authority);
        return await KnownAsync(origin, cancellationToken) ?? await AskAsync(origin, place, cancellationToken);
    }

    private async Task<RobotsAnswer?> KnownAsync(string origin, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (read.TryGetValue(origin, out var known) && known.Until > now)
        {
            return new RobotsAnswer(known.Rules, Instead: null);
        }

        return await hosts.FindRobotsAsync(origin, cancellationToken) is { } file && file.ExpiresAt > now ? Remember(file, now) : null;
    }

    private RobotsAnswer Remember(RobotsFile file, DateTimeOffset now)
    {
        if (file.Text is null)
        {
            return new RobotsAnswer(null, new FetchResult.NotNow(AbandonReason.GaveUp, $"{file.Origin} cannot say now what may be asked: its robots.txt fails.", file.ExpiresAt - now));
        }

        var rules = file.Text.Length == 0 ? RobotsTxt.AllowAll : RobotsTxt.Parse(file.Text, product);
        if (read.Count >= Capacity)
        {
            foreach (var (origin, entry) in read)
            {
                if (entry.Until <= now || read.Count >= Capacity)
                {
                    read.TryRemove(origin, out _);
                }
            }
        }

        read[file.Origin] = (rules, file.ExpiresAt < now + RememberedFor ? file.ExpiresAt : now + RememberedFor);
        return new RobotsAnswer(rules, Instead: null);
    }

    // RFC 9309 section 2.3.1: redirects are followed, 4xx means no rules, 5xx means no crawling while it lasts.
    private async Task<RobotsAnswer> AskAsync(string origin, DateTimeOffset? place, CancellationToken cancellationToken)
    {
        var url = new Uri(origin + "/robots.txt");
        RobotsFile? file = null;
        for (var hop = 0; file is null && hop <= MaxRedirects; hop++)
        {
            var turn = await turns.EnterAsync(url, hop == 0 ? place : null, cancellationToken);
            if (turn.Token is null)
            {
                return new RobotsAnswer(null, new FetchResult.Busy(turn.Host, turn.At));
            }

            // Others wanted the same, and whoever had the turn before has asked.
            if (!turns.IsFresh(turn) || await KnownAsync(origin, cancellationToken) is not null)
            {
                await turns.LeaveAsync(turn, seen: null);
                return await KnownAsync(origin, cancellationToken) ?? new RobotsAnswer(null, new FetchResult.Busy(turn.Host, time.GetUtcNow()));
            }

            var (load, after, delay, started) = (Load.Failing, (TimeSpan?)null, (TimeSpan?)null, time.GetTimestamp());
            try
            {
                (file, var next, load, after) = await request.AskAsync(origin, url, cancellationToken);
                delay = file?.Text is { Length: > 0 } text ? RobotsTxt.Parse(text, product).CrawlDelay : null;
                if (next is null)
                {
                    break;
                }

                url = next;
            }
            finally
            {
                await turns.LeaveAsync(turn, new Observed(load, time.GetElapsedTime(started), after, delay));
            }
        }

        file ??= new RobotsFile(origin, "", time.GetUtcNow() + options.Value.RobotsLifetime);
        await hosts.SaveRobotsAsync(file, cancellationToken);
        return Remember(file, time.GetUtcNow());
    }
}
