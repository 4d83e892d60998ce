using System.IO.Compression;
using System.Text;
using Ingestion.Contracts;
using Ingestion.Fetcher.Fetching;
using Ingestion.TestSupport;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Ingestion.Fetcher.Tests;

/// <summary>Against a real server on loopback.</summary>
public sealed class DocumentFetcherTests : IAsyncLifetime
{
    private Origin origin = null!;

    public async ValueTask InitializeAsync() => origin = await Origin.StartAsync();

    public ValueTask DisposeAsync() => origin.DisposeAsync();

    [Fact]
    public async Task A_page_comes_with_what_the_server_says_of_it()
    {
        origin.On("/a", context =>
        {
            context.Response.ContentType = "text/html; charset=\"ISO-8859-1\"";
            context.Response.Headers["X-Robots-Tag"] = "NoArchive, nosnippet";
            return context.Response.WriteAsync("<p>hello</p>");
        });

        var fetched = Assert.IsType<FetchResult.Fetched>(await FetchAsync("/a"));

        Assert.Equal("<p>hello</p>", Encoding.UTF8.GetString(fetched.Bytes.Span));
        Assert.Equal("text/html", fetched.ContentType);
        Assert.Equal("ISO-8859-1", fetched.Charset);
        Assert.Equal(["noarchive", "nosnippet"], fetched.Robots);
    }

    [Theory]
    [InlineData(404, AbandonReason.NotFound)]
    [InlineData(410, AbandonReason.Gone)]
    [InlineData(401, AbandonReason.Forbidden)]
    [InlineData(403, AbandonReason.Forbidden)]
    [InlineData(451, AbandonReason.Forbidden)]
    [InlineData(400, AbandonReason.Refused)]
    [InlineData(418, AbandonReason.Refused)]
    public async Task A_refusal_is_final(int status, string reason)
    {
        origin.OnStatus("/a", status);

        Assert.Equal(reason, Assert.IsType<FetchResult.Refused>(await FetchAsync("/a")).Reason);
    }

    [Theory]
    [InlineData(429, "7", 7.0)]
    [InlineData(503, "7", 7.0)]
    [InlineData(500, null, null)]
    [InlineData(502, null, null)]
    public async Task A_server_that_cannot_answer_now_is_asked_again_when_it_says(int status, string? header, double? seconds)
    {
        origin.OnStatus("/a", status, header is null ? [] : [("Retry-After", header)]);

        var notNow = Assert.IsType<FetchResult.NotNow>(await FetchAsync("/a"));

        Assert.Equal((AbandonReason.GaveUp, seconds), (notNow.Reason, notNow.After?.TotalSeconds));
    }

    [Fact]
    public async Task Redirects_are_followed_to_the_end()
    {
        origin.OnStatus("/a", 301, ("Location", "/b"));
        origin.OnStatus("/b", 307, ("Location", origin.Url + "/d"));
        origin.OnStatus("/d", 300, ("Location", "c?x=1#end"));
        origin.OnPage("/c", "<p>here</p>");

        Assert.Equal(origin.Url + "/c?x=1", Assert.IsType<FetchResult.Fetched>(await FetchAsync("/a")).FinalUrl.AbsoluteUri);
    }

    [Theory]
    [InlineData("/b", AbandonReason.RedirectLoop)]
    [InlineData("ftp://wire.example/", AbandonReason.UnsupportedScheme)]
    [InlineData("http://127.0.0.1:1/", AbandonReason.UnsupportedScheme)]
    [InlineData("", AbandonReason.BadRedirect)]
    [InlineData("http://10.0.0.1/", AbandonReason.UnsafeAddress)]
    [InlineData("http://[::ffff:169.254.169.254]/latest", AbandonReason.UnsafeAddress)]
    public async Task A_redirect_is_judged_like_a_url(string location, string reason)
    {
        origin.OnStatus("/a", 302, ("Location", location));
        origin.OnStatus("/b", 302, ("Location", "/a"));

        Assert.Equal(reason, Assert.IsType<FetchResult.Refused>(await FetchAsync("/a")).Reason);
    }

