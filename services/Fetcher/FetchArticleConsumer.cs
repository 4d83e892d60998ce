using System.Diagnostics.Metrics;
using System.Globalization;
using Ingestion.Contracts;
using Ingestion.Fetcher.Fetching;
using Ingestion.Hosting;
using Ingestion.News;
using Ingestion.Storage;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Ingestion.Fetcher;

/// <summary>
/// FetchArticle → DocumentFetched, ArticleUnchanged or FetchAbandoned; or the schedule, when the host cannot be asked now.
/// (1) find its ledger entry, (2) take the URL, (3) ask in the host's turn, (4) archive the bytes and say what came of it.
/// Doing it twice asks the publisher twice and says the same thing twice, so a redelivery is harmless.
/// </summary>
internal sealed class FetchArticleConsumer(
    OrderEntries entries,
    ILedger ledger,
    ISchedule schedule,
    IPages pages,
    IRawArchive archive,
    DocumentFetcher fetcher,
    Rechecks rechecks,
    IOptions<FetcherOptions> options,
    TimeProvider time) : IConsumer<FetchArticle>
{
    private static readonly Counter<long> Endings = new Meter(Telemetry.SourceName).CreateCounter<long>(
        "ingestion.fetch.endings", "{url}", "How fetches ended: fetched, unchanged, or the reason why a URL was abandoned.");

    private static readonly string Version = typeof(FetchArticleConsumer).Assembly.GetName().Version?.ToString(3) ?? "0";

    public async Task Consume(ConsumeContext<FetchArticle> context)
    {
        var order = context.Message;
        var stop = context.CancellationToken;

        // (1)
        if (await entries.ForAsync(context) is not { } entry)
        {
            return;
        }

        // (2) A bad URL is a value.
        if (!CanonicalUrl.TryParse(order.Url, out var url))
        {
            var refusal = CanonicalUrl.Refuse(order.Url)!;
            await SayAsync(context, entry, url: null, new FetchResult.Refused(refusal.Reason, refusal.Detail), tries: 0);
            return;
        }

        // (3) An error of the origin is a value too.
        var known = order.Recheck is { } recheck && RecheckPlan.IsConditional(recheck.Number) ? order.Recheck : null;
        var asking = new Asking(Uri.TryCreate(order.Location, UriKind.Absolute, out var location) ? location : url) { Via = order.Via ?? [], Place = order.SlotAt, Known = url.AbsoluteUri, ETag = known?.ETag, LastModified = known?.LastModified };
        var result = await fetcher.FetchArticleAsync(asking, stop);

        // (4) One statement, or one place in the schedule, for each message.
        switch (result)
        {
            case FetchResult.Busy busy:
                var waiting = busy.IsElsewhere ? order with { SlotAt = busy.At, Location = busy.Location!.AbsoluteUri, Via = busy.Via } : order with { SlotAt = busy.At };
                await ParkAsync(entry, waiting, busy.At, $"Our place in the line of {busy.Host} is at {busy.At:O}.", stop);
                break;
            case FetchResult.NotNow notNow when order.Attempts + 1 < options.Value.MaxAttempts:
                // What comes back together would stand in line together: each its own moment, and none before the host's.
                var pause = Backoff.After(order.Attempts, options.Value.RetryPause, Random.Shared.NextDouble());
                var dueAt = time.GetUtcNow() + (notNow.After > pause ? notNow.After.Value + (pause / 10) : pause);
                var again = order with { Attempts = order.Attempts + 1, SlotAt = null, Location = null, Via = null };
                await ParkAsync(entry, again, dueAt, string.Create(CultureInfo.InvariantCulture, $"{notNow.Detail} It is tried again at {dueAt:u}."), stop);
                break;
            default:
                await SayAsync(context, entry, url, result is FetchResult.NotNow { Partial: { } partial } ? partial : result, order.Attempts + 1);
                break;
        }
    }

    // The message first: an entry never waits for something that is not there.
    private async Task ParkAsync(LedgerEntry entry, FetchArticle order, DateTimeOffset dueAt, string detail, CancellationToken stop)
    {
        var later = order with { DiscoveredAt = order.DiscoveredAt ?? entry.OpenedAt };
        await schedule.PutAsync([Intake.Scheduled(entry.Id, later, dueAt)], stop);
        await ledger.MoveAsync(entry.Id, LedgerState.Waiting, order.Attempts, time.GetUtcNow(), detail, stop);
    }

    private async Task SayAsync(ConsumeContext<FetchArticle> context, LedgerEntry entry, Uri? url, FetchResult result, int tries)
    {
        var (now, order, stop) = (time.GetUtcNow(), context.Message, context.CancellationToken);
        switch (result)
        {
            case FetchResult.NotModified when order.Recheck is { } same:
                Ended(Outcome.Unchanged);
                await context.SayAsync(new ArticleUnchanged { ArticleId = same.ArticleId, Revision = same.Revision }, entry.Id, stop);
                break;
            case FetchResult.Fetched fetched:
                var key = ContentKey.Of(fetched.Bytes.Span);
                var validates = !fetched.IsPartial && fetched.FinalUrl == url;
                await pages.NoteFetchAsync(url!.AbsoluteUri, key, validates ? fetched.ETag : null, validates ? fetched.LastModified : null, now, stop);
                if (order.Recheck is { } before)
                {
                    if (before.ArchiveKey == key)
                    {
                        Ended(Outcome.Unchanged);
                        await context.SayAsync(new ArticleUnchanged { ArticleId = before.ArticleId, Revision = before.Revision }, entry.Id, stop);
                        break;
                    }

                    // Whatever the parser makes of it: one bad answer is not the end of the story.
                    await rechecks.PlanAsync(entry, before.ArticleId, before.Revision, hasChanged: false, stop);
                }

                Ended("fetched");
                await archive.PutAsync(fetched.Bytes, stop);
                var document = new DocumentFetched
                {
                    RequestedUrl = order.Url,
                    FinalUrl = fetched.FinalUrl.AbsoluteUri,
                    ArchiveKey = key,
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
                await context.SayAsync(document, entry.Id, stop);
                break;
            case FetchResult.Refused refused:
                await AbandonAsync(context, entry, refused.Reason, refused.Detail, tries);
                break;
            case FetchResult.NotNow notNow:
                await AbandonAsync(context, entry, notNow.Reason, notNow.Detail, tries);
                break;
        }
    }

    private async Task AbandonAsync(ConsumeContext<FetchArticle> context, LedgerEntry entry, string reason, string detail, int tries)
    {
        var (order, stop) = (context.Message, context.CancellationToken);

        // What is gone is gone; of what was only not to be had now the story may still change.
        if (order.Recheck is { } look && reason is not (AbandonReason.NotFound or AbandonReason.Gone or AbandonReason.RobotsDisallowed))
        {
            await rechecks.PlanAsync(entry, look.ArticleId, look.Revision, hasChanged: false, stop);
        }

        Ended(reason);
        await context.SayAsync(new FetchAbandoned { RequestedUrl = order.Url, Reason = reason, Detail = detail, Attempts = tries, AbandonedAt = time.GetUtcNow() }, entry.Id, stop);
    }

    private static void Ended(string how) => Endings.Add(1, new KeyValuePair<string, object?>("ending", how));
}
