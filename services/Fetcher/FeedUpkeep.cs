using Ingestion.Hosting;
using Ingestion.Storage;

namespace Ingestion.Fetcher;

/// <summary>
/// Every few minutes: feeds that the schedule should have brought and did not are put there again, and hubs are asked for subscriptions. Neither
/// waits for the other, and any number of fetchers do so side by side.
/// </summary>
internal sealed partial class FeedUpkeep(
    IFeeds feeds, ISchedule schedule, HubSubscriptions hubs, PipelineStartup startup, TimeProvider time, ILogger<FeedUpkeep> logger) : BackgroundService
{
    private const int Batch = 500;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    // A poll that nobody did has come again by then.
    private static readonly TimeSpan Overdue = DueMessages.RepollAfter * 2;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await startup.Ready.WaitAsync(stoppingToken);
        await Task.WhenAll(RepeatAsync(BringAllOverdueAsync, stoppingToken), RepeatAsync(hubs.RenewAsync, stoppingToken));
    }

    private async Task RepeatAsync(Func<CancellationToken, Task> work, CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await work(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                LogFailed(logger, exception);
            }
        }
    }

    private async Task BringAllOverdueAsync(CancellationToken stop)
    {
        while (await BringOverdueAsync(stop) == Batch)
        {
        }
    }

    private async Task<int> BringOverdueAsync(CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var overdue = await feeds.ListOverdueAsync(now - Overdue, Batch, stop);
        if (overdue.Count > 0)
        {
            await schedule.PutAsync([.. overdue.Select(feed => FeedPoll.Scheduled(feed, now))], stop);
            LogOverdue(logger, overdue.Count, overdue[0].Url, overdue[0].NextPollAt);
        }

        // Not overdue any more, so that a queue that is behind does not get them again each time. One that was polled meanwhile has its own plan.
        foreach (var feed in overdue)
        {
            await feeds.UpdateAsync(feed.Url, latest => latest.NextPollAt == feed.NextPollAt ? latest with { NextPollAt = now } : latest, stop);
        }

        return overdue.Count;
    }

    [LoggerMessage(LogLevel.Warning, "{Count} feeds were not polled for hours and are put into the schedule again, the first of them {Url}, due {DueAt}")]
    private static partial void LogOverdue(ILogger logger, int count, string url, DateTimeOffset? dueAt);

    [LoggerMessage(LogLevel.Warning, "The upkeep of feeds failed; it will be tried again")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