    [Fact]
    public async Task More_redirects_than_the_limit_are_not_followed()
    {
        for (var i = 0; i < 30; i++)
        {
            origin.OnStatus($"/{i}", 302, ("Location", $"/{i + 1}"));
        }

        Assert.Equal(AbandonReason.BadRedirect, Assert.IsType<FetchResult.Refused>(await FetchAsync("/0")).Reason);
        Assert.Equal(11, origin.Requests.Count(path => path != "/robots.txt"));
    }

    [Fact]
    public async Task What_robots_txt_forbids_is_not_asked_for()
    {
        origin.OnPage("/robots.txt", "User-agent: TestBot\nDisallow: /private", "text/plain");

        Assert.Equal(AbandonReason.RobotsDisallowed, Assert.IsType<FetchResult.Refused>(await FetchAsync("/private/a")).Reason);
        Assert.Equal(["/robots.txt"], origin.Requests);
    }

    [Fact]
    public async Task A_server_that_fails_on_robots_txt_is_left_alone()
    {
        origin.OnStatus("/robots.txt", 503, ("Retry-After", "9"));
        origin.OnPage("/a", "<p>hello</p>");

        await using var rig = new FetcherRig(origin.Port, time: new FakeTimeProvider(Samples.At));

        var notNow = Assert.IsType<FetchResult.NotNow>(await rig.FetchAsync(origin.Url + "/a"));

        Assert.Equal((AbandonReason.GaveUp, 9.0), (notNow.Reason, notNow.After?.TotalSeconds));
        Assert.Equal(["/robots.txt"], origin.Requests);
    }

    [Fact]
    public async Task A_robots_txt_that_hangs_is_too_slow_and_not_the_end()
    {
        origin.OnSilence("/robots.txt");
        origin.OnPage("/a", "<p>hello</p>");

        Assert.Equal(AbandonReason.TooSlow, Assert.IsType<FetchResult.NotNow>(await FetchAsync("/a", options => options.RequestTimeout = TimeSpan.FromSeconds(0.5))).Reason);
    }

    [Fact]
    public async Task A_robots_txt_in_an_encoding_that_was_not_asked_for_is_not_the_end()
    {
        origin.On("/robots.txt", context =>
        {
            context.Response.Headers.ContentEncoding = "compress";
            return context.Response.WriteAsync("x");
        });

        Assert.Equal(AbandonReason.GaveUp, Assert.IsType<FetchResult.NotNow>(await FetchAsync("/a")).Reason);
    }

    [Fact]
    public async Task Of_a_huge_robots_txt_the_beginning_counts()
    {
        origin.OnPage("/robots.txt", "User-agent: *\nDisallow: /a\n" + new string('#', 3_000_000), "text/plain");

        Assert.Equal(AbandonReason.RobotsDisallowed, Assert.IsType<FetchResult.Refused>(await FetchAsync("/a")).Reason);
    }

