using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Ingestion.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Ingestion.Chaos.Tests.Inputs;

/// <summary>The publishers: one port on several loopback addresses, each of them a host to the fetcher; the path is the number of the input.</summary>
internal sealed class NumberedOrigin : IAsyncDisposable
{
    private const int Hosts = 16;

    private readonly WebApplication app;
    private readonly int seed;
    private readonly ConcurrentDictionary<int, int> refused = new();
    private readonly ConcurrentDictionary<int, bool> changed = new();

    private NumberedOrigin(WebApplication app, int seed, int port) => (this.app, this.seed, Port) = (app, seed, port);

    public int Port { get; }

    public static async Task<NumberedOrigin> StartAsync(int seed)
    {
        var port = RabbitBroker.FreePort();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            for (var host = 0; host < 2 * Hosts; host++)
            {
                kestrel.Listen(IPAddress.Parse(Address(host)), port);
            }
        });
        var origin = new NumberedOrigin(builder.Build(), seed, port);
        origin.app.Run(origin.AnswerAsync);
        await origin.app.StartAsync();
        return origin;
    }

    /// <summary>Who says 503 is left alone for a while by the fetcher: such inputs have hosts of their own.</summary>
    public string Url(Input input) => FormattableString.Invariant($"http://{Address((input.Number % Hosts) + (input.Kind == InputKind.Busy ? Hosts : 0))}:{Port}/news/{input.Number}");

    /// <summary>A page that is no input: so large that a process with little memory ends of it.</summary>
    public string KillerUrl => $"http://{Address(0)}:{Port}/killer";

    /// <summary>From now on the page of an input is its second version.</summary>
    public void Change(Input input) => changed[input.Number] = true;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static string Address(int host) => FormattableString.Invariant($"127.0.2.{host + 1}");

    private Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (path == "/killer")
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            return context.Response.WriteAsync(Texts.Killer(KillerUrl));
        }

        if (!path.StartsWith("/news/", StringComparison.Ordinal) || !int.TryParse(path.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            context.Response.StatusCode = 404; // robots.txt among them: nothing is forbidden
            return Task.CompletedTask;
        }

        var input = Input.Of(seed, number);
        context.Response.ContentType = "text/html; charset=utf-8";
        switch (input.Kind)
        {
            case InputKind.NotThere:
                context.Response.StatusCode = 404;
                return Task.CompletedTask;
            case InputKind.Busy when refused.AddOrUpdate(number, 1, (_, times) => times + 1) <= 1 + (number % 3):
                context.Response.StatusCode = 503;
                return Task.CompletedTask;
            case InputKind.NotNews:
                return context.Response.WriteAsync(Texts.NoNews(number));
            default:
                return context.Response.WriteAsync(Texts.Page(number, Url(input), changed.ContainsKey(number) ? 2 : 1));
        }
    }
}
