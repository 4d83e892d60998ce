using System.Security.Cryptography;
using System.Text;
using Ingestion.Contracts;
using Ingestion.Desk.WebSub;
using Ingestion.News;
using Ingestion.Storage;
using Ingestion.TestSupport;
using Microsoft.Extensions.Time.Testing;

namespace Ingestion.Desk.Tests;

/// <summary>What hubs may say (W3C WebSub sections 5 and 7).</summary>
public sealed class WebSubTests : IAsyncLifetime
{
    private const string FeedUrl = "https://wire.example/rss";
    private const string Secret = "fifty-nine steps";
    private const string Body = "<rss><channel><item/></channel></rss>";
    private static readonly string Callback = "/websub/" + News.WebSub.Token(FeedUrl);
    private RunningService desk = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await RunningDesk.StartAsync(("Desk:PublicUrl", "https://news.example"), ("Desk:ApiKey", "a-key-of-sixteen-or-more"));
        await desk.Get<IFeeds>().AddAsync([new Feed { Url = FeedUrl, Subscribed = true, AddedAt = DateTimeOffset.UnixEpoch, HubSecret = Secret, HubAskedAt = TimeProvider.System.GetUtcNow(), Polls = 3 }], default);
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public void The_callback_is_below_the_public_URL() =>
        Assert.Equal($"https://news.example/desk/websub/{ContentKey.MessageId("websub", FeedUrl)}", News.WebSub.Callback("https://news.example/desk/", FeedUrl));

    [Fact]
    public async Task A_subscription_that_we_asked_for_is_confirmed_without_a_key_and_noted()
    {
        var before = TimeProvider.System.GetUtcNow();
        var (status, body, response) = await desk.SendAsync(HttpMethod.Get, $"{Callback}?hub.mode=subscribe&hub.topic={Uri.EscapeDataString(FeedUrl)}&hub.challenge=a%3Cb%3E1&hub.lease_seconds=86400", headers: ("Host", "news.example"));

        Assert.Equal((200, "a<b>1", "text/plain"), (status, body, response.Content.Headers.ContentType!.MediaType));
        var feed = await FeedAsync();
        Assert.InRange(feed.HubUntil!.Value, before.AddDays(1).AddSeconds(-1), before.AddDays(1).AddMinutes(5));
        Assert.Equal(3, feed.Polls);
    }

    [Theory]
    [InlineData("hub.mode=subscribe&hub.challenge=c&hub.lease_seconds=60", "no topic")]
    [InlineData("hub.mode=subscribe&hub.topic=https://other.example/rss&hub.challenge=c&hub.lease_seconds=60", "another's topic")]
    [InlineData("hub.mode=subscribe&hub.topic=nonsense&hub.challenge=c&hub.lease_seconds=60", "no URL")]
    [InlineData("hub.mode=subscribe&hub.topic=https://wire.example/rss&hub.lease_seconds=60", "no challenge")]
    [InlineData("hub.mode=subscribe&hub.topic=https://wire.example/rss&hub.challenge=c", "no lease")]
    [InlineData("hub.mode=subscribe&hub.topic=https://wire.example/rss&hub.challenge=c&hub.lease_seconds=-1", "a lease in the past")]
    [InlineData("hub.mode=unsubscribe&hub.topic=https://wire.example/rss&hub.challenge=c", "nor its end")]
    [InlineData("hub.mode=publish&hub.topic=https://wire.example/rss&hub.challenge=c", "no mode of a verification")]
    [InlineData("", "nothing at all")]
    public async Task What_we_did_not_ask_for_is_not_confirmed(string query, string because)
    {
        var (status, _) = await desk.RefusedAsync(HttpMethod.Get, $"{Callback}?{query}");

        Assert.True(status == 404, because);
        Assert.Null((await FeedAsync()).HubUntil);
    }

    [Theory]
    [InlineData("https://self.example/feed.xml", 200)]
    [InlineData(FeedUrl, 404)]
    public async Task The_topic_is_what_the_hub_knows_the_feed_by(string topic, int expected)
    {
        await desk.Get<IFeeds>().UpdateAsync(FeedUrl, feed => feed with { HubTopic = "https://self.example/feed.xml" }, default);

        Assert.Equal(expected, (await desk.SendAsync(HttpMethod.Get, $"{Callback}?hub.mode=subscribe&hub.topic={Uri.EscapeDataString(topic)}&hub.challenge=c&hub.lease_seconds=60")).Status);
    }

