using System.Globalization;
using System.Text.Json;
using Ingestion.Contracts;
using Ingestion.Storage;
using Ingestion.TestSupport;
using MassTransit;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Ingestion.Fetcher.Tests;

/// <summary>The consumer as it runs in production, on a real store, against a real server on loopback; the clock goes on when a test says so.</summary>
public sealed class PollFeedConsumerTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 9, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider time = new(Now);
    private Origin origin = null!;

    private string Rss => origin.Url + "/rss";

    public async ValueTask InitializeAsync() => origin = await Origin.StartAsync();

    public ValueTask DisposeAsync() => origin.DisposeAsync();

    [Fact]
    public async Task Every_article_of_a_feed_is_accepted_and_ordered_and_a_redelivery_takes_nothing_in()
    {
        await using var service = await StartAsync();
        origin.OnPage("/rss", Feed(Item(1), Item(2), "<item><title>No link</title></item>"), "application/rss+xml");

        var consumed = await PollAsync(service);
        await PollAsync(service);

        Assert.Null(consumed.Error);
        var entries = await service.Get<ILedger>().ListAsync(new LedgerQuery(), default);
        Assert.Equal(["https://wire.example/1", "https://wire.example/2"], entries.Select(entry => entry.Url).Order());
        Assert.All(entries, entry => Assert.Equal((SourceKind.Feed, LedgerState.InFlight), (entry.Kind, entry.State)));
        Assert.Equal(entries.Select(entry => (Guid?)entry.Id).Order(), service.Messages.PublishedOf<FetchArticle>().Select(order => order.EntryId).Order());
        Assert.All(service.Messages.PublishedOf<FetchArticle>(), order => Assert.Equal(Rss, ((FetchArticle)order.Message).Feed));
        var feed = await FeedAsync(service);
        Assert.Equal((2, 3, 1, 2L, 0), (feed.Polls, feed.EntryCount, feed.UnusableCount, feed.AcceptedCount, feed.Failures));
        Assert.Equal((Now, Now, Now), (feed.PolledAt, feed.SucceededAt, feed.NewEntriesAt));
    }

    [Fact]
    public async Task What_nobody_subscribed_to_is_read_once_and_not_planned()
    {
        await using var service = await StartAsync();
        origin.OnPage("/rss", Feed(Item(1)), "application/rss+xml");

        await PollAsync(service);

        var feed = await FeedAsync(service);
        Assert.Equal((false, null), (feed.Subscribed, feed.NextPollAt));
        Assert.Empty(await PlannedAsync(service));
    }

    [Fact]
    public async Task A_subscription_is_planned_again_at_each_poll_and_adapts()
    {
        await using var service = await StartAsync();
        await SubscribeAsync(service, Rss);
        var pauses = new List<TimeSpan>();

        foreach (var newest in new[] { 1, 1, 1, 2, 3, 4, 5, 6 })
        {
            origin.OnPage("/rss", Feed([.. Enumerable.Range(1, newest).Select(Item)]), "application/rss+xml");
            await PollAsync(service);
            var planned = Assert.Single(await PlannedAsync(service));
            pauses.Add(planned.DueAt - time.GetUtcNow());
            Assert.Equal(((await FeedAsync(service)).NextPollAt, FeedPoll.Key(Rss)), (planned.DueAt, planned.EntryId));
            time.SetUtcNow(planned.DueAt);
        }

        Assert.InRange(pauses[0].TotalMinutes, 15, 16.5);
        Assert.True(pauses[2] > pauses[0] * 1.3, $"nothing new makes it longer: {string.Join(' ', pauses)}");
        Assert.True(pauses[^1] < pauses[2] / 1.3, $"something new makes it shorter: {string.Join(' ', pauses)}");
        Assert.Equal(6, (await FeedAsync(service)).AcceptedCount);
        Assert.NotNull((await FeedAsync(service)).UsualGap);
    }

    [Fact]
    public async Task An_unchanged_feed_costs_one_conditional_request_and_is_a_success()
    {
        await using var service = await StartAsync();
        await SubscribeAsync(service, Rss);
        var asked = new List<(string ETag, string Since)>();
        origin.On("/rss", context =>
        {
            asked.Add((context.Request.Headers.IfNoneMatch.ToString(), context.Request.Headers.IfModifiedSince.ToString()));
            if (asked.Count > 1)
            {
                context.Response.StatusCode = 304;
                return Task.CompletedTask;
            }

            (context.Response.Headers.ETag, context.Response.Headers.LastModified, context.Response.Headers.CacheControl) = ("\"v1\"", "Wed, 04 Mar 2026 08:00:00 GMT", "max-age=3600");
            return context.Response.WriteAsync(Feed(Item(1)));
        });

        await PollAsync(service);
        time.Advance(TimeSpan.FromHours(1));
        await PollAsync(service);

        Assert.Equal([("", ""), ("\"v1\"", "Wed, 04 Mar 2026 08:00:00 GMT")], asked);
        var feed = await FeedAsync(service);
        Assert.Equal((2, 0, null, Now.AddHours(1), Now, 1L), (feed.Polls, feed.Failures, feed.LastError, feed.SucceededAt, feed.NewEntriesAt, feed.AcceptedCount));
        Assert.True(feed.Interval >= TimeSpan.FromHours(1), $"max-age is kept: {feed.Interval}");
        Assert.Equal("\"v1\"", feed.ETag);
    }

    [Theory]
    [InlineData("/503", "503", true)]
    [InlineData("/404", "404", true)]
    [InlineData("/410", "410", false)]
    [InlineData("/private/rss", "robots.txt", true)]
    [InlineData("/html", "neither a feed nor a sitemap", true)]
    [InlineData("/empty", "no bytes", true)]
    [InlineData("/loop", "back to", true)]
    [InlineData("http://nowhere.invalid/rss", "does not resolve", true)]
    public async Task A_feed_that_fails_is_a_value_of_its_health_and_never_a_dead_letter(string address, string why, bool subscribed)
    {
        await using var service = await StartAsync();
        origin.OnPage("/robots.txt", "User-agent: *\nDisallow: /private/", "text/plain");
        origin.OnStatus("/503", 503);
        origin.OnStatus("/410", 410);
        origin.OnPage("/html", "<html><body>hello</body></html>");
        origin.OnPage("/empty", "", "application/rss+xml");
        origin.OnStatus("/loop", 301, ("Location", "/loop"));
        var url = address.StartsWith('/') ? origin.Url + address : address;
        await SubscribeAsync(service, url);

        var first = await PollAsync(service, url);
        await SetAsync(service, url, feed => feed with { Subscribed = true });
        time.Advance(TimeSpan.FromMinutes(30));
        var second = await PollAsync(service, url);

        Assert.Equal((null, null), (first.Error, second.Error));
        var feed = await FeedAsync(service, url);
        Assert.Contains(why, feed.LastError, StringComparison.Ordinal);
        Assert.Equal((2, 2, null, subscribed), (feed.Polls, feed.Failures, feed.SucceededAt, feed.Subscribed));
        Assert.Equal(subscribed ? (await PlannedAsync(service)).Single().DueAt : null, feed.NextPollAt);
        Assert.Contains(service.Logs.Lines, line => line.Level == LogLevel.Warning && line.Text.Contains(why, StringComparison.Ordinal));
        Assert.DoesNotContain(service.Messages.Published, message => message.Message is Fault);
        Assert.Equal(0, (await service.Get<ILedger>().BalanceAsync(default)).Accepted);
    }

    [Fact]
    public async Task A_feed_that_is_well_again_is_said_to_be()
    {
        await using var service = await StartAsync();
        await SubscribeAsync(service, Rss);
        origin.OnStatus("/rss", 500);
        await PollAsync(service);
        origin.OnPage("/rss", Feed(Item(1)), "application/rss+xml");
        time.Advance(TimeSpan.FromMinutes(30));

        await PollAsync(service);

        var feed = await FeedAsync(service);
        Assert.Equal((0, null, Now.AddMinutes(30)), (feed.Failures, feed.LastError, feed.SucceededAt));
    }

    [Fact]
    public async Task What_is_not_a_URL_is_said_in_the_log_and_harms_nobody()
    {
        await using var service = await StartAsync();

        var consumed = await PollAsync(service, "nowhere");

        Assert.Null(consumed.Error);
        Assert.Contains(service.Logs.Lines, line => line.Level == LogLevel.Warning && line.Text.Contains("not an absolute http or https URL", StringComparison.Ordinal));
        Assert.Empty(await service.Get<IFeeds>().ListAsync(null, 10, default));
    }

    [Fact]
    public async Task A_feed_behind_a_redirect_on_a_slow_host_is_reached_turn_by_turn()
    {
        await using var service = await StartAsync(("Fetcher:HostGap", "00:01:00"));
        await SubscribeAsync(service, origin.Url + "/old");
        origin.OnStatus("/old", 301, ("Location", "/rss"));
        origin.OnPage("/rss", Feed(Item(1)), "application/rss+xml");

        await PollAsync(service, origin.Url + "/old");
        for (var turn = 0; turn < 5 && (await FeedAsync(service, origin.Url + "/old")).SucceededAt is null; turn++)
        {
            var planned = Assert.Single(await PlannedAsync(service));
            time.SetUtcNow(planned.DueAt);
            await service.HandleAsync(JsonSerializer.Deserialize<PollFeed>(planned.Body, ContractJson.Options)!, planned.EntryId);
        }

        Assert.Equal(["/robots.txt", "/old", "/rss"], origin.Requests);
        var feed = await FeedAsync(service, origin.Url + "/old");
        Assert.Equal((Rss, 1, 1L), (feed.Location, feed.Polls, feed.AcceptedCount));
        Assert.InRange(time.GetUtcNow() - Now, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(3));
    }

    [Fact]
    public async Task A_feed_that_dates_its_entries_anew_at_each_poll_does_not_bring_them_all_each_time()
    {
        await using var service = await StartAsync();
        origin.On("/rss", context => context.Response.WriteAsync(Feed([.. Enumerable.Range(1, 3).Select(i =>
            $"<item><link>https://wire.example/{i}</link><pubDate>{time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture)}</pubDate></item>")])));
        var accepted = new List<long>();

        foreach (var minutes in new[] { 0, 5, 5, 5, 5 })
        {
            time.Advance(TimeSpan.FromMinutes(minutes));
            await PollAsync(service);
            accepted.Add((await FeedAsync(service)).AcceptedCount);
        }

        Assert.Equal([3, 3, 3, 6, 6], accepted);
        Assert.Equal(Now, (await FeedAsync(service)).NewEntriesAt);
    }

    [Fact]
    public async Task A_story_whose_headline_changes_is_taken_in_again_and_the_others_are_not()
    {
        await using var service = await StartAsync();
        origin.OnPage("/rss", Feed(Item(1), Item(2)), "application/rss+xml");
        await PollAsync(service);
        origin.OnPage("/rss", Feed(Item(1).Replace("Story 1", "Story 1, corrected", StringComparison.Ordinal), Item(2)), "application/rss+xml");
        time.Advance(TimeSpan.FromMinutes(20));

        await PollAsync(service);

        Assert.Equal(["https://wire.example/1", "https://wire.example/1", "https://wire.example/2"], (await service.Get<ILedger>().ListAsync(new LedgerQuery(), default)).Select(entry => entry.Url).Order());
    }

    [Theory]
    [InlineData("a subscription cares for news", true, "3.00:00:00", 1, 1)]
    [InlineData("unless it is told to care for all", true, "00:00:00", 2, 0)]
    [InlineData("who asks for one read wants all of it", false, "3.00:00:00", 2, 0)]
    public async Task The_archive_in_a_sitemap_is_noted_and_not_taken_in(string because, bool subscribe, string maxAge, long accepted, long passedOver)
    {
        await using var service = await StartAsync(("Fetcher:SitemapMaxAge", maxAge));
        var url = origin.Url + "/sitemap.xml";
        if (subscribe)
        {
            await SubscribeAsync(service, url);
        }

        origin.OnPage("/sitemap.xml", Sitemap(("https://wire.example/new", "2026-03-02T08:00:00Z"), ("https://wire.example/old", "2019-03-02T08:00:00Z")), "application/xml");
        await PollAsync(service, url);
        var first = await FeedAsync(service, url);
        origin.OnPage("/sitemap.xml", Sitemap(("https://wire.example/old", "2019-03-02T08:00:00Z"), ("https://wire.example/found", "2018-03-02T08:00:00Z")), "application/xml");
        time.Advance(TimeSpan.FromHours(1));
        await PollAsync(service, url);

        Assert.True((accepted, passedOver) == (first.AcceptedCount, first.PassedOverCount), $"{because}: {first.AcceptedCount} and {first.PassedOverCount}");
        Assert.Equal(accepted + 1, (await FeedAsync(service, url)).AcceptedCount);
    }

    [Fact]
    public async Task What_a_feed_names_beyond_its_daily_budget_is_taken_in_the_next_day()
    {
        await using var service = await StartAsync(("Fetcher:MaxUrlsPerFeedPerDay", "2"));
        origin.OnPage("/rss", Feed([.. Enumerable.Range(1, 5).Select(Item)]), "application/rss+xml");
        var accepted = new List<long>();

        await PollAsync(service);
        accepted.Add((await FeedAsync(service)).AcceptedCount);
        await PollAsync(service);
        accepted.Add((await FeedAsync(service)).AcceptedCount);
        while (await PlannedAsync(service) is [var planned])
        {
            time.SetUtcNow(planned.DueAt);
            await service.Get<ISchedule>().RemoveAsync([planned], default);
            await PollAsync(service);
            accepted.Add((await FeedAsync(service)).AcceptedCount);
        }

        Assert.Equal([2, 2, 4, 5], accepted);
        Assert.Equal(5, (await service.Get<ILedger>().BalanceAsync(default)).Accepted);
        Assert.Null((await FeedAsync(service)).LastError);
        Assert.Equal(Now.Date.AddDays(2), time.GetUtcNow().Date);
    }

    [Fact]
    public async Task The_sitemaps_of_an_index_share_its_budget()
    {
        await using var service = await StartAsync(("Fetcher:MaxUrlsPerFeedPerDay", "3"));
        var index = origin.Url + "/index.xml";
        await SubscribeAsync(service, index);
        origin.OnPage("/index.xml", Index(("/a.xml", "2026-03-04T08:30:00Z"), ("/b.xml", "2026-03-04T08:30:00Z")), "application/xml");
        foreach (var name in new[] { "a", "b" })
        {
            origin.OnPage($"/{name}.xml", Sitemap(($"https://wire.example/{name}1", "2026-03-04T08:00:00Z"), ($"https://wire.example/{name}2", "2026-03-04T08:00:00Z")), "application/xml");
        }

        await PollAsync(service, index);
        await ReadPlannedSitemapsAsync(service, index);

        var sitemaps = new[] { await FeedAsync(service, origin.Url + "/a.xml"), await FeedAsync(service, origin.Url + "/b.xml") };
        Assert.Equal((3, 3L), ((await FeedAsync(service, index)).TakenToday, sitemaps.Sum(sitemap => sitemap.AcceptedCount)));
        Assert.Single(sitemaps, sitemap => sitemap.LastError is not null && sitemap.NextPollAt > Now);
    }

    [Fact]
    public async Task Sitemaps_of_an_index_are_planned_once_read_and_planned_again_when_they_changed()
    {
        await using var service = await StartAsync();
        var index = origin.Url + "/index.xml";
        await SubscribeAsync(service, index);
        origin.OnPage("/index.xml", Index(("/a.xml", "2026-03-04T08:30:00Z"), ("/b.xml", "2026-03-04T08:30:00Z"), ("/archive.xml", "2019-01-01T00:00:01Z"), ("/index.xml", null)), "application/xml");
        origin.OnPage("/a.xml", Sitemap(("https://wire.example/1", "2026-03-04T08:00:00Z")), "application/xml");
        origin.OnPage("/b.xml", Sitemap(("https://wire.example/2", "2026-03-04T08:00:00Z"), ("https://wire.example/old", "2019-03-02T08:00:00Z")), "application/xml");

        await PollAsync(service, index);
        await PollAsync(service, index);
        Assert.Equal([(origin.Url + "/a.xml", index), (origin.Url + "/b.xml", index)], await ReadPlannedSitemapsAsync(service, index));

        origin.OnPage("/index.xml", Index(("/a.xml", "2026-03-04T08:30:00Z"), ("/b.xml", "2026-03-04T09:30:00Z")), "application/xml");
        time.Advance(TimeSpan.FromHours(1));
        await PollAsync(service, index);
        Assert.Equal([(origin.Url + "/b.xml", index)], await ReadPlannedSitemapsAsync(service, index));

        var b = await FeedAsync(service, origin.Url + "/b.xml");
        Assert.Equal((index, false, null, 2, 1L, 1L), (b.Index, b.Subscribed, b.NextPollAt, b.Polls, b.AcceptedCount, b.PassedOverCount));
        Assert.DoesNotContain("/archive.xml", origin.Requests);
    }

    [Fact]
    public async Task An_index_that_names_an_index_is_not_followed_round_and_round()
    {
        await using var service = await StartAsync();
        origin.OnPage("/a.xml", Index(("/b.xml", null)), "application/xml");
        origin.OnPage("/b.xml", Index(("/a.xml", null), ("/c.xml", null)), "application/xml");

        await PollAsync(service, origin.Url + "/a.xml");
        await ReadPlannedSitemapsAsync(service, origin.Url + "/a.xml");

        Assert.Empty(await PlannedAsync(service));
        Assert.Equal(["/robots.txt", "/a.xml", "/b.xml"], origin.Requests);
    }

    [Fact]
    public async Task What_the_Desk_writes_during_a_poll_stands_and_a_feed_removed_meanwhile_stays_removed()
    {
        await using var service = await StartAsync();
        await SubscribeAsync(service, Rss);
        await SubscribeAsync(service, origin.Url + "/gone");
        origin.On("/rss", async context =>
        {
            await SetAsync(service, Rss, feed => feed with { Category = "Europe" });
            await context.Response.WriteAsync(Feed(Item(1)));
        });
        origin.On("/gone", async context =>
        {
            await service.Get<IFeeds>().RemoveAsync(origin.Url + "/gone", default);
            await context.Response.WriteAsync(Feed(Item(2)));
        });

        await PollAsync(service);
        await PollAsync(service, origin.Url + "/gone");

        Assert.Equal("Europe", (await FeedAsync(service)).Category);
        Assert.Equal(Rss, Assert.Single(await service.Get<IFeeds>().ListAsync(null, 10, default)).Url);
        Assert.Equal(FeedPoll.Key(Rss), Assert.Single(await PlannedAsync(service)).EntryId);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    public async Task Whoever_dies_at_any_write_loses_no_entry_and_no_poll(int write)
    {
        var crash = new Crash(write);
        await using var service = await StartAsync(crash);
        var index = origin.Url + "/index.xml";
        origin.OnPage("/rss", Feed(Item(1), Item(2)), "application/rss+xml");
        origin.OnPage("/index.xml", Index(("/a.xml", "2026-03-04T08:30:00Z")), "application/xml");
        await SubscribeAsync(service, Rss);
        await SubscribeAsync(service, index);

        crash.Arm();
        var consumed = new[] { await PollAsync(service), await PollAsync(service, index) };
        crash.Disarm();
        await PollAsync(service);
        await PollAsync(service, index);

        Assert.True(crash.Happened && consumed.Any(one => one.Error is not null));
        Assert.Equal(["https://wire.example/1", "https://wire.example/2"], (await service.Get<ILedger>().ListAsync(new LedgerQuery(), default)).Select(entry => entry.Url).Distinct().Order());
        Assert.Equal(
            new[] { Rss, index, origin.Url + "/a.xml" }.Select(FeedPoll.Key).Order(),
            (await PlannedAsync(service)).Select(planned => planned.EntryId).Order());
    }

    private Task<RunningService> StartAsync(params (string Name, string Value)[] settings) => StartAsync(null, settings);

    private Task<RunningService> StartAsync(Crash? crash, params (string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string?> { ["Fetcher:AllowedPorts:0"] = $"{origin.Port}" };
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        return RunningService.StartAsync(
            builder =>
            {
                builder.AddFetcherAtRest();
                crash?.Into(builder.Services);
            },
            bus => bus.AddConsumer<PollFeedConsumer>(),
            settings: all,
            time: time);
    }

    private Task<ConsumedMessage> PollAsync(RunningService service, string? url = null) =>
        service.HandleAsync(new PollFeed { Url = url ?? Rss }, FeedPoll.Key(url ?? Rss));

    private async Task<Feed> FeedAsync(RunningService service, string? url = null) => (await service.Get<IFeeds>().FindAsync(url ?? Rss, default))!;

    private async Task SubscribeAsync(RunningService service, string url) =>
        await service.Get<IFeeds>().AddAsync([new Feed { Url = url, Subscribed = true, AddedAt = time.GetUtcNow(), NextPollAt = time.GetUtcNow() }], default);

    private static async Task SetAsync(RunningService service, string url, Func<Feed, Feed> change) =>
        await service.Get<IFeeds>().UpdateAsync(url, change, default);

    /// <summary>Polls in the schedule, whenever they are due; they stay there.</summary>
    private async Task<IReadOnlyList<Storage.ScheduledMessage>> PlannedAsync(RunningService service)
    {
        var far = time.GetUtcNow().AddYears(1);
        var claims = await service.Get<ISchedule>().ClaimDueAsync(far, TimeSpan.FromMilliseconds(1), 1000, default);
        var planned = claims.Select(claim => claim.Message).Where(message => message.Type == nameof(PollFeed)).ToList();
        await service.Get<ISchedule>().PutAsync([.. claims.Select(claim => claim.Message)], default);
        return planned;
    }

    /// <summary>Has the planned polls of sitemaps done, as the scheduler would.</summary>
    private async Task<IReadOnlyList<(string Url, string? Index)>> ReadPlannedSitemapsAsync(RunningService service, string index)
    {
        var read = new List<(string Url, string? Index)>();
        foreach (var claim in await service.Get<ISchedule>().ClaimDueAsync(time.GetUtcNow(), TimeSpan.FromSeconds(30), 1000, default))
        {
            if (claim.Message.Type == nameof(PollFeed) && JsonSerializer.Deserialize<PollFeed>(claim.Message.Body, ContractJson.Options)! is { } poll && poll.Url != index)
            {
                read.Add((poll.Url, poll.Index));
                await service.HandleAsync(poll, claim.Message.EntryId);
                await service.Get<ISchedule>().CompleteAsync(claim, default);
            }
        }

        return [.. read.OrderBy(one => one.Url, StringComparer.Ordinal)];
    }

    private static string Feed(params string[] items) => $"<rss version=\"2.0\"><channel><title>Wire</title>{string.Concat(items)}</channel></rss>";

    private static string Item(int number) => $"<item><title>Story {number}</title><link>https://wire.example/{number}</link></item>";

    private static string Sitemap(params (string Url, string LastModified)[] urls) =>
        $"<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">{string.Concat(urls.Select(url => $"<url><loc>{url.Url}</loc><lastmod>{url.LastModified}</lastmod></url>"))}</urlset>";

    private string Index(params (string Path, string? LastModified)[] sitemaps) =>
        $"<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">{string.Concat(sitemaps.Select(sitemap => $"<sitemap><loc>{origin.Url}{sitemap.Path}</loc>{(sitemap.LastModified is null ? "" : $"<lastmod>{sitemap.LastModified}</lastmod>")}</sitemap>"))}</sitemapindex>";
}
