using Ingestion.Contracts;
using Ingestion.Storage;
using Ingestion.TestSupport;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Ingestion.Fetcher.Tests;

/// <summary>The scheduler and the upkeep of feeds alone: nobody consumes what is published.</summary>
public sealed class FeedUpkeepTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 9, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider time = new(Now);
    private RunningService service = null!;

    public async ValueTask InitializeAsync() => service = await RunningService.StartAsync(builder => builder.AddFetcher(), _ => { }, time: time);

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task A_poll_that_the_schedule_lost_is_made_up_for_and_others_are_left_to_it()
    {
        await service.Get<IFeeds>().AddAsync(
            [
                Feed("lost", Now.AddHours(-3)),
                Feed("late", Now.AddHours(-1)),
                Feed("later", Now.AddHours(6)),
                Feed("once", Now.AddHours(-3)) with { Subscribed = false },
            ], default);

        await AdvanceUntilAsync("the lost one is polled", TimeSpan.FromMinutes(5), () => Polled().Count > 0);

        Assert.Equal(["https://wire.example/lost"], Polled());
        Assert.Contains(service.Logs.Lines, line => line.Level == LogLevel.Warning && line.Text.Contains("https://wire.example/lost", StringComparison.Ordinal));
        Assert.True((await service.Get<IFeeds>().FindAsync("https://wire.example/lost", default))!.NextPollAt > Now, "it is not overdue any more");
    }

    [Theory]
    [InlineData("its poll stands in its plan", true, true, 1)]
    [InlineData("it was read once, and is done", true, false, 0)]
    [InlineData("it was removed", false, false, 0)]
    public async Task A_poll_is_published_while_its_feed_is_to_be_polled(string because, bool isThere, bool isPlanned, int published)
    {
        if (isThere)
        {
            await service.Get<IFeeds>().AddAsync([Feed("rss", isPlanned ? Now : null)], default);
        }

        await service.Get<ISchedule>().PutAsync([FeedPoll.Scheduled(Feed("rss", Now), Now), FeedPoll.Scheduled(Feed("end", Now), Now.AddMinutes(1))], default);
        await service.Get<IFeeds>().AddAsync([Feed("end", Now.AddMinutes(1))], default);
        await AdvanceUntilAsync("all that is due is done", TimeSpan.FromSeconds(5), () => Polled().Contains("https://wire.example/end"));

        Assert.True(published == Polled().Count(url => url == "https://wire.example/rss"), because);
        Assert.Equal(1 + published, await service.Get<ISchedule>().CountAsync(default));
    }

    private static Feed Feed(string name, DateTimeOffset? nextPollAt) =>
        new() { Url = "https://wire.example/" + name, Subscribed = true, AddedAt = Now.AddDays(-1), NextPollAt = nextPollAt };

    private IReadOnlyList<string> Polled() => [.. service.Messages.PublishedOf<PollFeed>().Select(poll => ((PollFeed)poll.Message).Url)];

    private Task AdvanceUntilAsync(string what, TimeSpan step, Func<bool> condition) => Shell.UntilAsync(what, () =>
    {
        time.Advance(step);
        return Task.FromResult(condition());
    }, seconds: 20);
}
