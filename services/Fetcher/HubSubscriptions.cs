using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Ingestion.Fetcher.Fetching;
using Ingestion.News;
using Ingestion.Storage;
using Microsoft.Extensions.Options;

namespace Ingestion.Fetcher;

/// <summary>Asks the hubs that feeds offer to tell the Desk when there is something new (w3.org/TR/websub section 5.1), each in its host's turn.</summary>
internal sealed partial class HubSubscriptions(
    IFeeds feeds, GuardedHttp http, HostTurns turns, IOptions<FetcherOptions> options, TimeProvider time, ILogger<HubSubscriptions> logger)
{
    private const int Page = 1000;

    // So many hubs at once; each of them is asked for one feed after the other.
    private const int HubsAtOnce = 8;

    // Whose turn is further away is asked in the next round, in a few minutes.
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);

    // A hub of many feeds gets the rest in the next rounds, so that it does not keep its place from other hubs.
    private static readonly TimeSpan MaxRound = TimeSpan.FromMinutes(2);

    /// <summary>Asks for what has no subscription, and for what has one that ends soon.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        if (options.Value.WebSubCallback is not { } callback)
        {
            return;
        }

        var due = new List<Feed>();
        for (string? after = null; await feeds.ListAsync(after, Page, cancellationToken) is { Count: > 0 } page; after = page[^1].Url)
        {
            due.AddRange(page.Where(feed => WebSubOffer.IsDue(feed, time.GetUtcNow())));
        }

        var side = new ParallelOptions { MaxDegreeOfParallelism = HubsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(due.GroupBy(feed => new Uri(feed.Hub!).Authority), side, async (feedsOfHub, stop) =>
        {
            var started = time.GetTimestamp();
            foreach (var feed in feedsOfHub)
            {
                if (!await RenewAsync(feed, callback, stop) || time.GetElapsedTime(started) > MaxRound)
                {
                    break;
                }
            }
        });
    }

    // Nobody waits for us here, so a place in the line that is near is waited for and not parked.
    /// <returns>False when the hub's turn is too far away.</returns>
    private async Task<bool> RenewAsync(Feed feed, string callback, CancellationToken cancellationToken)
    {
        var hub = http.Destinations.Confidential(new Uri(feed.Hub!));
        if (http.Destinations.Refuse(hub) is { } denial)
        {
            LogRefused(logger, feed.Hub!, feed.Url, denial.Detail);
            return true;
        }

        var turn = await turns.EnterAsync(hub, place: null, cancellationToken);
        while (turn.Token is null)
        {
            if (turn.At - time.GetUtcNow() > MaxWait)
            {
                LogBusy(logger, feed.Hub!, turn.At);
                return false;
            }

            await Task.Delay(turn.At > time.GetUtcNow() ? turn.At - time.GetUtcNow() : TimeSpan.Zero, time, cancellationToken);
            turn = await turns.EnterAsync(hub, turn.At, cancellationToken);
        }

        Observed? seen = null;
        try
        {
            if (turns.IsFresh(turn) && await NoteAskedAsync(feed, cancellationToken) is { } pending)
            {
                seen = new Observed(Load.Failing, TimeSpan.Zero);
                seen = await AskAsync(hub, pending, callback, cancellationToken);
            }
        }
        finally
        {
            await turns.LeaveAsync(turn, seen);
        }

        return true;
    }

    /// <summary>Notes that the hub is asked, first of all: it may ask back before it answers, and the Desk must know what for.</summary>
    /// <returns>Null when it is not to be asked: another fetcher may have done so while we waited.</returns>
    private async Task<Feed?> NoteAskedAsync(Feed feed, CancellationToken cancellationToken)
    {
        var (now, secret) = (time.GetUtcNow(), Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
        var pending = await feeds.UpdateAsync(
            feed.Url,
            latest => latest.Hub == feed.Hub && WebSubOffer.IsDue(latest, now) ? latest with { HubAskedAt = now, HubSecret = latest.HubSecret ?? secret } : latest,
            cancellationToken);
        return pending?.HubAskedAt == now ? pending : null;
    }

    private async Task<Observed> AskAsync(Uri hub, Feed pending, string callback, CancellationToken cancellationToken)
    {
        using var content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["hub.mode"] = "subscribe",
            ["hub.topic"] = pending.HubTopic ?? pending.Url,
            ["hub.callback"] = WebSub.Callback(callback, pending.Url),
            ["hub.secret"] = pending.HubSecret!,
            ["hub.lease_seconds"] = WebSub.Lease.TotalSeconds.ToString(CultureInfo.InvariantCulture),
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, hub) { Content = content };
        request.Headers.TryAddWithoutValidation("User-Agent", options.Value.UserAgent);
        using var timeout = new CancellationTokenSource(options.Value.RequestTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var started = time.GetTimestamp();
        try
        {
            using var response = await http.Invoker.SendAsync(request, either.Token);
            if (!response.IsSuccessStatusCode)
            {
                LogRefused(logger, pending.Hub!, pending.Url, $"{(int)response.StatusCode}");
            }

            var after = RetryAfter.Read(response.Headers.TryGetValues("Retry-After", out var values) ? values.First() : null, time.GetUtcNow());
            var load = response.StatusCode switch
            {
                HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => Load.Overloaded,
                >= HttpStatusCode.InternalServerError => Load.Failing,
                _ => Load.Well,
            };
            return new Observed(load, time.GetElapsedTime(started), load == Load.Well ? null : after);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            LogRefused(logger, pending.Hub!, pending.Url, exception.Message);
            return new Observed(Load.Failing, time.GetElapsedTime(started));
        }
    }

    [LoggerMessage(LogLevel.Information, "Hub {Hub} is busy until {At} and is asked in a later round")]
    private static partial void LogBusy(ILogger logger, string hub, DateTimeOffset at);

    [LoggerMessage(LogLevel.Warning, "Hub {Hub} did not take a subscription to {Url}: {Why}")]
    private static partial void LogRefused(ILogger logger, string hub, string url, string why);
}
