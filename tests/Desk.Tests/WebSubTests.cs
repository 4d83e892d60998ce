using System.Security.Cryptography;
using System.Text;
using Ingestion.Contracts;
using Ingestion.Desk.WebSub;
using Ingestion.News;
using Ingestion.Storage;
using Ingestion.TestSupport;

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
        await desk.Get<IFeeds>().AddAsync([new Feed { Url = FeedUrl, Subscribed = true, AddedAt = DateTimeOffset.UnixEpoch, HubSecret = Secret, Polls = 3 }], default);
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
    [InlineData("hub.mode=unsubscribe&hub.topic=https://wire.example/rss&hub.challenge=c", "we want it still")]
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

    [Fact]
    public async Task A_feed_for_which_no_hub_was_asked_is_not_confirmed()
    {
        await desk.Get<IFeeds>().UpdateAsync(FeedUrl, feed => feed with { HubSecret = null }, default);

        Assert.Equal(404, (await desk.RefusedAsync(HttpMethod.Get, $"{Callback}?hub.mode=subscribe&hub.topic={FeedUrl}&hub.challenge=c&hub.lease_seconds=60")).Status);
    }

    [Theory]
    [InlineData("hub.mode=denied&hub.topic=https://wire.example/rss&hub.reason=no+room", true, "")]
    [InlineData("hub.mode=unsubscribe&hub.topic=https://wire.example/rss&hub.challenge=c", false, "c")]
    public async Task A_subscription_that_ends_is_noted(string query, bool subscribed, string answer)
    {
        await desk.Get<IFeeds>().UpdateAsync(FeedUrl, feed => feed with { HubUntil = TimeProvider.System.GetUtcNow().AddDays(1), Subscribed = subscribed }, default);

        var (status, body, _) = await desk.SendAsync(HttpMethod.Get, $"{Callback}?{query}");

        Assert.Equal((200, answer, null), (status, body, (await FeedAsync()).HubUntil));
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
    public async Task A_callback_of_no_feed_is_gone_and_that_of_a_new_feed_is_found()
    {
        Assert.Equal(410, await TellAsync("sha256=" + Sign("sha256"), to: "/websub/" + Guid.NewGuid()));
        await desk.Get<IFeeds>().AddAsync([new Feed { Url = "https://new.example/", Subscribed = true, AddedAt = DateTimeOffset.UnixEpoch, HubSecret = Secret }], default);
        Assert.Equal(202, await TellAsync("sha256=" + Sign("sha256"), to: "/websub/" + News.WebSub.Token("https://new.example/")));
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
