using Ingestion.Contracts;
using Ingestion.Hosting;
using Ingestion.News;
using Ingestion.Storage;
using MassTransit;

namespace Ingestion.Fetcher;

/// <summary>
/// Which ledger entry an order is worked on for. Ours bring the entry's id as correlation id; a foreign client's order is taken in as the Desk
/// takes a URL in, and comes back as ours.
/// </summary>
internal sealed class OrderEntries(Intake intake, ILedger ledger, Rechecks rechecks, TimeProvider time)
{
    private static readonly TimeSpan StuckAfter = TimeSpan.FromHours(1);

    /// <returns>Null when there is nothing to do: it was taken in, is closed, is a duplicate, or was planned anew.</returns>
    public async Task<LedgerEntry?> ForAsync(ConsumeContext<FetchArticle> context)
    {
        var (order, stop) = (context.Message, context.CancellationToken);
        var entry = context.CorrelationId is { } id ? await FindOrOpenAsync(id, order, stop) : null;
        if (entry is not null && IsFor(entry, order))
        {
            return entry.State == LedgerState.Closed || await IsDuplicateAsync(entry, order, stop) ? null : entry;
        }

        if (order.Recheck is null)
        {
            await TakeInAsync(context);
        }

        return null;
    }

    // Whoever dies between scheduling an order and opening its entry leaves an order whose entry is not there yet.
    // Another look at a page has its entry from when it is due, unless it was planned anew meanwhile.
    private async Task<LedgerEntry?> FindOrOpenAsync(Guid id, FetchArticle order, CancellationToken stop)
    {
        if (await ledger.FindAsync(id, stop) is { } known)
        {
            return known;
        }

        if (order.Recheck is not null && !await rechecks.IsPlannedAsync(id, order, stop))
        {
            return null;
        }

        var kind = order.Recheck is not null ? SourceKind.Recheck : order.Feed is not null ? SourceKind.Feed : SourceKind.Web;
        var opened = Intake.Entry(id, order.Url, kind, time.GetUtcNow());
        await ledger.OpenAsync([opened], stop);
        return opened;
    }

    // A message id names the entry, so that sending a message again is no second submission; one that another URL came with before does not.
    // Without an id, a redelivery opens a second entry, which ends as a duplicate of the first.
    private async Task TakeInAsync(ConsumeContext<FetchArticle> context)
    {
        var (order, stop) = (context.Message, context.CancellationToken);
        var id = context.MessageId ?? Guid.CreateVersion7(time.GetUtcNow());
        if (await ledger.FindAsync(id, stop) is { } other && !IsFor(other, order))
        {
            id = ContentKey.MessageId(nameof(LedgerEntry), $"{id}", order.Url);
        }

        if (await ledger.FindAsync(id, stop) is null)
        {
            await intake.AcceptUrlAsync(id, order.Url, order.Feed, stop);
        }
    }

    private static bool IsFor(LedgerEntry entry, FetchArticle order) =>
        entry.Url == order.Url || entry.CanonicalUrl == Intake.Entry(entry.Id, order.Url, entry.Kind, entry.OpenedAt).CanonicalUrl;

    // The older of two open entries goes on, so that of any number exactly one does. One that has not moved for an hour holds up nobody.
    private async Task<bool> IsDuplicateAsync(LedgerEntry entry, FetchArticle order, CancellationToken stop)
    {
        if (order.Attempts > 0 || order.SlotAt is not null || order.Location is not null
            || await ledger.FindOpenAsync(entry.CanonicalUrl, stop) is not { } first || first.Id == entry.Id
            || (first.State == LedgerState.InFlight && first.MovedAt < time.GetUtcNow() - StuckAfter))
        {
            return false;
        }

        var detail = $"{first.Url} was on its way already, as entry {first.Id}.";
        return await ledger.CloseAsync(entry.Id, new LedgerClosing { Outcome = Outcome.DuplicateSubmission, Detail = detail, At = time.GetUtcNow() }, stop);
    }
}