    [Fact]
    public async Task Robots_txt_is_asked_for_once_however_many_ask_at_once()
    {
        origin.OnPage("/a", "<p>hello</p>");
        await using var rig = new FetcherRig(origin.Port);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => rig.FetchAsync(origin.Url + "/a")));

        Assert.Equal(1, origin.Requests.Count(path => path == "/robots.txt"));
    }

    [Theory]
    [InlineData("image/png")]
    [InlineData("application/pdf")]
    [InlineData("application/json")]
    public async Task A_media_type_that_no_parser_takes_is_refused(string type)
    {
        origin.OnPage("/a", "x", type);

        Assert.Equal(AbandonReason.UnsupportedType, Assert.IsType<FetchResult.Refused>(await FetchAsync("/a")).Reason);
    }

    [Fact]
    public async Task An_empty_body_is_refused()
    {
        origin.OnPage("/a", "");

        Assert.Equal(AbandonReason.EmptyBody, Assert.IsType<FetchResult.Refused>(await FetchAsync("/a")).Reason);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_of_20_MB_is_refused_whether_announced_or_not(bool announced)
    {
        origin.On("/a", async context =>
        {
            context.Response.ContentType = "text/html";
            context.Response.ContentLength = announced ? 20_000_000 : null;
            for (var i = 0; i < 200 && !context.RequestAborted.IsCancellationRequested; i++)
            {
                await context.Response.Body.WriteAsync(new byte[100_000], context.RequestAborted);
            }
        });

        Assert.Equal(AbandonReason.TooLarge, Assert.IsType<FetchResult.Refused>(await FetchAsync("/a")).Reason);
    }

    [Fact]
    public async Task A_small_body_that_unpacks_to_a_large_one_is_refused()
    {
        origin.On("/a", async context =>
        {
            context.Response.ContentType = "text/html";
            context.Response.Headers.ContentEncoding = "gzip";
            await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            for (var i = 0; i < 300 && !context.RequestAborted.IsCancellationRequested; i++)
            {
                await gzip.WriteAsync(new byte[100_000], context.RequestAborted);
            }
        });

        Assert.Equal(AbandonReason.TooLarge, Assert.IsType<FetchResult.Refused>(await FetchAsync("/a")).Reason);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task What_was_packed_is_unpacked(string encoding)
    {
        origin.On("/a", async context =>
        {
            context.Response.ContentType = "text/html";
            context.Response.Headers.ContentEncoding = encoding;
            await using Stream packed = encoding switch
            {
                "gzip" => new GZipStream(context.Response.Body, CompressionLevel.Fastest),
                "br" => new BrotliStream(context.Response.Body, CompressionLevel.Fastest),
                _ => new ZLibStream(context.Response.Body, CompressionLevel.Fastest),
            };
            await packed.WriteAsync("<p>hello</p>"u8.ToArray());
        });

        Assert.Equal("<p>hello</p>", Encoding.UTF8.GetString(Assert.IsType<FetchResult.Fetched>(await FetchAsync("/a")).Bytes.Span));
    }

    [Fact]
    public async Task A_server_that_never_finishes_is_too_slow()
    {
        origin.On("/a", async context =>
        {
            context.Response.ContentType = "text/html";
            await context.Response.WriteAsync("<p>");
            await context.Response.Body.FlushAsync();
            await Origin.SilenceAsync(context);
        });

        Assert.Equal(AbandonReason.TooSlow, Assert.IsType<FetchResult.NotNow>(await FetchAsync("/a", options => options.RequestTimeout = TimeSpan.FromSeconds(0.5))).Reason);
    }

    [Fact]
    public async Task Loopback_is_refused_unless_the_operator_allows_it()
    {
        origin.OnPage("/a", "<p>hello</p>");

        Assert.Equal(AbandonReason.UnsafeAddress, Assert.IsType<FetchResult.Refused>(await FetchAsync("/a", options => options.AllowedNetworks.Clear())).Reason);
        Assert.Empty(origin.Requests);
    }

    [Fact]
    public async Task A_name_that_does_not_resolve_may_resolve_later()
    {
        await using var rig = new FetcherRig(origin.Port);

        var result = await rig.FetchAsync("http://no-such-host.invalid/");

        Assert.Equal(AbandonReason.Dns, Assert.IsType<FetchResult.NotNow>(result).Reason);
    }

    [Theory]
    [InlineData(500, null, 2)]
    [InlineData(503, null, 10)]
    [InlineData(429, "30", 30)]
    public async Task A_host_that_cannot_answer_is_left_alone_for_all_its_pages_and_others_are_not(int status, string? retryAfter, int seconds)
    {
        origin.OnStatus("/a", status, retryAfter is null ? [] : [("Retry-After", retryAfter)]);
        origin.OnPage("/b", "<p>hello</p>");
        await using var healthy = await Origin.StartAsync();
        healthy.OnPage("/a", "<p>hello</p>");
        var time = new FakeTimeProvider(Samples.At);
        await using var rig = new FetcherRig(origin.Port, options => options.AllowedPorts.Add(healthy.Port), time);

        Assert.IsType<FetchResult.NotNow>(await rig.FetchAsync(origin.Url + "/a"));

        Assert.Equal(Samples.At.AddSeconds(seconds), Assert.IsType<FetchResult.Busy>(await rig.FetchAsync(origin.Url + "/b")).At);
        Assert.IsType<FetchResult.Fetched>(await rig.FetchAsync(healthy.Url + "/a"));
        Assert.DoesNotContain("/b", origin.Requests);
        time.Advance(TimeSpan.FromSeconds(seconds));
        Assert.IsType<FetchResult.Fetched>(await rig.FetchAsync(origin.Url + "/b", place: time.GetUtcNow()));
    }

    [Theory]
    [InlineData("the operator's gap", 4.0, null, 4.0)]
    [InlineData("what robots.txt asks for", 4.0, "7.5", 7.5)]
    [InlineData("five minutes at most", 4.0, "86400", 300.0)]
    public async Task After_every_request_the_host_rests(string because, double gap, string? crawlDelay, double expected)
    {
        origin.OnPage("/robots.txt", crawlDelay is null ? "" : $"User-agent: *\nCrawl-delay: {crawlDelay}\n", "text/plain");
        origin.OnPage("/a", "<p>hello</p>");
        var time = new FakeTimeProvider(Samples.At);
        await using var rig = new FetcherRig(origin.Port, options => options.HostGap = TimeSpan.FromSeconds(gap), time);

        var busy = Assert.IsType<FetchResult.Busy>(await rig.FetchAsync(origin.Url + "/a"));
        Assert.True(busy.At == Samples.At.AddSeconds(expected), $"{because}: {busy.At - Samples.At}");
        Assert.Equal(["/robots.txt"], origin.Requests);

        time.Advance(busy.At - time.GetUtcNow());
        Assert.IsType<FetchResult.Fetched>(await rig.FetchAsync(origin.Url + "/a", busy.At));
        Assert.Equal(time.GetUtcNow().AddSeconds(expected), Assert.IsType<FetchResult.Busy>(await rig.FetchAsync(origin.Url + "/a")).At);
    }

    [Fact]
    public async Task A_redirect_to_a_host_whose_turn_is_far_comes_back_there_and_not_to_the_first()
    {
        await using var other = await Origin.StartAsync();
        origin.OnStatus("/a", 301, ("Location", other.Url + "/b"));
        other.OnPage("/b", "<p>hello</p>");
        var time = new FakeTimeProvider(Samples.At);
        await using var rig = new FetcherRig(
            origin.Port,
            options =>
            {
                options.AllowedPorts.Add(other.Port);
                options.HostGap = TimeSpan.FromMinutes(1);
            },
            time);
        await ComeBackAsync(rig, time, new Asking(new Uri(origin.Url + "/a")), out var visited);

        Assert.Equal(["/robots.txt", "/a"], origin.Requests);
        Assert.Equal(["/robots.txt", "/b"], other.Requests);
        Assert.Equal([origin.Url + "/a"], visited[^1].Via);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_robots_txt_that_moved_is_followed_a_turn_at_a_time_and_asked_for_once(bool toAnotherHost)
    {
        await using var other = await Origin.StartAsync();
        var where = toAnotherHost ? other : origin;
        origin.OnStatus("/robots.txt", 301, ("Location", origin.Url + "/r1.txt"));
        origin.OnStatus("/r1.txt", 302, ("Location", where.Url + "/r2.txt"));
        where.OnPage("/r2.txt", "User-agent: *\nDisallow: /private", "text/plain");
        origin.OnPage("/a", "<p>hello</p>");
        var time = new FakeTimeProvider(Samples.At);
        await using var rig = new FetcherRig(
            origin.Port,
            options =>
            {
                options.AllowedPorts.Add(other.Port);
                options.HostGap = TimeSpan.FromMinutes(1);
            },
            time);

        await ComeBackAsync(rig, time, new Asking(new Uri(origin.Url + "/a")), out _);

        Assert.Equal(toAnotherHost ? ["/robots.txt", "/r1.txt", "/a"] : ["/robots.txt", "/r1.txt", "/r2.txt", "/a"], origin.Requests);
        Assert.Equal(toAnotherHost ? ["/r2.txt"] : [], other.Requests);
        Assert.IsType<FetchResult.Refused>(await rig.FetchAsync(origin.Url + "/private"));
    }

    [Fact]
    public async Task Validators_go_to_nobody_but_the_page_that_gave_them()
    {
        var seen = new List<string>();
        origin.OnStatus("/a", 302, ("Location", "/b"));
        origin.On("/b", context =>
        {
            seen.Add(context.Request.Headers.IfNoneMatch.ToString());
            return context.Response.WriteAsync("<p>moved</p>");
        });
        await using var rig = new FetcherRig(origin.Port);

        var asking = new Asking(new Uri(origin.Url + "/a")) { Known = origin.Url + "/a", ETag = "\"1\"" };

        Assert.IsType<FetchResult.Fetched>(await rig.Fetcher.FetchArticleAsync(asking, TestContext.Current.CancellationToken));
        Assert.Equal([""], seen);
    }

    [Theory]
    [InlineData("\"plain\"", "\"plain\"")]
    [InlineData("\"caf\u00e9\"", null)]
    public async Task A_validator_that_cannot_be_sent_back_is_none(string etag, string? kept)
    {
        await using var raw = HostileOrigin.Start(path => path == "/a" ? HostileAnswers.Page($"ETag: {etag}\r\n", "<p>hello</p>"u8.ToArray()) : null);
        await using var rig = new FetcherRig(raw.Port);

        Assert.Equal(kept, Assert.IsType<FetchResult.Fetched>(await rig.FetchAsync(raw.Url + "/a")).ETag);
    }

    [Fact]
    public async Task A_page_that_we_have_costs_a_304()
    {
        origin.On("/a", context =>
        {
            var same = context.Request.Headers.IfNoneMatch == "W/\"7\"" && context.Request.Headers.IfModifiedSince == "Mon, 02 Mar 2026 08:05:00 GMT";
            context.Response.StatusCode = same ? 304 : 500;
            return Task.CompletedTask;
        });
        await using var rig = new FetcherRig(origin.Port);

        var asking = new Asking(new Uri(origin.Url + "/a")) { Known = origin.Url + "/a", ETag = "W/\"7\"", LastModified = "Mon, 02 Mar 2026 08:05:00 GMT" };

        Assert.IsType<FetchResult.NotModified>(await rig.Fetcher.FetchArticleAsync(asking, TestContext.Current.CancellationToken));
    }

    // As the schedule brings an order back, until it is done.
    private static Task ComeBackAsync(FetcherRig rig, FakeTimeProvider time, Asking asking, out List<Asking> visited)
    {
        var all = visited = [asking];
        return LoopAsync();

        async Task LoopAsync()
        {
            while (await rig.Fetcher.FetchArticleAsync(all[^1], TestContext.Current.CancellationToken) is FetchResult.Busy busy)
            {
                Assert.True(all.Count < 10, "It never ends.");
                time.Advance(busy.At - time.GetUtcNow());
                all.Add(new Asking(busy.Location!) { Via = busy.Via, Place = busy.At });
            }
        }
    }

    private async Task<FetchResult> FetchAsync(string path, Action<FetcherOptions>? configure = null)
    {
        await using var rig = new FetcherRig(origin.Port, configure);
        return await rig.FetchAsync(origin.Url + path);
    }
}
