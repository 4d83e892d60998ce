using Ingestion.Contracts;
using Ingestion.Fetcher.Fetching;
using Ingestion.Hosting;
using Ingestion.News;
using Ingestion.Storage;
using Microsoft.Extensions.Options;

namespace Ingestion.Fetcher;

/// <summary>Further looks at pages that became articles. Of each page one is planned at a time; its ledger entry opens when it is due.</summary>
internal sealed class Rechecks(IPages pages, ILedger ledger, ISchedule schedule, IOptions<FetcherOptions> options, TimeProvider time)
{
    /// <summary>Plans the look after the one that a ledger entry stands for. Planned again, it is the same look; one that has been made stays made.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="articleId">The article that the page is.</param>
    /// <param name="revision">Its revision.</param>
    /// <param name="hasChanged">Whether this entry found a change.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task PlanAsync(LedgerEntry entry, string articleId, int revision, bool hasChanged, CancellationToken cancellationToken)
    {
        var next = ContentKey.MessageId(nameof(Recheck), $"{entry.Id}");
        if (await pages.FindAsync(entry.CanonicalUrl, cancellationToken) is not { } page || await ledger.FindAsync(next, cancellationToken) is not null)
        {
            return;
        }

        var now = time.GetUtcNow();
        var changedAt = hasChanged ? now : page.ChangedAt;
        var number = page.NextCheck == next ? page.Checks : page.Checks + 1;
        var chance = next.ToByteArray()[^1] / 255.0;
        if (RecheckPlan.Next(now - changedAt, options.Value.RecheckFirst, options.Value.RecheckUntil, chance) is not { } pause)
        {
            await pages.PlanAsync(entry.CanonicalUrl, changedAt, page.Checks, nextCheck: null, cancellationToken);
            return;
        }

        // The schedule first: a plan never waits for something that is not there.
        var look = new Recheck { Number = number, ArticleId = articleId, Revision = revision, ArchiveKey = page.ArchiveKey, ETag = page.ETag, LastModified = page.LastModified };
        await schedule.PutAsync([Intake.Scheduled(next, new FetchArticle { Url = entry.Url, Recheck = look }, now + pause)], cancellationToken);
        await pages.PlanAsync(entry.CanonicalUrl, changedAt, number, next, cancellationToken);
    }

    /// <summary>Whether an order is the look that is planned for its page; one that another entry's outcome replaced is not.</summary>
    /// <param name="id">Id of the ledger entry that it would have.</param>
    /// <param name="order">The order.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<bool> IsPlannedAsync(Guid id, FetchArticle order, CancellationToken cancellationToken) =>
        (await pages.FindAsync(CanonicalUrl.Of(order.Url), cancellationToken))?.NextCheck == id;
}
