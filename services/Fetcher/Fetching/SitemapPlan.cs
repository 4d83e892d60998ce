using Ingestion.Storage;

namespace Ingestion.Fetcher.Fetching;

/// <summary>Which sitemaps of an index are to be read.</summary>
internal static class SitemapPlan
{
    /// <summary>Whether what an index says of a sitemap tells when it changes. A date without a time does not say which change of that day it means.</summary>
    public static bool SaysWhen(DateTimeOffset? lastModified) => lastModified is { TimeOfDay.Ticks: > 0 };

    /// <summary>The age below which a subscription cares for what a sitemap names when it is first read; null when it cares for all.</summary>
    /// <param name="subscription">The sitemap, or the index that names it.</param>
    /// <param name="maxAge"><see cref="FetcherOptions.SitemapMaxAge"/>.</param>
    /// <returns>Counted from when it was added: what appears while it cannot be read is not lost.</returns>
    public static DateTimeOffset? Cutoff(Feed subscription, TimeSpan maxAge) =>
        subscription.Subscribed && maxAge > TimeSpan.Zero ? subscription.AddedAt - maxAge : null;

    /// <summary>Whether to read a sitemap that an index names.</summary>
    /// <param name="lastModified">What the index says.</param>
    /// <param name="sitemap">The sitemap; null when it was never ordered.</param>
    /// <param name="now">Now, UTC.</param>
    public static bool IsDue(DateTimeOffset? lastModified, Feed? sitemap, DateTimeOffset now)
    {
        // One that has a subscription of its own, or failed, has its own time.
        if (sitemap is { Subscribed: true } || sitemap?.NextPollAt > now)
        {
            return false;
        }

        // One that was given up keeps the pause of a feed that is down: its index would bring it at each of its own polls.
        if (sitemap is { Failures: > 0, PolledAt: { } failedAt }
            && now < failedAt + PollPlan.AfterFailure(sitemap.Interval, sitemap.Failures, PollPlan.LongestWhileDown, after: null))
        {
            return false;
        }

        if (sitemap?.SucceededAt is not { } read)
        {
            return true;
        }

        if (lastModified is { } changed && SaysWhen(changed))
        {
            // What changed after the read within the second that is named, or the minute, has the same date.
            var exactness = changed.Second > 0 ? TimeSpan.FromSeconds(1) : TimeSpan.FromMinutes(1);
            return changed + exactness > read;
        }

        var mayHaveChanged = lastModified is not { } day || day.AddDays(1) > read;
        return mayHaveChanged && now >= read + sitemap.Interval;
    }
}
