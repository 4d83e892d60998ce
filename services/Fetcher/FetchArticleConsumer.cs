using Ingestion.Contracts;
using Ingestion.Fetcher.Fetching;
using Ingestion.Hosting;
using Ingestion.News;
using Ingestion.Storage;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Ingestion.Fetcher;

/// <summary>
/// FetchArticle → DocumentFetched, or FetchAbandoned; or the schedule, when the host cannot be asked now.
/// (1) find or open the ledger entry, (2) take the URL, (3) wait for the host's slot, (4) ask, (5) archive the bytes and say what came of it.
/// Doing it twice asks the publisher twice and says the same thing twice, so a redelivery is harmless.
/// </summary>
internal sealed class FetchArticleConsumer(
    Intake intake,
    ILedger ledger,
    ISchedule schedule,
    IHostSlots slots,
    IRawArchive archive,
    DocumentFetcher fetcher,
    IOptions<FetcherOptions> options,
    TimeProvider time) : IConsumer<FetchArticle>
{
    private static readonly string Version = typeof(FetchArticleConsumer).Assembly.GetName().Version?.ToString(3) ?? "0";

    // A slot that we come back for this late has passed; another is reserved.
    private static readonly TimeSpan SlotLifetime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan StuckAfter = TimeSpan.FromHours(1);

    public async Task Consume(ConsumeContext<FetchArticle> context)
    {
        var order = context.Message;
        var stop = context.CancellationToken;

        // (1) Ours bring the entry's id as correlation id. A foreign client's order is taken in as the Desk takes a URL in, and comes back as ours.
        var entry = context.CorrelationId is { } id ? await FindOrOpenAsync(id, order, stop) : null;
        if (entry is null || !IsFor(entry, order))
        {
            await TakeInAsync(context);
            return;
        }

        if (entry.State == LedgerState.Closed || await IsDuplicateAsync(entry, order, stop))
        {
            return;
        }

        // (2) A bad URL is a value.
        if (!CanonicalUrl.TryParse(order.Url, out var url))
        {
            var reason = Uri.TryCreate(order.Url, UriKind.Absolute, out var other) && other.Scheme is not ("http" or "https")
                ? AbandonReason.UnsupportedScheme
                : AbandonReason.InvalidUrl;
            await SayAsync(context, entry, new FetchResult.Refused(reason, "Not an absolute http or https URL of at most 8192 characters."), tries: 0);
            return;
        }

        // (3) A long wait is the schedule's; a short one is not worth the trip.
        await fetcher.PrepareAsync(url, stop);
        var now = time.GetUtcNow();
        var slot = order.SlotAt is { } reserved && reserved > now - SlotLifetime ? reserved : await slots.ReserveAsync(url.Authority, now, options.Value.HostGap, stop);
        if (slot - now > options.Value.MaxInlineWait)
        {
            await ParkAsync(entry, order with { SlotAt = slot }, slot, $"The next free slot of {url.Authority} is at {slot:O}.", stop);
            return;
        }

        if (slot > now)
        {
            await Task.Delay(slot - now, time, stop);
        }

        // (4) An error of the origin is a value too.
        var result = await fetcher.FetchArticleAsync(url, stop);

        // (5) One statement, or one place in the schedule, for each message.
        if (result is FetchResult.NotNow notNow && order.Attempts + 1 < options.Value.MaxAttempts)
        {
            var dueAt = time.GetUtcNow() + (notNow.After ?? Backoff.After(order.Attempts, options.Value.RetryPause, Random.Shared.NextDouble()));
            if (notNow.After is not null)
            {
                await slots.DeferAsync(url.Authority, dueAt, stop);
            }

            await ParkAsync(entry, order with { Attempts = order.Attempts + 1, SlotAt = null }, dueAt, notNow.Detail, stop);
            return;
        }

        await SayAsync(context, entry, result is FetchResult.NotNow { Partial: { } partial } ? partial : result, order.Attempts + 1);
    }

    // Whoever dies between scheduling an order and opening its entry leaves an order whose entry is not there yet.
    private async Task<LedgerEntry> FindOrOpenAsync(Guid id, FetchArticle order, CancellationToken stop)
    {
        if (await ledger.FindAsync(id, stop) is { } known)
        {
            return known;
        }

        var opened = Intake.Entry(id, order.Url, order.Feed is null ? SourceKind.Web : SourceKind.Feed, time.GetUtcNow());
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
        entry.CanonicalUrl == Intake.Entry(entry.Id, order.Url, entry.Kind, entry.OpenedAt).CanonicalUrl;

    // The older of two open entries goes on, so that of any number exactly one does. One that has not moved for an hour holds up nobody.
    private async Task<bool> IsDuplicateAsync(LedgerEntry entry, FetchArticle order, CancellationToken stop)
    {
        if (order.Attempts > 0 || order.SlotAt is not null
            || await ledger.FindOpenAsync(entry.CanonicalUrl, stop) is not { } first || first.Id == entry.Id
            || (first.State == LedgerState.InFlight && first.MovedAt < time.GetUtcNow() - StuckAfter))
        {
            return false;
        }

        var detail = $"{first.Url} was on its way already, as entry {first.Id}.";
        return await ledger.CloseAsync(entry.Id, new LedgerClosing { Outcome = Outcome.DuplicateSubmission, Detail = detail, At = time.GetUtcNow() }, stop);
    }

    // The message first: an entry never waits for something that is not there.
    private async Task ParkAsync(LedgerEntry entry, FetchArticle order, DateTimeOffset dueAt, string detail, CancellationToken stop)
    {
        var later = order with { DiscoveredAt = order.DiscoveredAt ?? entry.OpenedAt };
        await schedule.PutAsync([Intake.Scheduled(entry.Id, later, dueAt)], stop);
        await ledger.MoveAsync(entry.Id, LedgerState.Waiting, order.Attempts, time.GetUtcNow(), detail, stop);
    }

    private async Task SayAsync(ConsumeContext<FetchArticle> context, LedgerEntry entry, FetchResult result, int tries)
    {
        var now = time.GetUtcNow();
        var order = context.Message;
        switch (result)
        {
            case FetchResult.Fetched fetched:
                var document = new DocumentFetched
                {
                    RequestedUrl = order.Url,
                    FinalUrl = fetched.FinalUrl.AbsoluteUri,
                    ArchiveKey = await archive.PutAsync(fetched.Bytes, context.CancellationToken),
                    ByteCount = fetched.Bytes.Length,
                    ContentType = fetched.ContentType,
                    Charset = fetched.Charset,
                    FetchedAt = now,
                    Source = new Source { Kind = entry.Kind, Feed = order.Feed, DiscoveredAt = order.DiscoveredAt ?? entry.OpenedAt },
                    Robots = fetched.Robots,
                    TdmReservation = fetched.TdmReservation,
                    TdmPolicy = fetched.TdmPolicy,
                    Partial = fetched.IsPartial ? true : null,
                    Fetcher = Version,
                };
                await context.SayAsync(document, entry.Id, context.CancellationToken);
                break;
            case FetchResult.Refused refused:
                await context.SayAsync(Abandoned(order, refused.Reason, refused.Detail, tries, now), entry.Id, context.CancellationToken);
                break;
            case FetchResult.NotNow notNow:
                await context.SayAsync(Abandoned(order, notNow.Reason, notNow.Detail, tries, now), entry.Id, context.CancellationToken);
                break;
        }
    }

    private static FetchAbandoned Abandoned(FetchArticle order, string reason, string detail, int tries, DateTimeOffset now) =>
        new() { RequestedUrl = order.Url, Reason = reason, Detail = detail, Attempts = tries, AbandonedAt = now };
}
