using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using Ingestion.Contracts;
using Ingestion.Fetcher.Fetching;
using Ingestion.Hosting;
using Ingestion.News;
using Microsoft.Extensions.Options;

namespace Ingestion.Fetcher.Tests;

/// <summary>The whole judgement with scripted names: no socket is opened.</summary>
public class DestinationsTests
{
    private static readonly Uri From = new("https://wire.example/news/a?b=1#c");

    [Theory]
    [InlineData("https://wire.example/a", null)]
    [InlineData("http://wire.example:443/a", null)]
    [InlineData("https://93.184.216.34/", null)]
    [InlineData("https://[2606:2800:220:1::1]/", null)]
    [InlineData("http://wire.example:8080/", "port")]
    [InlineData("http://wire.example:22/", "port")]
    [InlineData("http://wire.example:0/", "port")]
    [InlineData("ftp://wire.example/", "scheme")]
    [InlineData("http://ada@wire.example/", "user-info")]
    [InlineData("http://localhost/", "internal-name")]
    [InlineData("http://LOCALHOST./", "internal-name")]
    [InlineData("http://a.localhost/", "internal-name")]
    [InlineData("http://rabbitmq/", "internal-name")]
    [InlineData("http://printer.local/", "internal-name")]
    [InlineData("http://metadata.google.internal/", "internal-name")]
    [InlineData("http://desk.home.arpa/", "internal-name")]
    [InlineData("http://desk.corp/", "internal-name")]
    [InlineData("http://abc.onion/", "internal-name")]
    [InlineData("http://mongo.default.svc/", "internal-name")]
    [InlineData("http://notlocal.example/", null)]
    [InlineData("http://wirelocal.lanka.example/", null)]
    [InlineData("http://127.0.0.1/", "loopback")]
    [InlineData("http://[::1]/", "loopback")]
    [InlineData("http://169.254.169.254/latest", "link-local")]
    [InlineData("http://168.63.129.16/", "metadata")]
    [InlineData("http://[::ffff:10.0.0.1]/", "private")]
    [InlineData("http://[64:ff9b::5db8:d822]/", "transition")]
    [InlineData("http://[4000::1]/", "unallocated")]
    [InlineData("https://wire.example/a/b/c", null)]
    [InlineData("https://wire.example/a/b/c//?d=/e/f/g", null)]
    [InlineData("https://wire.example/a/b/c/d", "path-depth")]
    [InlineData("https://wire.example/a/b/../../a/b/c%2Fd", null)]
    public void A_url_is_refused_by_class_as_far_as_its_text_tells(string url, string? expected) =>
        Assert.Equal(expected, UrlRules.Refuse(new Uri(url), [], [], maxPathDepth: 3)?.Class);

    [Theory]
    [InlineData("2606:4700::5efe:7f00:1", "loopback")]
    [InlineData("2606:4700::200:5efe:c0a8:1", "private")]
    [InlineData("2606:4700::5efe:5db8:d822", null)]
    [InlineData("2606:4700::5eff:7f00:1", null)]
    [InlineData("fe80::1%1", "link-local")]
    [InlineData("2001:0:5db8:d822::", "transition")]
    [InlineData("1fff::1", "unallocated")]
    [InlineData("2000::1", null)]
    [InlineData("3ffe::1", null)]
    public void An_address_inside_an_address_is_judged_too(string address, string? expected) =>
        Assert.Equal(expected, AddressRules.Refuse(IPAddress.Parse(address), []));

