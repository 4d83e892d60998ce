using Ingestion.Contracts;
using Ingestion.Hosting;
using Ingestion.News;
using Ingestion.Storage;

namespace Ingestion.Fetcher;

/// <summary>A feed's place in the schedule: one for each, so that of any number of plans the last one stands.</summary>
internal static class FeedPoll
{
    /// <summary>Its key.</summary>
    /// <param name="url">Canonical URL of the feed.</param>
    public static Guid Key(string url) => ContentKey.MessageId(nameof(PollFeed), url);

    /// <summary>Its next poll.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="dueAt">When, UTC.</param>
    public static ScheduledMessage Scheduled(Feed feed, DateTimeOffset dueAt) =>
        Intake.Scheduled(Key(feed.Url), new PollFeed { Url = feed.Url, Index = feed.Index }, dueAt);
}
