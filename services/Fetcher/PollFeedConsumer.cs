using Ingestion.Contracts;
using Ingestion.Fetcher.Fetching;
using Ingestion.Hosting;
using Ingestion.News;
using Ingestion.News.Feeds;
using Ingestion.Storage;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Ingestion.Fetcher;

/// <summary>
/// PollFeed → one accepted URL for each entry that is new, and the next poll in the schedule. (1) find or open the feed, (2) ask for it in its
/// host's turn, (3) read it, (4) take in what it names; of an index, plan its sitemaps, (5) write down how it does, (6) plan the next poll.
/// A feed that fails is a value of its health. Doing it twice takes nothing in twice; who dies in the middle of (4) takes URLs in twice at worst,
/// and the second ones end as duplicate-submission.
/// </summary>
internal sealed partial class PollFeedConsumer(
    DocumentFetcher fetcher,
    IFeeds feeds,
    ISchedule schedule,
    FeedIntake intake,
    Sitemaps sitemaps,
    IOptions<FetcherOptions> options,
    TimeProvider time,
    ILogger<PollFeedConsumer> logger) : IConsumer<PollFeed>
{
    public async Task Consume(ConsumeContext<PollFeed> context)
    {
        var (order, stop) = (context.Message, context.CancellationToken);
        if (!CanonicalUrl.TryParse(order.Url, out var url))
        {
            LogNoUrl(logger, order.Url);
            return;
        }

        // (1)
        var feed = await feeds.FindAsync(url.AbsoluteUri, stop) ?? await OpenAsync(url.AbsoluteUri, order.Index, stop);

        // (2) What changes while we read counts as not read.
        var now = time.GetUtcNow();
        var known = PollPlan.IsConditional(feed.Polls) ? feed : null;
        var asking = new Asking(Uri.TryCreate(order.Location, UriKind.Absolute, out var location) ? location : url) { Via = order.Via ?? [], Place = order.SlotAt, Known = feed.Location ?? url.AbsoluteUri, ETag = known?.ETag, LastModified = known?.LastModified };
        var result = await fetcher.FetchFeedAsync(asking, stop);
        if (result is FetchResult.Busy busy)
        {
            FeedCounts.Count(busy, default);
            await ParkAsync(feed, busy.IsElsewhere ? order with { SlotAt = busy.At, Location = busy.Location!.AbsoluteUri, Via = busy.Via } : order with { SlotAt = busy.At }, stop);
            return;
        }

        // (3) Whatever is in there, reading it is no error of ours.
        var fetched = result as FetchResult.Fetched;
        var document = fetched is null ? null : FeedReader.Read(fetched.Bytes, fetched.ContentType, fetched.Charset, fetched.FinalUrl);
        if (fetched is not null && document is null)
        {
            result = new FetchResult.Refused(AbandonReason.UnsupportedType, "What came is neither a feed nor a sitemap.");
        }

        // (4)
        var brought = document is null ? default : await intake.TakeInAsync(feed, document, stop);
        if (document is not null && feed.Index is null && order.Index is null)
        {
            // An index names sitemaps and no index (sitemaps.org/protocol.html#index): two that name each other would be read for ever.
            await sitemaps.PlanAsync(feed, document, stop);
        }

        // (5) What others wrote meanwhile stands: the Desk, answering a hub or an editor. Who was removed stays removed.
        var done = await feeds.UpdateAsync(
            feed.Url,
            latest => result switch
            {
                FetchResult.Fetched when document is not null => FeedHealth.Read(latest, document, fetched!, brought, now, options.Value),
                FetchResult.NotModified same => FeedHealth.Same(latest, same.MaxAge, now, options.Value),
                _ => FeedHealth.Failed(latest, result, now, options.Value),
            },
            stop);
        if (done is null)
        {
            return;
        }

        // (6)
        if (done.NextPollAt is { } next)
        {
            await schedule.PutAsync([FeedPoll.Scheduled(done, next)], stop);
        }

        FeedCounts.Count(result, brought);
        Say(done, result, brought);
    }

    private async Task<Feed> OpenAsync(string url, string? index, CancellationToken stop)
    {
        var feed = new Feed { Url = url, Subscribed = false, AddedAt = time.GetUtcNow(), Index = index };
        await feeds.AddAsync([feed], stop);
        return feed;
    }

    // A poll that is in the feed's plan is not taken off the schedule. One that a hub caused stays known as unplanned.
    private async Task ParkAsync(Feed feed, PollFeed order, CancellationToken stop)
    {
        var planned = await feeds.UpdateAsync(
            feed.Url, latest => latest.NextPollAt is null || latest.NextPollAt < order.SlotAt ? latest with { NextPollAt = order.SlotAt } : latest, stop);
        if (planned is not null)
        {
            await schedule.PutAsync([Intake.Scheduled(FeedPoll.Key(feed.Url), order, order.SlotAt!.Value)], stop);
        }
    }

    private void Say(Feed feed, FetchResult result, Brought brought)
    {
        if (feed.Failures > 0)
        {
            LogFailed(logger, feed.Url, feed.Failures, feed.LastError, feed.NextPollAt);
        }
        else if (result is FetchResult.Fetched)
        {
            LogRead(logger, feed.Url, feed.EntryCount, brought.Fresh, brought.Accepted, brought.PassedOver, brought.Unusable, brought.Postponed, feed.NextPollAt);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Feed {Url} was not read: not an absolute http or https URL")]
    private static partial void LogNoUrl(ILogger logger, string url);

    [LoggerMessage(LogLevel.Warning, "Feed {Url} was not read, {Failures} times in a row: {Why} Next poll {NextPollAt}")]
    private static partial void LogFailed(ILogger logger, string url, int failures, string? why, DateTimeOffset? nextPollAt);

    [LoggerMessage(LogLevel.Information, "Feed {Url} has {Entries} entries: {Fresh} new, {Accepted} taken in, {PassedOver} too old, {Unusable} without a URL, {Postponed} left for tomorrow. Next poll {NextPollAt}")]
    private static partial void LogRead(ILogger logger, string url, int entries, int fresh, int accepted, int passedOver, int unusable, int postponed, DateTimeOffset? nextPollAt);
}
