using Ingestion.Contracts;
using Ingestion.Storage;
using Ingestion.TestSupport;
using MassTransit;

namespace Ingestion.Desk.Tests;

public sealed class SubmitTests : IAsyncLifetime
{
    private RunningService desk = null!;

    public async ValueTask InitializeAsync() => desk = await RunningDesk.StartAsync(("Desk:MaxUrls", "3"));

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task One_URL_is_accepted_ordered_and_can_be_followed()
    {
        var (status, answer) = await desk.PostAsync("/articles", new { url = "https://wire.example/1?utm_source=x" });

        var entryId = (string)answer!["accepted"]![0]!["entryId"]!;
        Assert.Equal((202, "https://wire.example/1?utm_source=x"), (status, (string?)answer["accepted"]![0]!["url"]));
        Assert.Empty(answer["refused"]!.AsArray());
        Assert.Equal(entryId, $"{Assert.Single(desk.Messages.PublishedOf<FetchArticle>()).EntryId}");
        var (found, entry) = await desk.GetAsync("/ledger/entries/" + entryId);
        Assert.Equal((200, "inFlight", "https://wire.example/1"), (found, (string?)entry["state"], (string?)entry["canonicalUrl"]));
    }

    [Fact]
    public async Task Of_a_list_the_good_ones_are_accepted_and_the_bad_ones_named()
    {
        var (status, answer) = await desk.PostAsync("/articles", new { urls = new[] { "https://wire.example/1", "mailto:ada@wire.example", "nonsense" } });

        Assert.Equal(202, status);
        Assert.Equal(["https://wire.example/1"], answer!["accepted"]!.AsArray().Select(one => (string?)one!["url"]));
        Assert.Equal(
            [("mailto:ada@wire.example", AbandonReason.UnsupportedScheme), ("nonsense", AbandonReason.InvalidUrl)],
            answer["refused"]!.AsArray().Select(one => ((string)one!["url"]!, (string)one["reason"]!)));
        Assert.All(answer["refused"]!.AsArray(), one => Assert.Contains("http", (string)one!["detail"]!, StringComparison.Ordinal));
        Assert.Equal(1, (await desk.Get<ILedger>().BalanceAsync(default)).Accepted);
    }

    [Theory]
    [InlineData("", "The body is empty; send {\"url\"")]
    [InlineData("  \n", "The body is empty; send {\"url\"")]
    [InlineData("url=https://wire.example/1", "not the JSON that is expected (line 1")]
    [InlineData("{\"url\": \"https://wire.example/1\"", "not the JSON that is expected")]
    [InlineData("{\"url\": 5}", "not the JSON that is expected")]
    [InlineData("[\"https://wire.example/1\"]", "not the JSON that is expected")]
    [InlineData("{\"link\": \"https://wire.example/1\"}", "only 'url' and 'urls' are known")]
    [InlineData("{\"url\": \"https://wire.example/1\", \"urls\": [\"https://wire.example/2\"]}", "Send either 'url'")]
    [InlineData("{}", "Send either 'url'")]
    [InlineData("null", "Send either 'url'")]
    [InlineData("{\"urls\": []}", "at least one")]
    [InlineData("{\"urls\": [null]}", "absolute http or https URL")]
    [InlineData("{\"url\": \"wire.example/1\"}", "absolute http or https URL")]
    [InlineData("{\"url\": \"https://\"}", "absolute http or https URL")]
    [InlineData("{\"url\": \"ftp://wire.example/1\"}", "'ftp' cannot be fetched; send an http or https URL")]
    [InlineData("{\"url\": \"javascript:alert(1)\"}", "send an http or https URL")]
    [InlineData("{\"urls\": [\"http://a.example\", \"http://b.example\", \"http://c.example\", \"http://d.example\"]}", "send at most 3")]
    public async Task What_cannot_be_understood_is_refused_with_what_to_do_instead(string body, string detail)
    {
        var (status, problem) = await desk.RefusedAsync(HttpMethod.Post, "/articles", RunningDesk.Utf8(body));

        Assert.Equal(400, status);
        Assert.Contains(detail, (string)problem["detail"]!, StringComparison.Ordinal);
        Assert.Empty(desk.Messages.Published);
        Assert.Equal(0, (await desk.Get<ILedger>().BalanceAsync(default)).Accepted);
    }

