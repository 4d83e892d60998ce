using Ingestion.Fetcher.Fetching;
using Ingestion.News;
using Ingestion.News.Feeds;
using Ingestion.Storage;
using Microsoft.Extensions.Options;

namespace Ingestion.Fetcher;

/// <summary>The sitemaps of an index: feeds that are polled when the index says so, or when it does not say and their own pause is over.</summary>
internal sealed class Sitemaps(IFeeds feeds, ISchedule schedule, IOptions<FetcherOptions> options, TimeProvider time)
{
    private const int Batch = 500;

    /// <summary>Puts those that are due into the schedule. Doing it twice puts them there once.</summary>
    /// <param name="index">The index.</param>
    /// <param name="document">What it says.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task PlanAsync(Feed index, FeedDocument document, CancellationToken cancellationToken)
    {
        // What changed last before the subscription cared is an archive: not even looked up, since an index may name 50,000.
        var cutoff = SitemapPlan.Cutoff(index, options.Value.SitemapMaxAge);
        var named = document.Sitemaps.Where(sitemap => !(sitemap.LastModified < cutoff))
            .Select(sitemap => (Url: CanonicalUrl.TryParse(sitemap.Url, out var url) ? url.AbsoluteUri : index.Url, sitemap.LastModified))
            .Where(sitemap => sitemap.Url != index.Url).DistinctBy(sitemap => sitemap.Url);
        foreach (var batch in named.Chunk(Batch))
        {
            await PlanAsync(index, batch, cancellationToken);
        }
    }

    private async Task PlanAsync(Feed index, (string Url, DateTimeOffset? LastModified)[] batch, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (added, known) = (new List<Feed>(), new List<Feed>());
        foreach (var (url, lastModified) in batch)
        {
            var sitemap = await feeds.UpdateAsync(
                url, latest => SitemapPlan.IsDue(lastModified, latest, now) ? latest with { Index = index.Url, NextPollAt = now } : latest, cancellationToken);
            if (sitemap is null)
            {
                added.Add(new Feed { Url = url, Subscribed = false, AddedAt = now, Index = index.Url, NextPollAt = now });
            }
            else if (sitemap.NextPollAt == now)
            {
                known.Add(sitemap);
            }
        }

        if (added.Count > 0)
        {
            await feeds.AddAsync(added, cancellationToken);
        }

        if (added.Count + known.Count > 0)
        {
            await schedule.PutAsync([.. added.Concat(known).Select(sitemap => FeedPoll.Scheduled(sitemap, now))], cancellationToken);
        }
    }
}
