using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ingestion.Contracts;
using Ingestion.Desk.Feeds;
using Ingestion.News;
using Ingestion.Storage;
using Ingestion.TestSupport;

namespace Ingestion.Desk.Tests;

public sealed class FeedTests : IAsyncLifetime
{
    private static readonly string Opml = $"""
        <?xml version="1.0"?><opml version="2.0"><head><title>Of the desk</title></head><body>
        <outline text="Europe"><outline text="Politics">
          <outline type="rss" text="Wire of the North" xmlUrl="https://north.example/rss" htmlUrl="https://north.example/"/>
          <outline type="rss" text="Twice" xmlUrl="https://NORTH.example/rss"/>
        </outline></outline>
        <outline type="rss" title="Plain" text="Plain" xmlUrl="https://plain.example/feed"/>
        <outline type="rss" text="Gone wrong" xmlUrl="https://old.example/{new string('a', 9000)}"/>
        </body></opml>
        """;

    private RunningService desk = null!;

    public async ValueTask InitializeAsync() => desk = await RunningDesk.StartAsync(("Desk:MaxUrls", "50"));

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task A_feed_is_subscribed_and_its_first_poll_is_due_at_once()
    {
        var (status, answer) = await desk.PostAsync("/feeds", new { url = "https://wire.example/rss?utm_source=x" });

        Assert.Equal((202, 1, 0), (status, (int)answer!["added"]!, (int)answer["known"]!));
        Assert.Empty(desk.Messages.Published);
        var feed = await desk.Get<IFeeds>().FindAsync("https://wire.example/rss", default);
        Assert.True(feed is { Subscribed: true, NextPollAt: not null });
        var poll = Assert.Single(await ScheduledAsync());
        Assert.Equal((nameof(PollFeed), ContentKey.MessageId(nameof(PollFeed), "https://wire.example/rss")), (poll.Type, poll.EntryId));
        Assert.Equal("https://wire.example/rss", JsonSerializer.Deserialize<PollFeed>(poll.Body, ContractJson.Options)!.Url);
        Assert.True(poll.DueAt <= TimeProvider.System.GetUtcNow().AddSeconds(1), $"{poll.DueAt:O}");
    }

    [Fact]
    public async Task Subscribing_again_changes_nothing()
    {
        await desk.PostAsync("/feeds", new { url = "https://wire.example/rss" });
        var (feed, polls) = (await desk.Get<IFeeds>().FindAsync("https://wire.example/rss", default), await ScheduledAsync());

        var (status, answer) = await desk.PostAsync("/feeds", new { urls = new[] { "https://wire.example/rss", "https://wire.example/rss#top", "ftp://wire.example/rss" } });

        Assert.Equal((202, 0, 2, 1), (status, (int)answer!["added"]!, (int)answer["known"]!, answer["refused"]!.AsArray().Count));
        Assert.Equal(feed, await desk.Get<IFeeds>().FindAsync("https://wire.example/rss", default));
        Assert.Equal(polls, await ScheduledAsync());
    }

    [Fact]
    public async Task A_feed_that_was_read_once_becomes_subscribed_and_keeps_what_is_known_of_it()
    {
        await desk.Get<IFeeds>().AddAsync([new Feed { Url = "https://wire.example/rss", Subscribed = false, AddedAt = DateTimeOffset.UnixEpoch, Title = "Wire", Polls = 3 }], default);

        var (_, answer) = await desk.PostAsync("/feeds", new { url = "https://wire.example/rss" });

        Assert.Equal(1, (int)answer!["added"]!);
        Assert.True(await desk.Get<IFeeds>().FindAsync("https://wire.example/rss", default) is { Subscribed: true, NextPollAt: not null, Title: "Wire", Polls: 3 });
        Assert.Single(await ScheduledAsync());
    }

    [Fact]
    public async Task First_polls_of_many_feeds_are_spread()
    {
        await desk.PostAsync("/feeds", new { urls = Enumerable.Range(0, 40).Select(number => $"https://{number}.example/rss") });

        var due = (await ScheduledAsync()).Select(poll => poll.DueAt).ToList();

        Assert.Equal((40, 1950), (due.Count, (int)Math.Round((due[^1] - due[0]).TotalMilliseconds)));
    }

    [Theory]
    [InlineData("text/x-opml")]
    [InlineData("application/xml; charset=utf-8")]
    [InlineData("text/xml")]
    public async Task A_subscription_list_is_taken_in_with_titles_and_folders(string type)
    {
        var (status, answer) = await PostAsync(Opml, type);
        var (_, again) = await PostAsync(Opml, type);

        Assert.Equal((202, 2, 1, 1), (status, (int)answer["added"]!, (int)answer["known"]!, answer["refused"]!.AsArray().Count));
        Assert.Equal((0, 3), ((int)again["added"]!, (int)again["known"]!));
        Assert.True(await desk.Get<IFeeds>().FindAsync("https://north.example/rss", default) is { Title: "Wire of the North", Category: "Europe/Politics" });
        Assert.True(await desk.Get<IFeeds>().FindAsync("https://plain.example/feed", default) is { Title: "Plain", Category: null });
    }