    [Theory]
    [InlineData("/articles")]
    [InlineData("/feeds")]
    public async Task A_list_that_is_far_too_long_is_not_read_to_its_end(string path)
    {
        var (status, problem) = await desk.RefusedAsync(HttpMethod.Post, path, RunningDesk.Utf8("{\"url\": \"https://wire.example/" + new string('a', 20_000_000) + "\"}"));

        Assert.Equal(413, status);
        Assert.Contains("bytes", (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_is_archived_announced_and_can_be_followed()
    {
        using var content = new StringContent("<p>hello</p>", System.Text.Encoding.UTF8, "text/html");
        var (status, body, response) = await desk.SendAsync(HttpMethod.Post, "/documents?url=https://wire.example/1&published=2026-03-02", content);

        Assert.True(status == 202, body);
        var said = Assert.Single(desk.Messages.PublishedOf<DocumentFetched>());
        Assert.Equal($"/ledger/entries/{said.EntryId}", response.Headers.Location!.OriginalString);
        var document = (DocumentFetched)said.Message;
        Assert.Equal(("https://wire.example/1", "text/html", "utf-8", SourceKind.File), (document.FinalUrl, document.ContentType, document.Charset, document.Source.Kind));
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero), document.PublishedAt);
        Assert.Equal("<p>hello</p>"u8.ToArray(), await desk.Get<IRawArchive>().GetAsync(document.ArchiveKey, default));
    }

    [Theory]
    [InlineData("/documents", 0, 400, "The body is empty")]
    [InlineData("/documents", 20_000_000, 413, "larger than 10000000 bytes")]
    [InlineData("/documents?published=yesterday", 10, 400, "'published' must be a date such as 2026-03-02")]
    [InlineData("/documents?url=ftp://wire.example/1", 10, 400, "send an http or https URL")]
    [InlineData("/documents?url=nonsense", 10, 400, "absolute http or https URL")]
    public async Task A_document_that_cannot_be_taken_is_refused_with_the_reason(string path, int bytes, int status, string detail)
    {
        var (answered, problem) = await desk.RefusedAsync(HttpMethod.Post, path, new byte[bytes]);

        Assert.Equal(status, answered);
        Assert.Contains(detail, (string)problem["detail"]!, StringComparison.Ordinal);
        Assert.Empty(desk.Messages.Published);
    }

    [Fact]
    public async Task A_feed_that_is_wanted_once_is_polled_now_and_not_subscribed()
    {
        var (status, _) = await desk.PostAsync("/feeds?once=true", new { url = "https://wire.example/rss" });

        Assert.Equal(202, status);
        Assert.Equal("https://wire.example/rss", ((PollFeed)Assert.Single(desk.Messages.Published).Message).Url);
        Assert.Empty(await desk.Get<IFeeds>().ListAsync(null, 10, default));
    }

    [Theory]
    [InlineData("", "The body is empty")]
    [InlineData("{\"url\": \"ftp://wire.example/rss\"}", "send an http or https URL")]
    [InlineData("{\"urls\": [\"http://a.example\", \"http://b.example\"]}", "send at most 1")]
    public async Task A_feed_that_cannot_be_polled_once_is_refused(string body, string detail)
    {
        var (status, problem) = await desk.RefusedAsync(HttpMethod.Post, "/feeds?once=true", RunningDesk.Utf8(body));

        Assert.Equal(400, status);
        Assert.Contains(detail, (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_broker_is_away_URLs_are_accepted_and_polls_at_once_are_put_off()
    {
        desk.Messages.Refuse = _ => new MassTransitException("The broker is away.");

        var (accepted, _) = await desk.PostAsync("/articles", new { url = "https://wire.example/1" });
        var (putOff, problem) = await desk.RefusedAsync(HttpMethod.Post, "/feeds?once=true", RunningDesk.Utf8("{\"url\": \"https://wire.example/rss\"}"));

        Assert.Equal((202, 503), (accepted, putOff));
        Assert.Contains("again", (string)problem["detail"]!, StringComparison.Ordinal);
        Assert.Equal(1, await desk.Get<ISchedule>().CountAsync(default));
    }
}
