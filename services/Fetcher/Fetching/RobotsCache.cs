using System.Collections.Concurrent;
using Ingestion.Contracts;
using Ingestion.Storage;
using Microsoft.Extensions.Options;

namespace Ingestion.Fetcher.Fetching;

/// <summary>The rules of an origin; or what to do instead of asking it for a page.</summary>
/// <param name="Rules">The rules.</param>
/// <param name="Instead">What to do instead.</param>
/// <param name="Asked">Whether it was asked for now, which took our place in the line.</param>
internal readonly record struct RobotsAnswer(RobotsTxt? Rules, FetchResult? Instead, bool Asked = false);

/// <summary>Each origin's robots.txt, asked for once in its host's turn and believed for a while: here, and in the store for the other fetchers.</summary>
internal sealed class RobotsCache(RobotsRequest request, IHosts hosts, HostTurns turns, IOptions<FetcherOptions> options, TimeProvider time)
{
    // Files of this many characters together are kept as read rules, which take several times that; past it all are read from the store again.
    private const long Capacity = 8_000_000;

    // RFC 9309 section 2.3.1.2: at least five.
    private const int MaxRedirects = 5;
    private static readonly TimeSpan RememberedFor = TimeSpan.FromMinutes(5);

    // Whoever follows a redirect comes back for its next place within this time, or begins anew.
    private static readonly TimeSpan UnderWayFor = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<string, (RobotsTxt Rules, DateTimeOffset Until)> read = new(StringComparer.Ordinal);
    private long characters;
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

        return await hosts.FindRobotsAsync(origin, cancellationToken) is { Next: null } file && file.ExpiresAt > now ? Remember(file, now) : null;
    }

    private RobotsAnswer Remember(RobotsFile file, DateTimeOffset now)
    {
        if (file.Text is null)
        {
            return new RobotsAnswer(null, new FetchResult.NotNow(AbandonReason.GaveUp, $"{file.Origin} cannot say now what may be asked: its robots.txt fails.", file.ExpiresAt - now));
        }

        var rules = file.Text.Length == 0 ? RobotsTxt.AllowAll : RobotsTxt.Parse(file.Text, product);
        if (Interlocked.Add(ref characters, file.Text.Length + 100) > Capacity)
        {
            read.Clear();
            Interlocked.Exchange(ref characters, 0);
        }

        read[file.Origin] = (rules, file.ExpiresAt < now + RememberedFor ? file.ExpiresAt : now + RememberedFor);
        return new RobotsAnswer(rules, Instead: null);
    }

    // Each redirect takes a turn of its own, mostly a later one: how far we are is kept, so that whoever comes back goes on from there.
    private async Task<RobotsAnswer> AskAsync(string origin, DateTimeOffset? place, CancellationToken cancellationToken)
    {
        var known = await hosts.FindRobotsAsync(origin, cancellationToken);
        var (url, hops) = known is { Next: { } next } && known.ExpiresAt > time.GetUtcNow() ? (new Uri(next), known.Hops) : (new Uri(origin + "/robots.txt"), 0);
        while (true)
        {
            var turn = await turns.EnterAsync(url, place, cancellationToken);
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

            var file = await AskInTurnAsync(turn, origin, url, hops, cancellationToken);
            await hosts.SaveRobotsAsync(file, cancellationToken);
            if (file.Next is null)
            {
                return Remember(file, time.GetUtcNow()) with { Asked = true };
            }

            (url, hops, place) = (new Uri(file.Next), file.Hops, null);
        }
    }

    private async Task<RobotsFile> AskInTurnAsync(HostTurn turn, string origin, Uri url, int hops, CancellationToken cancellationToken)
    {
        var (load, after, delay, started) = (Load.Failing, (TimeSpan?)null, (TimeSpan?)null, time.GetTimestamp());
        try
        {
            (var file, var next, load, after) = await request.AskAsync(origin, url, cancellationToken);
            delay = file?.Text is { Length: > 0 } text ? RobotsTxt.Parse(text, product).CrawlDelay : null;
            return file ?? (hops < MaxRedirects
                ? new RobotsFile(origin, Text: null, time.GetUtcNow() + UnderWayFor) { Next = next!.AbsoluteUri, Hops = hops + 1 }
                : new RobotsFile(origin, "", time.GetUtcNow() + options.Value.RobotsLifetime));
        }
        finally
        {
            await turns.LeaveAsync(turn, new Observed(load, time.GetElapsedTime(started), after, delay));
        }
    }
}
