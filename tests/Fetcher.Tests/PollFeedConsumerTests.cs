using Ingestion.Contracts;
using Ingestion.Storage;
using Ingestion.TestSupport;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace Ingestion.Fetcher.Tests;

public sealed class PollFeedConsumerTests : IAsyncLifetime
{
    private readonly Guid entryId = Guid.NewGuid();
    private Origin origin = null!;
    private RunningService service = null!;

    public async ValueTask InitializeAsync()
    {
        origin = await Origin.StartAsync();
        service = await RunningService.StartAsync(
            builder => builder.AddFetcher(),
            bus => bus.AddConsumer<PollFeedConsumer>(),
            settings: new Dictionary<string, string?> { ["Fetcher:AllowedPorts:0"] = $"{origin.Port}", ["Fetcher:RequestTimeout"] = "00:00:05" });
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        await origin.DisposeAsync();
    }

    [Fact]
    public async Task Every_article_of_a_feed_is_accepted_and_ordered()
    {
        origin.OnPage("/rss", "<rss version=\"2.0\"><channel><item><link>https://wire.example/1</link></item><item><link>https://wire.example/2</link></item></channel></rss>", "application/rss+xml");

        var consumed = await service.HandleAsync(new PollFeed { Url = origin.Url + "/rss" }, entryId);

        Assert.Null(consumed.Error);
        var entries = await service.Get<ILedger>().ListAsync(new LedgerQuery(), default);
        Assert.Equal(["https://wire.example/1", "https://wire.example/2"], entries.Select(entry => entry.Url).Order());
        Assert.All(entries, entry => Assert.Equal((SourceKind.Feed, LedgerState.InFlight), (entry.Kind, entry.State)));
        Assert.Equal(entries.Select(entry => (Guid?)entry.Id).Order(), service.Messages.PublishedOf<FetchArticle>().Select(order => order.EntryId).Order());
        Assert.All(service.Messages.PublishedOf<FetchArticle>(), order => Assert.Equal(origin.Url + "/rss", ((FetchArticle)order.Message).Feed));
    }

    [Fact]
    public async Task Every_sitemap_of_an_index_is_polled_and_a_redelivery_says_the_same_again()
    {
        origin.OnPage("/index.xml", $"<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><sitemap><loc>{origin.Url}/news.xml</loc></sitemap></sitemapindex>", "application/xml");
        origin.OnPage("/news.xml", "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>https://wire.example/1</loc></url></urlset>", "application/xml");

        await service.HandleAsync(new PollFeed { Url = origin.Url + "/index.xml" }, entryId);
        await service.HandleAsync(new PollFeed { Url = origin.Url + "/index.xml" }, entryId);
        await Shell.UntilAsync("both sitemaps are read", async () => (await service.Get<ILedger>().ListAsync(new LedgerQuery(), default)).Count == 2);

        var sitemaps = service.Messages.PublishedOf<PollFeed>().Where(poll => ((PollFeed)poll.Message).Url.EndsWith("/news.xml", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, sitemaps.Count);
        Assert.Equal(sitemaps[0].MessageId, sitemaps[1].MessageId);
    }

    [Theory]
    [InlineData("/html", "neither a feed nor a sitemap")]
    [InlineData("/broken", "was read in part")]
    [InlineData("nowhere", "not an absolute http or https URL")]
    public async Task What_is_no_feed_is_said_in_the_log_and_harms_nobody(string address, string why)
    {
        origin.OnPage("/html", "<html><body>hello</body></html>");
        origin.OnPage("/broken", "<rss><channel><item>", "text/xml");

        var consumed = await service.HandleAsync(new PollFeed { Url = address.StartsWith('/') ? origin.Url + address : address }, entryId);

        Assert.Null(consumed.Error);
        Assert.Contains(service.Logs.Lines, line => line.Level == LogLevel.Warning && line.Text.Contains(why, StringComparison.Ordinal));
        Assert.Equal(0, (await service.Get<ILedger>().BalanceAsync(DateTimeOffset.MinValue, default)).Accepted);
    }

    [Fact]
    public async Task A_feed_that_does_not_answer_is_a_dead_letter_with_its_cause()
    {
        origin.OnStatus("/rss", 404);

        var consumed = await service.HandleAsync(new PollFeed { Url = origin.Url + "/rss" }, entryId);

        Assert.IsType<FeedUnavailableException>(consumed.Error);
        Assert.Contains(origin.Url + "/rss", consumed.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_index_that_names_an_index_is_not_followed_round_and_round()
    {
        origin.OnPage("/a.xml", $"<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><sitemap><loc>{origin.Url}/b.xml</loc></sitemap></sitemapindex>", "application/xml");
        origin.OnPage("/b.xml", $"<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><sitemap><loc>{origin.Url}/a.xml</loc></sitemap></sitemapindex>", "application/xml");
        origin.OnPage("/end.xml", "<rss version=\"2.0\"><channel></channel></rss>", "application/xml");

        await service.HandleAsync(new PollFeed { Url = origin.Url + "/a.xml" }, entryId);
        for (var i = 0; i < 5; i++)
        {
            await service.HandledAsync(new PollFeed { Url = "" }, () => service.Get<IBus>().Publish(new PollFeed { Url = origin.Url + "/end.xml" }));
        }

        Assert.True(origin.Requests.Count(path => path == "/a.xml") <= 1, $"asked {origin.Requests.Count(path => path == "/a.xml")} times");
    }
}