    [Theory]
    [InlineData("wire.example", "93.184.216.34", null, true)]
    [InlineData("wire.example", "93.184.216.34 2606:2800:220:1::1", null, true)]
    [InlineData("wire.example", "93.184.216.34 127.0.0.1", null, false)]
    [InlineData("wire.example", "2606:2800:220:1::1 ::ffff:10.0.0.1", null, false)]
    [InlineData("wire.example", "10.1.2.3", "10.1.0.0/16", true)]
    [InlineData("wire.example", "10.2.2.3", "10.1.0.0/16", false)]
    [InlineData("desk.intranet", "10.1.2.3 10.1.2.4", "10.1.0.0/16", true)]
    [InlineData("desk.intranet", "10.1.2.3 93.184.216.34", "10.1.0.0/16", false)]
    [InlineData("desk", "93.184.216.34", null, false)]
    [InlineData("127.0.0.1", "93.184.216.34", null, false)]
    [InlineData("2130706433", "93.184.216.34", null, false)]
    public async Task A_name_is_connected_to_only_if_all_its_addresses_may_be_asked(string host, string answer, string? allowed, bool connects)
    {
        var addresses = answer.Split(' ').Select(IPAddress.Parse).ToArray();
        var destinations = new Destinations(With(allowed), (_, _) => Task.FromResult(addresses));

        var connecting = destinations.AddressesAsync(host, TestContext.Current.CancellationToken);

        if (connects)
        {
            Assert.Equal(addresses, await connecting);
        }
        else
        {
            var refused = await Assert.ThrowsAsync<UnsafeAddressException>(() => connecting);
            Assert.DoesNotContain(addresses.Where(address => $"{address}" != host), address => refused.Message.Contains($"{address}", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("https://hub.example/a?b", "https://hub.example/a?b")]
    [InlineData("http://hub.example/a?b", "https://hub.example/a?b")]
    [InlineData("http://hub.example:8080/", "https://hub.example:8080/")]
    [InlineData("http://10.1.2.3/", "http://10.1.2.3/")]
    [InlineData("http://10.2.2.3/", "https://10.2.2.3/")]
    public void What_is_secret_goes_by_https_but_to_an_address_that_is_the_operator_s(string url, string expected) =>
        Assert.Equal(expected, new Destinations(With("10.1.0.0/16")).Confidential(new Uri(url)).AbsoluteUri);

    [Fact]
    public async Task A_name_without_addresses_is_no_name() =>
        Assert.Equal(
            SocketError.HostNotFound,
            (await Assert.ThrowsAsync<SocketException>(() => new Destinations(new FetcherOptions(), (_, _) => Task.FromResult<IPAddress[]>([])).AddressesAsync("wire.example", default))).SocketErrorCode);

    [Theory]
    [InlineData("/b", "https://wire.example/b")]
    [InlineData("b?c#d", "https://wire.example/news/b?c")]
    [InlineData("?c", "https://wire.example/news/a?c")]
    [InlineData("//other.example/b", "https://other.example/b")]
    [InlineData("http://wire.example/b", "http://wire.example/b")]
    [InlineData(" https://wire.example./b\t", "https://wire.example/b")]
    [InlineData("/b?utm_source=c", "https://wire.example/b?utm_source=c")]
    [InlineData("\\\\other.example\\b", "https://other.example/b")]
    [InlineData("http://0x7f.1/", "http://127.0.0.1/")]
    [InlineData("/ä b", "https://wire.example/%C3%A4%20b")]
    public void A_redirect_leads_where_browsers_go(string location, string expected)
    {
        Assert.Null(UrlRules.Follow(From, location, out var next));

        Assert.Equal(expected, next?.AbsoluteUri);
    }

    [Theory]
    [InlineData(null, AbandonReason.BadRedirect)]
    [InlineData("", AbandonReason.BadRedirect)]
    [InlineData("  ", AbandonReason.BadRedirect)]
    [InlineData("/b\r\nSet-Cookie: a=b", AbandonReason.BadRedirect)]
    [InlineData("/b\u0000", AbandonReason.BadRedirect)]
    [InlineData("ht\ttps://wire.example/", AbandonReason.BadRedirect)]
    [InlineData("https://[::1", AbandonReason.BadRedirect)]
    [InlineData("https://wire.example:99999/", AbandonReason.BadRedirect)]
    [InlineData("https://ada:secret@wire.example/", AbandonReason.BadRedirect)]
    [InlineData("//wire.example\\@other.example/", AbandonReason.BadRedirect)]
    [InlineData("ftp://wire.example/", AbandonReason.UnsupportedScheme)]
    [InlineData("javascript:alert(1)", AbandonReason.UnsupportedScheme)]
    public void A_redirect_that_leads_nowhere_is_not_followed(string? location, string reason)
    {
        Assert.Equal(reason, UrlRules.Follow(From, location, out var next)?.Reason);
        Assert.Null(next);
    }

    [Fact]
    public void A_redirect_to_more_than_8192_characters_is_not_followed()
    {
        Assert.Null(UrlRules.Follow(From, "/" + new string('a', CanonicalUrl.MaxLength - 30), out _));
        Assert.Equal(AbandonReason.BadRedirect, UrlRules.Follow(From, "/" + new string('a', CanonicalUrl.MaxLength), out _)?.Reason);
        Assert.Equal(AbandonReason.BadRedirect, UrlRules.Follow(From, "/" + new string('ä', 2000), out _)?.Reason);
    }

    [Fact]
    public void A_route_ends_at_a_place_it_has_been_to_and_after_the_limit()
    {
        var route = new Route(new Destinations(new FetcherOptions()), maxRedirects: 2);

        Assert.Null(route.Enter(new Uri("https://wire.example/1")));
        Assert.Equal(AbandonReason.RedirectLoop, route.Enter(new Uri("https://wire.example/1"))?.Reason);
        Assert.Equal(AbandonReason.UnsafeAddress, route.Enter(new Uri("https://10.0.0.1/"))?.Reason);
        Assert.Null(route.Enter(new Uri("https://wire.example/2")));
        Assert.Null(route.Enter(new Uri("https://wire.example/3")));
        Assert.Equal(AbandonReason.BadRedirect, route.Enter(new Uri("https://wire.example/4"))?.Reason);
    }

    [Fact]
    public void Refusals_are_counted_by_class_and_downgrades_are_counted()
    {
        var counted = new List<string>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, self) => { if (instrument.Meter.Name == Telemetry.SourceName) { self.EnableMeasurementEvents(instrument); } } };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => { lock (counted) { counted.Add($"{instrument.Name} {(tags.Length > 0 ? tags[0].Value : "")}"); } });
        listener.Start();

        new Destinations(new FetcherOptions()).Refuse(new Uri("http://wire.example:6379/"));
        Destinations.Follow(From, "http://wire.example/b", out _);

        lock (counted)
        {
            Assert.Contains("ingestion.fetch.refusals port", counted);
            Assert.Contains("ingestion.fetch.downgrades ", counted);
        }
    }

    [Fact]
    public async Task The_handler_asks_no_host_whose_name_resolves_to_an_address_that_must_not_be_asked()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var http = new GuardedHttp(Options.Create(new FetcherOptions()), (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://wire.example:{((IPEndPoint)listener.LocalEndpoint).Port}/");

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => http.Invoker.SendAsync(request, TestContext.Current.CancellationToken));

        Assert.IsType<UnsafeAddressException>(refused.InnerException);
        Assert.False(listener.Pending());
    }

    private static FetcherOptions With(string? allowed) => new() { AllowedNetworks = allowed is null ? [] : [allowed] };
}
