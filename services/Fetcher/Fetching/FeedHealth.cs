using Ingestion.Contracts;
using Ingestion.News.Feeds;
using Ingestion.Storage;

namespace Ingestion.Fetcher.Fetching;

/// <summary>What a poll brought.</summary>
/// <param name="Fresh">URLs that were never seen in the feed before.</param>
/// <param name="Accepted">URLs taken in: those, and others that changed.</param>
/// <param name="PassedOver">URLs noted as seen and not taken in.</param>
/// <param name="Unusable">Entries without a URL that could be taken in.</param>
/// <param name="Postponed">URLs beyond what the feed may bring today: not noted, so that they come again.</param>
internal readonly record struct Brought(int Fresh, int Accepted, int PassedOver, int Unusable, int Postponed)
{
    public static Brought operator +(Brought one, Brought other) =>
        new(one.Fresh + other.Fresh, one.Accepted + other.Accepted, one.PassedOver + other.PassedOver, one.Unusable + other.Unusable, one.Postponed + other.Postponed);
}

/// <summary>A feed as it is after a poll. Pure; what others changed of it meanwhile is in the feed that is given.</summary>
internal static class FeedHealth
{
    // A name, not a story; some feeds have the one in the place of the other.
    private const int MaxTitle = 300;

    /// <summary>It was read.</summary>
    public static Feed Read(Feed feed, FeedDocument document, FetchResult.Fetched fetched, Brought brought, DateTimeOffset now, FetcherOptions options)
    {
        // A list that was cut off, or not taken in to its end, must come again in full. So must an index, where only the clock says when some of its sitemaps are due.
        var keepsValidators = document.Incomplete is null && brought.Postponed == 0 && document.Sitemaps.All(sitemap => SitemapPlan.SaysWhen(sitemap.LastModified));
        var (hub, topic) = WebSubOffer.Of(document, fetched.Links, fetched.FinalUrl, feed.Url);
        return Succeeded(feed, brought, Longest(document.TimeToLive, fetched.MaxAge), now, options) with
        {
            Title = feed.Title ?? (document.Title is { Length: > MaxTitle } title ? title[..MaxTitle] : document.Title),
            Location = fetched.FinalUrl.AbsoluteUri == feed.Url ? null : fetched.FinalUrl.AbsoluteUri,
            ETag = keepsValidators ? fetched.ETag : null,
            LastModified = keepsValidators ? fetched.LastModified : null,
            LastError = document.Incomplete is { } why ? $"It was read in part: {why}."
                : brought.Postponed > 0 ? $"It was taken in in part: {brought.Postponed} URLs wait for tomorrow, since Fetcher:MaxUrlsPerFeedPerDay is {options.MaxUrlsPerFeedPerDay}."
                : null,
            EntryCount = document.Entries.Count,
            UnusableCount = brought.Unusable,
            AcceptedCount = feed.AcceptedCount + brought.Accepted,
            PassedOverCount = feed.PassedOverCount + brought.PassedOver,
            Hub = hub,
            HubTopic = topic,
            HubUntil = hub == feed.Hub && topic == feed.HubTopic ? feed.HubUntil : null,
        };
    }

    /// <summary>It is as it was when it was last read (304).</summary>
    public static Feed Same(Feed feed, TimeSpan? maxAge, DateTimeOffset now, FetcherOptions options) =>
        Succeeded(feed, default, maxAge, now, options) with { LastError = null };

    /// <summary>It was not read.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="failure">Why not: <see cref="FetchResult.NotNow"/> or <see cref="FetchResult.Refused"/>.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="options">How often to try.</param>
    public static Feed Failed(Feed feed, FetchResult failure, DateTimeOffset now, FetcherOptions options)
    {
        var (reason, detail, after) = failure switch
        {
            FetchResult.NotNow notNow => (notNow.Reason, notNow.Detail, notNow.After),
            FetchResult.Refused refused => (refused.Reason, refused.Detail, null),
            _ => throw new ArgumentException($"{failure.GetType().Name} is no failure.", nameof(failure)),
        };
        var isDown = failure is FetchResult.NotNow;
        var failures = feed.Failures + 1;
        var subscribed = feed.Subscribed && reason != AbandonReason.Gone;

        // Of one that was never read nothing is known but that it was wanted: one hiccup is not to make its news late.
        var usual = isDown && feed.Interval == TimeSpan.Zero ? options.MinPollInterval : feed.Interval;
        var pause = PollPlan.AfterFailure(usual, failures, isDown ? PollPlan.LongestWhileDown : PollPlan.LongestWhileRefused, after);
        return feed with
        {
            Subscribed = subscribed,
            Polls = feed.Polls + 1,
            PolledAt = now,
            Failures = failures,
            LastError = detail,

            // What is read once is tried as often as a page.
            NextPollAt = subscribed || (isDown && failures < options.MaxAttempts) ? PollPlan.At(now, pause, Random.Shared.NextDouble()) : null,
        };
    }

    private static Feed Succeeded(Feed feed, Brought brought, TimeSpan? asked, DateTimeOffset now, FetcherOptions options)
    {
        var isNew = brought.Fresh > 0;
        var newEntriesAt = isNew ? now : feed.NewEntriesAt;
        var usualGap = isNew && feed.NewEntriesAt is { } before ? PollPlan.UsualGap(feed.UsualGap, now - before) : feed.UsualGap;
        var interval = PollPlan.Interval(
            feed.SucceededAt is null ? TimeSpan.Zero : feed.Interval, brought.Fresh, usualGap, now - (newEntriesAt ?? feed.AddedAt), asked, options.MinPollInterval, options.MaxPollInterval);

        // A hub is believed while what is new comes by it; one that confirms a subscription and then says nothing does not make us deaf.
        var wasPlanned = feed.NextPollAt is not { } planned || planned <= now;
        var pushedAt = isNew && !wasPlanned ? now : feed.PushedAt;
        var isPushed = feed.HubUntil > now && pushedAt is not null && pushedAt == newEntriesAt;
        return feed with
        {
            Interval = interval,
            NextPollAt = feed.Subscribed ? PollPlan.At(now, isPushed ? options.MaxPollInterval : interval, Random.Shared.NextDouble())
                : brought.Postponed > 0 ? PollPlan.At(now, FeedBudget.Tomorrow(now) - now, Random.Shared.NextDouble())
                : null,
            Polls = feed.Polls + 1,
            PolledAt = now,
            SucceededAt = now,
            Failures = 0,
            NewEntriesAt = newEntriesAt,
            UsualGap = usualGap,
            PushedAt = pushedAt,
        };
    }

    private static TimeSpan? Longest(TimeSpan? one, TimeSpan? other) => one is null || other > one ? other : one;
}
