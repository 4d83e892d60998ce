using System.Text.Json;
using Ingestion.Contracts;
using Ingestion.Hosting;
using Ingestion.News;
using Ingestion.Storage;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Ingestion.Fetcher;

/// <summary>
/// Publishes what the schedule holds when it is due: (1) claim, and put it back for later where the bus would forget it with the process,
/// (2) note that it is in flight, (3) publish with a confirm, (4) take it off. What became needless meanwhile is only taken off.
/// Any number of fetchers do so side by side; one that dies leaves its claims to the others when the lease ends.
/// </summary>
internal sealed partial class DueMessages(
    ISchedule schedule,
    ILedger ledger,
    IFeeds feeds,
    IBus bus,
    PipelineStartup startup,
    IOptions<FetcherOptions> options,
    IOptions<BusOptions> busOptions,
    TimeProvider time,
    ILogger<DueMessages> logger) : BackgroundService
{
    private const int Batch = 100;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>When a poll that nobody did comes again.</summary>
    public static readonly TimeSpan RepollAfter = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await startup.Ready.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(options.Value.ScheduleInterval, time);
        var failing = false;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await PublishDueAsync(stoppingToken) == Batch)
                {
                }

                failing = false;
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // Store or broker away: what is due stays due. Said once for each outage.
                if (!failing)
                {
                    LogFailing(logger, exception);
                }

                failing = true;
            }
        }
    }

    private async Task<int> PublishDueAsync(CancellationToken stop)
    {
        var claimedAt = time.GetTimestamp();
        var claims = await schedule.ClaimDueAsync(time.GetUtcNow(), Lease, Batch, stop);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(stop);
        timeout.CancelAfter(Lease / 2);
        Exception? failure = null;
        foreach (var claim in claims)
        {
            // One that cannot be published is tried again when its lease ends; those behind it do not wait for that.
            try
            {
                // A process that was stopped meanwhile, and goes on now, has its claims no more.
                if (time.GetElapsedTime(claimedAt) >= Lease)
                {
                    throw new TimeoutException($"Claims of {Lease} were held longer.");
                }

                await PublishAsync(claim, timeout.Token, stop);
            }
            catch (Exception exception) when (!stop.IsCancellationRequested)
            {
                failure ??= exception;
            }
        }

        return failure is null ? claims.Count : throw failure;
    }

    private async Task PublishAsync(ScheduledClaim claim, CancellationToken inTime, CancellationToken stop)
    {
        var id = claim.Message.EntryId;
        if (await IsObsoleteAsync(claim, stop))
        {
            await schedule.CompleteAsync(claim, stop);
            return;
        }

        // Whoever finds his claim gone has slept through the lease: another has published it, and what waits there now may be the next step.
        if (ComesAgainAfter(claim.Message.Type) is { } pause && !await schedule.PostponeAsync(claim, time.GetUtcNow() + pause, stop))
        {
            return;
        }

        switch (claim.Message.Type)
        {
            case nameof(FetchArticle):
                var order = Read<FetchArticle>(claim);
                await ledger.MoveAsync(id, LedgerState.InFlight, order.Attempts, time.GetUtcNow(), null, stop);
                await bus.SayAsync(order, id, inTime);
                break;
            case nameof(DocumentFetched):
                await ledger.MoveAsync(id, LedgerState.InFlight, 0, time.GetUtcNow(), null, stop);
                await bus.SayAsync(Read<DocumentFetched>(claim), id, inTime);
                break;
            case nameof(ReleaseArticle):
                await ledger.MoveAsync(id, LedgerState.InFlight, 0, time.GetUtcNow(), null, stop);
                await bus.SayAsync(Read<ReleaseArticle>(claim), id, inTime);
                break;
            case nameof(Redelivery):
                await SendAsync(Redelivery.Read(claim.Message), inTime, stop);
                break;
            case nameof(PollFeed):
                await bus.SayAsync(Read<PollFeed>(claim), id, inTime);
                break;
            default:
                // A newer version wrote it: left for a newer version to publish.
                LogUnknown(logger, claim.Message.Type, id);
                return;
        }

        // Where it was put back, this claim is void and nothing is taken off.
        await schedule.CompleteAsync(claim, stop);
    }

    // What stays in the schedule although it is published; null for what a confirm takes off.
    private TimeSpan? ComesAgainAfter(string type) => type switch
    {
        nameof(PollFeed) => RepollAfter, // whoever polls puts the next poll in its place; if nobody does, this comes again
        nameof(Redelivery) => null, // one that memory loses is a message that memory loses: what the schedule has of its entry stands for it
        _ => busOptions.Value.IsDurable ? null : busOptions.Value.RepublishAfter,
    };

    private async Task SendAsync(Redelivery redelivery, CancellationToken inTime, CancellationToken stop)
    {
        if (redelivery.EntryId is { } entry && PipelineStages.Find(redelivery.Queue) is { EndsEntry: true })
        {
            await ledger.MoveAsync(entry, LedgerState.InFlight, redelivery.Tries.Count, time.GetUtcNow(), null, stop);
        }

        await redelivery.SendAsync(bus, inTime);
    }

    // A feed that was removed, or read once and is done with, leaves its poll for us to take off.
    private async Task<bool> IsObsoleteAsync(ScheduledClaim claim, CancellationToken stop) => claim.Message.Type == nameof(PollFeed)
        ? await feeds.FindAsync(CanonicalUrl.Of(Read<PollFeed>(claim).Url), stop) is not { NextPollAt: not null }
        : await ledger.FindAsync(claim.Message.EntryId, stop) is { State: LedgerState.Closed };

    private static T Read<T>(ScheduledClaim claim) =>
        JsonSerializer.Deserialize<T>(claim.Message.Body, ContractJson.Options) ?? throw new JsonException("A scheduled message is null.");

    [LoggerMessage(LogLevel.Warning, "The schedule is not being published; it will be tried again")]
    private static partial void LogFailing(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Error, "The schedule holds a {Type} for entry {EntryId}, which this version does not know")]
    private static partial void LogUnknown(ILogger logger, string type, Guid entryId);
}
