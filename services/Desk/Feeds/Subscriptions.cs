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
        List<(WantedFeed Wanted, Feed? Known)> missing = [];
        foreach (var feed in wanted.DistinctBy(feed => feed.Url))
        {
            var known = await feeds.FindAsync(feed.Url, cancellationToken);
            if (known is not { Subscribed: true })
            {
                missing.Add((feed, known));
            }
        }

        var now = time.GetUtcNow();
        var work = missing.Zip(firstPolls.Take(missing.Count, now), (one, turn) => (one.Known, Feed: Subscribed(one.Wanted, one.Known, turn, now))).ToList();

        // (2) One that was read once keeps what is known of it.
        await feeds.AddAsync([.. work.Where(one => one.Known is null).Select(one => one.Feed)], cancellationToken);
        foreach (var (_, feed) in work.Where(one => one.Known is not null))
        {
            await feeds.SaveAsync(feed, cancellationToken);
        }

        // (3)
        await schedule.PutAsync([.. work.Select(one => Poll(one.Feed.Url, one.Feed.NextPollAt!.Value))], cancellationToken);
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

    private static Feed Subscribed(WantedFeed wanted, Feed? known, DateTimeOffset turn, DateTimeOffset now) =>
        (known ?? new Feed { Url = wanted.Url, Subscribed = true, AddedAt = now }) with
        {
            Subscribed = true,
            NextPollAt = turn,
            Title = wanted.Title ?? known?.Title,
            Category = wanted.Category ?? known?.Category,
        };
}
