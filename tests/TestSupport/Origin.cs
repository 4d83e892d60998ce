using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Ingestion.TestSupport;

/// <summary>A web server on loopback that answers as a test tells it and remembers what it was asked.</summary>
public sealed class Origin : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, RequestDelegate> answers = new();

    private Origin(WebApplication app) => this.app = app;

    /// <summary>Scheme, address and port.</summary>
    public string Url { get; private set; } = "";

    /// <summary>Its port.</summary>
    public int Port => new Uri(Url).Port;

    /// <summary>Paths that were asked for, in order.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Starts a server that answers 404 to everything.</summary>
    /// <param name="address">Loopback address.</param>
    public static async Task<Origin> StartAsync(string address = "127.0.0.1")
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Parse(address), 0));
        var origin = new Origin(builder.Build());
        origin.app.Run(origin.AnswerAsync);
        await origin.app.StartAsync();
        origin.Url = origin.app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        return origin;
    }

    /// <summary>Answers a path.</summary>
    public void On(string path, RequestDelegate answer) => answers[path] = answer;

    /// <summary>Answers a path with a page.</summary>
    public void OnPage(string path, string html, string contentType = "text/html; charset=utf-8") =>
        On(path, context =>
        {
            context.Response.ContentType = contentType;
            return context.Response.WriteAsync(html);
        });

    /// <summary>Answers a path with a status.</summary>
    public void OnStatus(string path, int status, params (string Name, string Value)[] headers) =>
        On(path, context =>
        {
            context.Response.StatusCode = status;
            foreach (var (name, value) in headers)
            {
                context.Response.Headers[name] = value;
            }

            return Task.CompletedTask;
        });

    /// <summary>Takes requests for a path and never answers them.</summary>
    public void OnSilence(string path) => On(path, SilenceAsync);

    /// <summary>Says nothing more until the client hangs up.</summary>
    public static async Task SilenceAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var hungUp = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(hungUp.SetResult);
        await hungUp.Task;
    }

    /// <summary>Stops the server.</summary>
    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        Requests.Enqueue(context.Request.Path);
        if (answers.TryGetValue(context.Request.Path, out var answer))
        {
            return answer(context);
        }

        context.Response.StatusCode = 404;
        return Task.CompletedTask;
    }
}
