using Ingestion.Contracts;
using Ingestion.News;
using Ingestion.Storage;
using Ingestion.TestSupport;
using MassTransit;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;
using Microsoft.Extensions.Time.Testing;

namespace Ingestion.Fetcher.Tests;

/// <summary>The subscriber against a hub on loopback that verifies before it answers, and a desk on loopback that answers it as ours does.</summary>
public sealed class HubSubscriptionsTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 9, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Granted = TimeSpan.FromDays(5);
    private readonly FakeTimeProvider time = new(Now);
#pragma warning disable RS0030 // A hub on loopback calls a desk on loopback.
    private readonly HttpMessageInvoker http = new(new SocketsHttpHandler { UseProxy = false });
#pragma warning restore RS0030
    private readonly List<Dictionary<string, StringValues>> asked = [];
    private readonly List<bool> verified = [];
    private Origin hub = null!;
    private Origin desk = null!;
    private RunningService service = null!;

    private string Rss => hub.Url + "/rss";

    public async ValueTask InitializeAsync()
    {
        (hub, desk) = (await Origin.StartAsync(), await Origin.StartAsync());
        hub.OnPage("/rss", $"<feed xmlns=\"http://www.w3.org/2005/Atom\"><link rel=\"self\" href=\"{hub.Url}/all\"/><link rel=\"hub\" href=\"{hub.Url}/hub\"/></feed>", "application/atom+xml");
        hub.On("/hub", AnswerAsync);
        service = await RunningService.StartAsync(
            builder => builder.AddFetcherAtRest(),
            bus => bus.AddConsumer<PollFeedConsumer>(),
            settings: new Dictionary<string, string?> { ["Fetcher:AllowedPorts:0"] = $"{hub.Port}", ["Fetcher:WebSubCallback"] = desk.Url + "/api/" },
            time: time);
        desk.On(new Uri(WebSub.Callback(desk.Url + "/api/", Rss)).AbsolutePath, ConfirmAsync);
        await service.Get<IFeeds>().AddAsync([new Feed { Url = Rss, Subscribed = true, AddedAt = Now, NextPollAt = Now }], default);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await service.DisposeAsync();
        await hub.DisposeAsync();
        await desk.DisposeAsync();
    }

    [Fact]
    public async Task A_hub_that_a_feed_offers_is_asked_and_finds_that_we_meant_it()
    {
        await service.HandleAsync(new PollFeed { Url = Rss }, FeedPoll.Key(Rss));

        await service.Get<HubSubscriptions>().RenewAsync(default);
        await service.Get<HubSubscriptions>().RenewAsync(default);

        var form = Assert.Single(asked);
        Assert.Equal(
            ["subscribe", hub.Url + "/all", WebSub.Callback(desk.Url + "/api", Rss), "864000"],
            new[] { "hub.mode", "hub.topic", "hub.callback", "hub.lease_seconds" }.Select(name => form[name].ToString()));
        Assert.Equal(64, form["hub.secret"].ToString().Length);
        Assert.Equal([true], verified);
        var feed = await FeedAsync();
        Assert.Equal((hub.Url + "/hub", hub.Url + "/all", form["hub.secret"].ToString(), Now, Now + Granted), (feed.Hub, feed.HubTopic, feed.HubSecret, feed.HubAskedAt, feed.HubUntil));
        Assert.DoesNotContain(service.Logs.Lines, line => line.Text.Contains(feed.HubSecret!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_subscription_is_renewed_in_the_last_fifth_of_its_lease_with_the_same_secret()
    {
        await service.HandleAsync(new PollFeed { Url = Rss }, FeedPoll.Key(Rss));
        await service.Get<HubSubscriptions>().RenewAsync(default);

        time.SetUtcNow(Now + (Granted * 0.79));
        await service.Get<HubSubscriptions>().RenewAsync(default);
        var early = asked.Count;
        time.SetUtcNow(Now + (Granted * 0.81));
        await service.Get<HubSubscriptions>().RenewAsync(default);

        Assert.Equal((1, 2), (early, asked.Count));
        Assert.Equal(asked[0]["hub.secret"], asked[1]["hub.secret"]);
        Assert.Equal(Now + (Granted * 1.81), (await FeedAsync()).HubUntil);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(503)]
    [InlineData(0)]
    public async Task A_hub_that_does_not_take_it_is_left_alone_for_hours_and_the_feed_is_polled_as_before(int status)
    {
        await service.HandleAsync(new PollFeed { Url = Rss }, FeedPoll.Key(Rss));
        var posts = 0;
        hub.On("/hub", context =>
        {
            posts++;
            context.Response.StatusCode = status;
            if (status == 0)
            {
                context.Abort();
            }

            return Task.CompletedTask;
        });

        foreach (var hours in new[] { 0, 1, 6 })
        {
            time.Advance(TimeSpan.FromHours(hours));
            await service.Get<HubSubscriptions>().RenewAsync(default);
        }

        Assert.Equal(2, posts);
        Assert.Null((await FeedAsync()).HubUntil);
        Assert.Contains(service.Logs.Lines, line => line.Level == LogLevel.Warning && line.Text.Contains("did not take a subscription", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://10.0.0.1/hub")]
    [InlineData("http://127.0.0.1:1/hub")]
    public async Task A_hub_where_we_must_not_go_is_not_asked(string address)
    {
        await service.Get<IFeeds>().UpdateAsync(Rss, feed => feed with { Hub = address, HubTopic = Rss }, default);

        await service.Get<HubSubscriptions>().RenewAsync(default);

        Assert.Contains(service.Logs.Lines, line => line.Level == LogLevel.Warning && line.Text.Contains(address, StringComparison.Ordinal));
        Assert.Null((await FeedAsync()).HubUntil);
    }

    [Fact]
    public async Task A_hub_is_asked_in_its_host_s_turn()
    {
        await service.HandleAsync(new PollFeed { Url = Rss }, FeedPoll.Key(Rss));
        var turn = await service.Get<IHosts>().EnterAsync($"127.0.0.1:{hub.Port}", time.GetUtcNow(), TimeSpan.FromHours(1), hasPlace: false, default);

        var renewal = service.Get<HubSubscriptions>().RenewAsync(default);
        var before = asked.Count;
        await service.Get<IHosts>().LeaveAsync(turn, Now.AddSeconds(1), turn.Pace, default);
        await Shell.UntilAsync("the hub is asked", () =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(renewal.IsCompleted);
        });

        await renewal;
        Assert.Equal((0, 1), (before, asked.Count));
    }

    [Fact]
    public async Task A_hub_whose_turn_is_far_away_is_left_for_the_next_round()
    {
        await service.HandleAsync(new PollFeed { Url = Rss }, FeedPoll.Key(Rss));
        var turn = await service.Get<IHosts>().EnterAsync($"127.0.0.1:{hub.Port}", time.GetUtcNow(), TimeSpan.FromHours(1), hasPlace: false, default);
        await service.Get<IHosts>().LeaveAsync(turn, Now.AddMinutes(40), turn.Pace, default);

        await service.Get<HubSubscriptions>().RenewAsync(default); // the clock stands still: who waits here waits for ever
        var before = asked.Count;
        time.SetUtcNow(Now.AddMinutes(45));
        await service.Get<HubSubscriptions>().RenewAsync(default);

        Assert.Equal((0, 1), (before, asked.Count));
    }

    private Task<Feed> FeedAsync() => service.Get<IFeeds>().FindAsync(Rss, default)!;

    // W3C WebSub section 5.3; the answer to us waits for it, as it may.
    private async Task AnswerAsync(HttpContext context)
    {
        var form = (await context.Request.ReadFormAsync()).ToDictionary(StringComparer.Ordinal);
        asked.Add(form);
        var verification = QueryHelpers.AddQueryString(form["hub.callback"].ToString(), new Dictionary<string, string?>
        {
            ["hub.mode"] = "subscribe",
            ["hub.topic"] = form["hub.topic"],
            ["hub.challenge"] = "c-4711",
            ["hub.lease_seconds"] = $"{(int)Granted.TotalSeconds}",
        });
        using var request = new HttpRequestMessage(HttpMethod.Get, verification);
        using var response = await http.SendAsync(request, default);
        verified.Add(response.IsSuccessStatusCode && await response.Content.ReadAsStringAsync() == "c-4711");
        context.Response.StatusCode = 202;
    }

    private async Task ConfirmAsync(HttpContext context)
    {
        var feed = await FeedAsync();
        if (feed is not { Subscribed: true, HubSecret: not null } || context.Request.Query["hub.topic"] != feed.HubTopic)
        {
            context.Response.StatusCode = 404;
            return;
        }

        await service.Get<IFeeds>().UpdateAsync(Rss, latest => latest with { HubUntil = time.GetUtcNow() + TimeSpan.FromSeconds(int.Parse(context.Request.Query["hub.lease_seconds"]!, System.Globalization.CultureInfo.InvariantCulture)) }, default);
        await context.Response.WriteAsync(context.Request.Query["hub.challenge"]!);
    }
}
