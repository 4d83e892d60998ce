using Ingestion.Fetcher.Fetching;
using Ingestion.Hosting;
using Ingestion.News.Feeds;
using Ingestion.Storage;
using Microsoft.Extensions.Options;

namespace Ingestion.Fetcher;

/// <summary>Takes in what a feed names that was not taken in before, or that changed since.</summary>
internal sealed class FeedIntake(IFeeds feeds, Intake intake, IOptions<FetcherOptions> options, TimeProvider time)
{
    // One write for so many entries, and a bound on what one transaction holds.
    private const int Batch = 500;

    // What left a feed so long ago is forgotten; what is still in it is noted anew at half that time.
    private static readonly TimeSpan SeenFor = TimeSpan.FromDays(30);

    /// <summary>Takes URLs in, then notes them: the other way round, who dies in between loses them.</summary>
    /// <param name="feed">The feed as it was before.</param>
    /// <param name="document">What it says now.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Brought> TakeInAsync(Feed feed, FeedDocument document, CancellationToken cancellationToken)
    {
        var (stories, unusable) = FeedStories.Of(document);
        var cutoff = feed.SucceededAt is null && document.Kind is FeedKind.Sitemap or FeedKind.TextSitemap ? await CutoffAsync(feed, cancellationToken) : null;
        var brought = new Brought { Unusable = unusable };
        foreach (var batch in stories.Chunk(Batch))
        {
            brought += await TakeInAsync(feed, batch, cutoff, cancellationToken);
        }

        // Where all of it has just been read, whatever the origin says of changes.
        if (!PollPlan.IsConditional(feed.Polls))
        {
            await feeds.ForgetSeenAsync(feed.Url, time.GetUtcNow() - SeenFor, cancellationToken);
        }

        return brought;
    }

    private async Task<Brought> TakeInAsync(Feed feed, FeedStory[] batch, DateTimeOffset? cutoff, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var seen = await feeds.FindSeenAsync(feed.Url, [.. batch.Select(story => story.Canonical)], cancellationToken);
        var (taken, noted) = (new List<FeedStory>(), new List<FeedStory>());
        foreach (var story in batch)
        {
            if (!seen.TryGetValue(story.Canonical, out var before))
            {
                (story.ChangedAt < cutoff ? noted : taken).Add(story);
            }
            else if (before.Stamp != story.Stamp && before.At <= now - options.Value.ResubmitAfter)
            {
                taken.Add(story);
            }
            else if (before.Stamp == story.Stamp && before.At < now - (SeenFor / 2))
            {
                noted.Add(story);
            }
        }

        var wanted = taken.Count;
        if (wanted > 0)
        {
            taken = taken[..await GrantAsync(feed, wanted, now, cancellationToken)];
        }

        if (taken.Count > 0)
        {
            await intake.AcceptUrlsAsync([.. taken.Select(story => story.Url)], feed.Url, cancellationToken);
        }

        if (taken.Count + noted.Count > 0)
        {
            await feeds.NoteSeenAsync(feed.Url, taken.Concat(noted).ToDictionary(story => story.Canonical, story => new SeenEntry(story.Stamp, now)), cancellationToken);
        }

        return new Brought
        {
            Fresh = taken.Count(story => !seen.ContainsKey(story.Canonical)),
            Accepted = taken.Count,
            PassedOver = noted.Count(story => !seen.ContainsKey(story.Canonical)),
            Postponed = wanted - taken.Count,
        };
    }

    /// <summary>Takes from the day's budget, of the index where one names the feed. Before anything is taken in: who dies in between has taken too little.</summary>
    /// <returns>How many; none when the feed was removed.</returns>
    private async Task<int> GrantAsync(Feed feed, int wanted, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var granted = 0;
        Feed Take(Feed payer)
        {
            (payer, granted) = FeedBudget.Take(payer, wanted, now, options.Value.MaxUrlsPerFeedPerDay);
            return payer;
        }

        if (feed.Index is null || await feeds.UpdateAsync(feed.Index, Take, cancellationToken) is null)
        {
            await feeds.UpdateAsync(feed.Url, Take, cancellationToken);
        }

        return granted;
    }

    private async Task<DateTimeOffset?> CutoffAsync(Feed feed, CancellationToken cancellationToken)
    {
        var index = feed.Index is null ? null : await feeds.FindAsync(feed.Index, cancellationToken);
        return SitemapPlan.Cutoff(feed with { Subscribed = feed.Subscribed || index is { Subscribed: true } }, options.Value.SitemapMaxAge);
    }
}
