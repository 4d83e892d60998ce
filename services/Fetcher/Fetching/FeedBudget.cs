using Ingestion.Storage;

namespace Ingestion.Fetcher.Fetching;

/// <summary>
/// How many URLs a feed may bring on one day: a calendar that never ends, or a session in every link, is not to fill the books. An index and its
/// sitemaps are one source.
/// </summary>
internal static class FeedBudget
{
    /// <summary>Takes from what is left of a day.</summary>
    /// <param name="feed">The feed, or the index that names it.</param>
    /// <param name="wanted">URLs to take in, 0 or more.</param>
    /// <param name="now">Now, UTC: a day begins at midnight there.</param>
    /// <param name="most"><see cref="FetcherOptions.MaxUrlsPerFeedPerDay"/>.</param>
    /// <returns>The feed with what is used up, and how many of them may be taken in.</returns>
    public static (Feed Feed, int Granted) Take(Feed feed, int wanted, DateTimeOffset now, int most)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var used = feed.TakenOn == today ? feed.TakenToday : 0;
        var granted = Math.Clamp(most - used, 0, wanted);
        return (granted == 0 ? feed : feed with { TakenOn = today, TakenToday = used + granted }, granted);
    }

    /// <summary>When the next day begins, UTC.</summary>
    public static DateTimeOffset Tomorrow(DateTimeOffset now) => new(now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
}
