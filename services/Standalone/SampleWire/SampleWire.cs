using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Ingestion.Contracts;
using Ingestion.News;
using Ingestion.Standalone.SampleWire.Pages;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Ingestion.Standalone.SampleWire;

/// <summary>
/// A small world of invented publishers on loopback addresses, for the demonstration and for end-to-end tests: stories in many page shapes and
/// languages, a feed, a news sitemap, wire files, and what goes wrong on the web. It says what a complete ingest of it must give.
/// </summary>
[SuppressMessage("Design", "MA0049", Justification = "The folder is the wire, and so is its one entry point.")]
internal sealed class SampleWire : IAsyncDisposable
{
    // Named by the feed beside the sitemap of their own publisher, so that some addresses come in twice.
    private static readonly string[] AlsoInFeed = [SpecialCases.Untouched, SpecialCases.UnavailableOnce, "chipmaker-second-plant"];

    private readonly WebApplication app;
    private readonly WireSite site;
    private readonly ConcurrentQueue<WireRequest> requests;

    private SampleWire(WebApplication app, WireSite site, ConcurrentQueue<WireRequest> requests, DateTimeOffset startedAt)
    {
        (this.app, this.site, this.requests) = (app, site, requests);
        Files = WireFile.ReadAll(startedAt, name => name.StartsWith("wrapped", StringComparison.Ordinal) ? site.Url("harbour", "/wire/" + name) : null);
        Submissions = [.. Publish()];
        Expected = ExpectedBooks.Of(Submissions, CanonicalUrl.Of);
        SecondRound =
        [
            new(site.UrlOf(SpecialCases.Revised), Via.List, Outcome.Revised, null, "a new headline and a corrected paragraph"),
            new(site.UrlOf(SpecialCases.Killed), Via.List, Outcome.Withdrawn, null, "the page says pubstatus canceled"),
            new(site.UrlOf(SpecialCases.Untouched), Via.List, Outcome.Unchanged, null, "the same bytes"),
        ];
    }

    /// <summary>RSS 2.0: <see cref="Via.Feed"/>.</summary>
    public string FeedUrl => site.Url("harbour", "/feeds/top.xml");

    /// <summary>Sitemap with the news extension: <see cref="Via.Sitemap"/>.</summary>
    public string NewsSitemapUrl => site.Url("ledger", "/sitemap-news.xml");

    /// <summary>To be submitted directly: <see cref="Via.List"/>.</summary>
    public IReadOnlyList<string> ExtraUrls => [.. Submissions.Where(one => one.Via == Via.List).Select(one => one.Url)];

    /// <summary>To be handed in: <see cref="Via.File"/>.</summary>
    public IReadOnlyList<WireFile> Files { get; }

    /// <summary>All that the first round gives the pipeline, each with its expectation.</summary>
    public IReadOnlyList<Submission> Submissions { get; }

    /// <summary>What a complete ingest of the first round gives.</summary>
    public ExpectedBooks Expected { get; }

    /// <summary>To be submitted after <see cref="BeginSecondRound"/>.</summary>
    public IReadOnlyList<Submission> SecondRound { get; }

    /// <summary>Addresses of <see cref="SecondRound"/>.</summary>
    public IReadOnlyList<string> SecondRoundUrls => [.. SecondRound.Select(one => one.Url)];

    /// <summary>What a complete ingest of the second round alone gives.</summary>
    public ExpectedBooks ExpectedInSecondRound => ExpectedBooks.Of(SecondRound, CanonicalUrl.Of);

    /// <summary>The stories of the first round.</summary>
    public IReadOnlyList<Story> Stories => site.Stories;

    /// <summary>Every request so far, in order, for judging politeness.</summary>
    public IReadOnlyList<WireRequest> RequestLog => [.. requests];

    /// <summary>How often each address was asked for.</summary>
    public IReadOnlyDictionary<string, int> Requests => requests.CountBy(request => request.Url).ToDictionary();

    /// <summary>Where a story stands.</summary>
    public string UrlOf(Story story) => site.UrlOf(story);

    /// <summary>Starts the wire with the machine's clock.</summary>
    public static Task<SampleWire> StartAsync(CancellationToken cancellationToken) => StartAsync(TimeProvider.System, cancellationToken);

