using Ingestion.Contracts;
using Ingestion.Desk.Bulk;
using Ingestion.Hosting;
using Ingestion.News;
using Ingestion.Storage;

namespace Ingestion.Desk.Feeds;

/// <summary>A feed that somebody wants polled.</summary>
/// <param name="Url">Its canonical URL.</param>
/// <param name="Title">What the list calls it; null when it does not say.</param>
/// <param name="Category">Where the list has it; null when nowhere.</param>
internal sealed record WantedFeed(string Url, string? Title = null, string? Category = null);

/// <summary>
/// Subscribes feeds: (1) leave out those that are subscribed, (2) note the others with the moment of their first poll, (3) schedule it.
/// Whoever dies between (2) and (3) leaves feeds whose poll becomes overdue, and overdue feeds are polled too.
/// </summary>
internal sealed class Subscriptions(IFeeds feeds, ISchedule schedule, TimeProvider time)
{
    // First polls of a long list: a guess at what leaves a fetcher time for everything else.
    private readonly Pace firstPolls = new(perSecond: 20);

    /// <returns>How many were not subscribed before.</returns>
    public async Task<int> AddAsync(IReadOnlyCollection<WantedFeed> wanted, CancellationToken cancellationToken)
    {
        // (1)
        List<(WantedFeed Wanted, bool IsKnown)> missing = [];
        foreach (var feed in wanted.DistinctBy(feed => feed.Url))
        {
            var known = await feeds.FindAsync(feed.Url, cancellationToken);
            if (known is not { Subscribed: true })
            {
                missing.Add((feed, known is not null));
            }
        }

        var now = time.GetUtcNow();
        var work = missing.Zip(firstPolls.Take(missing.Count, now), (one, turn) => (one.Wanted, one.IsKnown, Turn: turn)).ToList();

        // (2) One that was read once keeps what is known of it, unless it was removed just now.
        var added = work.Where(one => !one.IsKnown).ToList();
        foreach (var one in work.Where(one => one.IsKnown))
        {
            if (await feeds.UpdateAsync(one.Wanted.Url, feed => Subscribed(feed, one.Wanted, one.Turn), cancellationToken) is null)
            {
                added.Add(one);
            }
        }

        await feeds.AddAsync(
            [.. added.Select(one => Subscribed(new Feed { Url = one.Wanted.Url, Subscribed = true, AddedAt = now }, one.Wanted, one.Turn))], cancellationToken);

        // (3)
        await schedule.PutAsync([.. work.Select(one => Poll(one.Wanted.Url, one.Turn))], cancellationToken);
        return work.Count;
    }

    /// <summary>Ends a subscription; a poll that has begun still ends.</summary>
    /// <returns>False when there is no such feed.</returns>
    public async Task<bool> RemoveAsync(string url, CancellationToken cancellationToken)
    {
        if (await feeds.FindAsync(url, cancellationToken) is not { } feed || !await feeds.RemoveAsync(url, cancellationToken))
        {
            return false;
        }

        if (feed.NextPollAt is { } turn)
        {
            // The store keeps the feed's moment rounded down and the schedule's rounded up, to whole milliseconds.
            await schedule.RemoveAsync([Poll(url, turn), Poll(url, turn.AddMilliseconds(1))], cancellationToken);
        }

        return true;
    }

    /// <summary>Has a feed polled as soon as the schedule is looked at, whatever its turn was.</summary>
    public Task PollNowAsync(string url, CancellationToken cancellationToken) => schedule.PutAsync([Poll(url, time.GetUtcNow())], cancellationToken);

    private static ScheduledMessage Poll(string url, DateTimeOffset dueAt) =>
        Intake.Scheduled(ContentKey.MessageId(nameof(PollFeed), url), new PollFeed { Url = url }, dueAt);

    private static Feed Subscribed(Feed feed, WantedFeed wanted, DateTimeOffset turn) => feed with
    {
        Subscribed = true,
        NextPollAt = turn,
        Title = wanted.Title ?? feed.Title,
        Category = wanted.Category ?? feed.Category,
    };
}
