using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Ingestion.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Ingestion.Broker.Tests;

/// <summary>One request, as the host saw it.</summary>
/// <param name="Host">Number of the host.</param>
/// <param name="Path">What was asked for.</param>
/// <param name="Came">When, by a clock that only goes forward.</param>
/// <param name="Answered">Just before the answer went out: whoever has it has it later than that.</param>
/// <param name="Status">The answer.</param>
public sealed record HostRequest(int Host, string Path, long Came, long Answered, int Status);

/// <summary>
/// Many hosts on loopback addresses of their own, each with rules of its own by its number; they keep a log of all that they were asked.
/// </summary>
public sealed class ManyHosts : IAsyncDisposable
{
    /// <summary>How many.</summary>
    public const int Count = 200;

    /// <summary>Pages of each.</summary>
    public const int Pages = 5;

    private readonly WebApplication app;
    private readonly ConcurrentDictionary<(int, string), int> visits = new();

    private ManyHosts(WebApplication app, int port) => (this.app, Port) = (app, port);

    public int Port { get; }

    public ConcurrentQueue<HostRequest> Log { get; } = new();

    public static async Task<ManyHosts> StartAsync()
    {
        var port = RabbitBroker.FreePort();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            for (var host = 0; host < Count; host++)
            {
                kestrel.Listen(IPAddress.Parse(Address(host)), port);
            }
        });
        var hosts = new ManyHosts(builder.Build(), port);
        hosts.app.Run(hosts.AnswerAsync);
        await hosts.app.StartAsync();
        return hosts;
    }

    public string Url(int host, string path) => $"http://{Address(host)}:{Port}{path}";

    /// <summary>Pause that a host asks for in its robots.txt; null when it asks for none.</summary>
    public static TimeSpan? CrawlDelay(int host) => RulesAt(host).Host % 4 == 1 ? TimeSpan.FromSeconds(0.8) : null;

    /// <summary>Whether a host forbids what stands under /private.</summary>
    public static bool Forbids(int host) => RulesAt(host).Host % 4 == 2;

    /// <summary>Where the rules of a host stand: some hosts send whoever asks for them to another path, some to the next host.</summary>
    public static (int Host, string Path) RulesAt(int host) => (host % 10) switch
    {
        6 => (host, "/r.txt"),
        8 => ((host + 1) % Count, "/robots.txt"),
        _ => (host, "/robots.txt"),
    };

    /// <summary>Pause that a host asks for when page 2 is asked for first.</summary>
    public static TimeSpan? RetryAfter(HostRequest request) => request is { Status: 429 } ? TimeSpan.FromSeconds(2) : null;

    /// <summary>Page 3 of some hosts moved to the next host.</summary>
    public static bool Moved(int host) => host % 10 == 4;

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private static string Address(int host) => $"127.1.{host / 100}.{(host % 100) + 1}";

    private async Task AnswerAsync(HttpContext context)
    {
        var came = Stopwatch.GetTimestamp();
        var bytes = context.Connection.LocalIpAddress!.MapToIPv4().GetAddressBytes();
        var (host, path) = ((bytes[2] * 100) + bytes[3] - 1, context.Request.Path.Value!);
        var visit = visits.AddOrUpdate((host, path), 1, (_, before) => before + 1);
        var (status, body) = (host % 10, path) switch
        {
            (6 or 8, "/robots.txt") => (302, ""),
            (_, "/robots.txt") or (6, "/r.txt") => (200, $"User-agent: *\n{(CrawlDelay(host) is { } delay ? $"Crawl-delay: {delay.TotalSeconds}\n" : "")}{(Forbids(host) ? "Disallow: /private\n" : "")}"),
            (3, "/2") when visit == 1 => (429, ""),
            (7, "/2") when visit == 1 => (500, ""),
            (4, "/3") => (302, ""),
            _ => (200, $"<p>page {path} of host {host}</p>"),
        };
        context.Response.StatusCode = status;
        context.Response.ContentType = path is "/robots.txt" or "/r.txt" ? "text/plain" : "text/html";
        if (status == 429)
        {
            context.Response.Headers.RetryAfter = "2";
        }
        else if (status == 302)
        {
            var (there, rules) = RulesAt(host);
            context.Response.Headers.Location = path == "/robots.txt" ? Url(there, rules) : Url((host + 1) % Count, "/moved");
        }

        // As slow as its number says.
        await Slowness.TakeAsync(host % 50);
        Log.Enqueue(new HostRequest(host, path, came, Stopwatch.GetTimestamp(), status));
        await context.Response.WriteAsync(body);
    }
}