    [Theory]
    [InlineData("<opml version=\"2.0\"><body/></opml>", "text/x-opml", "names no feed")]
    [InlineData("{\"url\": \"https://wire.example/rss\"}", "text/x-opml", "OPML")]
    [InlineData("<opml><body><outline xmlUrl=\"gopher://old.example/feed\"/></body></opml>", "text/xml", "names no feed")]
    [InlineData("", "application/json", "The body is empty")]
    [InlineData("{\"url\": \"ftp://wire.example/rss\"}", "application/json", "send an http or https URL")]
    [InlineData("{\"feed\": \"https://wire.example/rss\"}", "application/json", "only 'url' and 'urls' are known")]
    public async Task What_names_no_feed_is_refused_with_the_reason(string body, string type, string detail)
    {
        var (status, problem) = await PostAsync(body, type);

        Assert.Equal(400, status);
        Assert.Contains(detail, (string)problem["detail"]!, StringComparison.Ordinal);
        Assert.Empty(await desk.Get<IFeeds>().ListAsync(null, 10, default));
    }

    [Fact]
    public async Task Feeds_are_listed_in_pages_with_their_health_and_without_the_hubs_secret()
    {
        var now = TimeProvider.System.GetUtcNow();
        await desk.Get<IFeeds>().AddAsync(
            [
                new Feed { Url = "https://a.example/", Subscribed = true, AddedAt = now, NewEntriesAt = now.AddHours(-5), UsualGap = TimeSpan.FromHours(1), Failures = 2, LastError = "503", HubSecret = "nobody's business", AcceptedCount = 7, EntryCount = 20, UnusableCount = 1 },
                new Feed { Url = "https://b.example/", Subscribed = true, AddedAt = now },
                new Feed { Url = "https://c.example/", Subscribed = true, AddedAt = now },
            ],
            default);

        var (status, first) = await desk.GetAsync("/feeds?limit=2");
        var (_, second) = await desk.GetAsync("/feeds?limit=2&after=" + Uri.EscapeDataString((string)first["next"]!));

        Assert.Equal(200, status);
        Assert.Equal(["https://a.example/", "https://b.example/", "https://c.example/"], first["feeds"]!.AsArray().Concat(second["feeds"]!.AsArray()).Select(feed => (string)feed!["url"]!));
        Assert.Null(second["next"]);
        var one = first["feeds"]![0]!;
        Assert.Equal((true, 2, "503", 7, 20, 1), ((bool)one["silent"]!, (int)one["failures"]!, (string?)one["lastError"], (int)one["accepted"]!, (int)one["entries"]!, (int)one["unusable"]!));
        Assert.DoesNotContain("nobody's", first.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_is_shown_and_dropped_with_its_next_poll_and_then_it_is_gone()
    {
        await desk.PostAsync("/feeds", new { url = "https://wire.example/rss" });
        const string One = "/feeds?url=https%3A%2F%2Fwire.example%2Frss%23top";

        var (shown, page) = await desk.GetAsync(One);
        var removed = (await desk.SendAsync(HttpMethod.Delete, One)).Status;

        Assert.Equal((200, "https://wire.example/rss", 204), (shown, (string?)page["feeds"]![0]!["url"], removed));
        Assert.Empty(await ScheduledAsync());
        Assert.Equal((404, 404), ((await desk.RefusedAsync(HttpMethod.Get, One)).Status, (await desk.RefusedAsync(HttpMethod.Delete, One)).Status));
        Assert.Equal((400, 400), ((await desk.RefusedAsync(HttpMethod.Delete, "/feeds")).Status, (await desk.RefusedAsync(HttpMethod.Get, "/feeds?limit=0")).Status));
    }

    [Theory]
    [InlineData("never anything new", null, 60, false)]
    [InlineData("no gap known", 100 * 60, null, false)]
    [InlineData("within three gaps", 179, 60, false)]
    [InlineData("three gaps exactly", 180, 60, false)]
    [InlineData("beyond three gaps", 181, 60, true)]
    [InlineData("beyond three short gaps, but not an hour", 59, 5, false)]
    [InlineData("an hour exactly", 60, 5, false)]
    [InlineData("beyond both", 61, 5, true)]
    [InlineData("a clock that went back", -10, 5, false)]
    public void A_feed_is_silent_when_it_has_been_so_for_far_longer_than_usual(string because, int? minutesAgo, int? gapMinutes, bool expected)
    {
        var now = new DateTimeOffset(2026, 3, 4, 9, 0, 0, TimeSpan.Zero);

        var silent = Silence.Is(minutesAgo is { } ago ? now.AddMinutes(-ago) : null, gapMinutes is { } gap ? TimeSpan.FromMinutes(gap) : null, now);

        Assert.True(silent == expected, because);
    }

    private async Task<(int Status, JsonNode Answer)> PostAsync(string body, string type)
    {
        using var content = new ByteArrayContent(RunningDesk.Utf8(body));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        var (status, text, _) = await desk.SendAsync(HttpMethod.Post, "/feeds", content);
        return (status, JsonNode.Parse(text)!);
    }

    private async Task<List<ScheduledMessage>> ScheduledAsync() =>
        [.. (await desk.Get<ISchedule>().ClaimDueAsync(DateTimeOffset.MaxValue, TimeSpan.Zero, 1000, default)).Select(claim => claim.Message)];
}