    /// <summary>Starts the wire.</summary>
    /// <param name="clock">Stories are dated back from its present.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<SampleWire> StartAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        // Empty: neither settings nor environment of the process it runs in may lead it to other addresses, and it logs nothing.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddResponseCompression();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            var severalAddresses = CanBind("127.0.0.2");
            foreach (var publisher in Publisher.All)
            {
                // Linux and Windows answer to all of 127.0.0.0/8. macOS has only 127.0.0.1 unless told: there the ports alone tell publishers apart.
                kestrel.Listen(IPAddress.Parse(severalAddresses ? publisher.LoopbackAddress : "127.0.0.1"), port: 0);
            }
        });

        var host = builder.Build();
        var (requests, stories) = (new ConcurrentQueue<WireRequest>(), StoryFile.ReadAll(clock.GetUtcNow()));
        WireSite? served = null;
        host.UseResponseCompression();
        host.Run(context =>
        {
            var (request, root) = (context.Request, $"http://{context.Connection.LocalIpAddress}:{context.Connection.LocalPort}");
            requests.Enqueue(new WireRequest(root + request.Path + request.QueryString, clock.GetUtcNow(), request.Headers.UserAgent.ToString()));
            return (served?.Find(root, request.Path, request.QueryString.ToString()) ?? Answers.Status(StatusCodes.Status404NotFound))(context);
        });
        await host.StartAsync(cancellationToken);

        // Kestrel gives the addresses in the order in which they were listened to.
        var addresses = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        served = new WireSite(stories, Publisher.All.Zip(addresses).ToDictionary(pair => pair.First.Key, pair => pair.Second.TrimEnd('/')));
        return new SampleWire(host, served, requests, clock.GetUtcNow());
    }

    /// <summary>From now on one story is revised, one is killed, one is as it was: <see cref="SecondRound"/>.</summary>
    public void BeginSecondRound() => site.TurnToSecondRound();

    /// <summary>Stops the wire.</summary>
    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private IEnumerable<Submission> Publish()
    {
        foreach (var story in site.Stories)
        {
            site.ServeStory(story, namesItself: true);
            site.Serve(story.Site, $"/img/{story.Slug}.svg", Picture(story.Site, "1200", "675"));
        }

        foreach (var publisher in Publisher.All)
        {
            site.Serve(publisher.Key, "/", Answers.Html(FrontPage.Render(site.Model(site.Stories.First(story => story.Site == publisher.Key), publisher.Key))));
            site.Serve(publisher.Key, "/img/logo.svg", Picture(publisher.Key, "64", "64"));
            var rules = $"User-agent: *\nDisallow: /private/\nDisallow: /newsletter\n\nSitemap: {site.Url("ledger", "/sitemap-news.xml")}\n";
            site.Serve(publisher.Key, "/robots.txt", Answers.Bytes("text/plain; charset=utf-8", Encoding.UTF8.GetBytes(rules)));
        }

        var inFeed = site.Stories.Where(story => story.Site is "harbour" or "meridian" || AlsoInFeed.Contains(story.Slug)).Select(Named).ToImmutableArray();
        var inSitemap = site.Stories.Where(story => story.Site == "ledger").Select(Named).ToImmutableArray();
        site.Serve("harbour", "/feeds/top.xml", Answers.Bytes("application/rss+xml; charset=utf-8", Feeds.Rss("Sample wire: top stories", site.Url("harbour", "/"), inFeed)));
        site.Serve("ledger", "/sitemap-news.xml", Answers.Bytes("application/xml; charset=utf-8", Feeds.NewsSitemap(inSitemap)));

        foreach (var file in Files.Where(file => file.Url is not null))
        {
            site.Serve("harbour", "/wire/" + file.Name, Answers.Bytes("text/plain; charset=utf-8", file.Content));
        }

        var listed = site.Stories.Where(story => story.Site is "courier" or "atlas" && story.Slug != SpecialCases.Redirected);
        return
        [
            .. inFeed.Select(item => new Submission(item.Url, Via.Feed, Outcome.Indexed, null, "a story that the feed names")),
            .. inSitemap.Select(item => new Submission(item.Url, Via.Sitemap, Outcome.Indexed, null, "a story that the sitemap names")),
            .. listed.Select(story => new Submission(site.UrlOf(story), Via.List, Outcome.Indexed, null, "a story submitted by its address")),
            .. SpecialCases.Serve(site),
            .. Files.Select(file => new Submission(file.Url ?? file.Name, Via.File, Outcome.Indexed, null, "agency copy handed in as a file")),
        ];

        (Story Story, string Url) Named(Story story) => (story, site.UrlOf(story));
    }

    private static RequestDelegate Picture(string key, string width, string height) => Answers.Bytes("image/svg+xml", Encoding.UTF8.GetBytes(
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\"><rect width=\"100%\" height=\"100%\" fill=\"{WireSite.PublisherOf(key).Colour}\"/></svg>"));

    private static bool CanBind(string address)
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

/// <summary>One request that the wire answered.</summary>
internal sealed record WireRequest(string Url, DateTimeOffset At, string UserAgent);