    [Theory]
    [InlineData("no secret was sent", false, 0, true, true)]
    [InlineData("no hub was ever asked", true, null, true, true)]
    [InlineData("a hub was asked long ago", true, 61, true, true)]
    [InlineData("a hub was asked, and the feed is wanted no more", true, 0, false, true)]
    [InlineData("no hub was ever asked, so none can deny", true, null, true, false)]
    [InlineData("a hub was asked long ago, so none denies now", true, 61, true, false)]
    public async Task What_anybody_may_send_while_no_hub_is_waited_for_changes_nothing(string because, bool secret, int? askedMinutesAgo, bool subscribed, bool confirms)
    {
        var now = TimeProvider.System.GetUtcNow();
        var before = await desk.Get<IFeeds>().UpdateAsync(
            FeedUrl,
            feed => feed with { HubSecret = secret ? Secret : null, HubAskedAt = askedMinutesAgo is { } minutes ? now.AddMinutes(-minutes) : null, Subscribed = subscribed, HubUntil = DateTimeOffset.UnixEpoch },
            default);

        var (status, _) = await desk.RefusedAsync(HttpMethod.Get, $"{Callback}?hub.mode={(confirms ? "subscribe" : "denied")}&hub.topic={FeedUrl}&hub.challenge=c&hub.lease_seconds=60");

        Assert.True(status == 404, because);
        Assert.Equal(before!.HubUntil, (await FeedAsync()).HubUntil);
    }

    [Fact]
    public async Task A_hub_grants_no_more_than_was_asked_for()
    {
        await desk.SendAsync(HttpMethod.Get, $"{Callback}?hub.mode=subscribe&hub.topic={FeedUrl}&hub.challenge=c&hub.lease_seconds=99999999999");

        Assert.InRange((await FeedAsync()).HubUntil!.Value, TimeProvider.System.GetUtcNow().AddDays(9), TimeProvider.System.GetUtcNow().AddDays(10));
    }

    [Fact]
    public async Task A_hub_that_denies_what_we_asked_for_ends_what_was_agreed()
    {
        await desk.Get<IFeeds>().UpdateAsync(FeedUrl, feed => feed with { HubUntil = TimeProvider.System.GetUtcNow().AddDays(1) }, default);

        var (status, body, _) = await desk.SendAsync(HttpMethod.Get, $"{Callback}?hub.mode=denied&hub.topic={FeedUrl}&hub.reason=no+room");

        Assert.Equal((200, "", null), (status, body, (await FeedAsync()).HubUntil));
    }

    [Fact]
    public async Task A_feed_is_never_unsubscribed_by_who_says_that_we_asked_for_it()
    {
        await desk.Get<IFeeds>().UpdateAsync(FeedUrl, feed => feed with { Subscribed = false }, default);

        Assert.Equal(404, (await desk.RefusedAsync(HttpMethod.Get, $"{Callback}?hub.mode=unsubscribe&hub.topic={FeedUrl}&hub.challenge=c")).Status);
    }

    [Fact]
    public async Task Unknown_callbacks_are_answered_at_once_and_make_the_feeds_read_once_in_five_seconds()
    {
        var clock = new FakeTimeProvider();
        var callbacks = new Callbacks(desk.Get<IFeeds>(), clock);
        var (known, young) = (News.WebSub.Token(FeedUrl), News.WebSub.Token("https://new.example/"));

        var found = await Task.WhenAll(new[] { Guid.NewGuid(), known, young }.Select(async token => (await callbacks.FindAsync(token, default))?.Url));
        Assert.Equal((null, FeedUrl, null), (found[0], found[1], found[2]));
        await desk.Get<IFeeds>().AddAsync([new Feed { Url = "https://new.example/", Subscribed = true, AddedAt = DateTimeOffset.UnixEpoch }], default);
        clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Null(await callbacks.FindAsync(young, default)); // the clock stands still: who waited would wait for ever
        clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal("https://new.example/", (await callbacks.FindAsync(young, default))?.Url);
    }

    [Theory]
    [InlineData("sha1")]
    [InlineData("sha256")]
    [InlineData("sha384")]
    [InlineData("sha512")]
    public async Task What_is_signed_makes_the_feed_polled_now_and_twice_is_one_poll(string method)
    {
        Assert.Equal(202, await TellAsync(method + "=" + Sign(method)));
        Assert.Equal(202, await TellAsync(method + "=" + Sign(method).ToUpperInvariant()));

        var poll = Assert.Single(await desk.Get<ISchedule>().ClaimDueAsync(TimeProvider.System.GetUtcNow().AddSeconds(1), TimeSpan.Zero, 10, default)).Message;
        Assert.Equal((nameof(PollFeed), ContentKey.MessageId(nameof(PollFeed), FeedUrl)), (poll.Type, poll.EntryId));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("sha256")]
    [InlineData("sha256=")]
    [InlineData("sha256=00")]
    [InlineData("sha256=zz")]
    [InlineData("md5=d41d8cd98f00b204e9800998ecf8427e")]
    [InlineData("sha256=0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task What_is_not_signed_or_wrongly_is_answered_alike_and_changes_nothing(string? signature)
    {
        Assert.Equal(202, await TellAsync(signature));

        Assert.Equal(0, await desk.Get<ISchedule>().CountAsync(default));
        Assert.Empty(desk.Messages.Published);
        Assert.Contains(desk.Logs.Lines, line => line.Text.Contains(FeedUrl, StringComparison.Ordinal) && line.Text.Contains("sign", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_signature_of_other_bytes_or_by_another_secret_changes_nothing()
    {
        var (good, bytes) = (Sign("sha256"), Encoding.UTF8.GetBytes(Body));

        await TellAsync("sha256=" + good, Body + " ");
        await TellAsync("sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes("another"), bytes)));
        await TellAsync("sha256=" + Convert.ToHexStringLower(SHA256.HashData(bytes)));

        Assert.Equal(0, await desk.Get<ISchedule>().CountAsync(default));
    }

    [Fact]
    public async Task A_body_beyond_the_cap_is_not_read_to_its_end() =>
        Assert.Equal(413, await TellAsync("sha256=" + Sign("sha256"), new string('a', 3_000_000)));

    [Fact]
    public async Task A_callback_of_no_feed_is_gone()
    {
        Assert.Equal(410, await TellAsync("sha256=" + Sign("sha256"), to: "/websub/" + Guid.NewGuid()));
        Assert.Equal(202, await TellAsync("sha256=" + Sign("sha256")));
        await desk.Get<IFeeds>().RemoveAsync(FeedUrl, default);

        Assert.Equal(410, await TellAsync("sha256=" + Sign("sha256")));
        Assert.Equal(1, await desk.Get<ISchedule>().CountAsync(default));
    }

    [Fact]
    public async Task A_Desk_without_a_public_URL_listens_to_no_hub()
    {
        await using var closed = await RunningDesk.StartAsync();
        await closed.Get<IFeeds>().AddAsync([await FeedAsync()], default);

        Assert.Equal(404, (await closed.RefusedAsync(HttpMethod.Get, $"{Callback}?hub.mode=subscribe&hub.topic={FeedUrl}&hub.challenge=c&hub.lease_seconds=60")).Status);
        Assert.Equal(404, (await closed.RefusedAsync(HttpMethod.Post, Callback, RunningDesk.Utf8(Body), ("X-Hub-Signature", "sha256=" + Sign("sha256")))).Status);
    }

    [Fact]
    public async Task Nothing_else_is_open_to_a_hub()
    {
        Assert.Equal(401, (await desk.RefusedAsync(HttpMethod.Get, "/feeds")).Status);
        Assert.Equal(401, (await desk.RefusedAsync(HttpMethod.Get, "/websubscribers")).Status);
    }

    [Theory]
    [InlineData("sha256 = 00", false)]
    [InlineData("SHA1=0000000000000000000000000000000000000000", true)]
    [InlineData("sha1= 0000000000000000000000000000000000000000 ", true)]
    [InlineData("sha1=00000000000000000000000000000000000000000", false)]
    [InlineData("sha1=000000000000000000000000000000000000000000", false)]
    [InlineData("sha512=0000000000000000000000000000000000000000", false)]
    public void A_signature_is_a_method_and_as_many_digits_as_it_gives(string header, bool expected) =>
        Assert.Equal(expected, HubSignature.Parse(header) is not null);

    private async Task<Feed> FeedAsync() => (await desk.Get<IFeeds>().FindAsync(FeedUrl, default))!;

    private async Task<int> TellAsync(string? signature, string body = Body, string? to = null)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        (string, string)[] headers = signature is null ? [] : [("X-Hub-Signature", signature)];
        return (await desk.SendAsync(HttpMethod.Post, to ?? Callback, content, headers)).Status;
    }

    private static string Sign(string method)
    {
        using var hmac = IncrementalHash.CreateHMAC(new HashAlgorithmName(method.ToUpperInvariant()), Encoding.UTF8.GetBytes(Secret));
        hmac.AppendData(Encoding.UTF8.GetBytes(Body));
        return Convert.ToHexStringLower(hmac.GetHashAndReset());
    }
}
