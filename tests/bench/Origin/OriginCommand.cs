using System.CommandLine;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Ingestion.Bench.Origin;

/// <summary>
/// The publishers, as a process of its own so that their work is not counted as the pipeline's: one port on several loopback addresses, each
/// of them a host to the fetcher. Ends when its standard input closes, and so even when whoever started it is killed.
/// </summary>
internal static class OriginCommand
{
    public const string Name = "origin";
    public const int Hosts = 16;

    public static string Url(int port, int number) => $"http://127.0.1.{1 + (number % Hosts)}:{port}/news/{number}";

    public static Command Create()
    {
        var port = new Option<int>("--port") { Required = true };
        var command = new Command(Name, "Serves invented news pages on loopback until the standard input closes.") { port };
        command.Hidden = true;
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(port), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(int port, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            for (var host = 0; host < Hosts; host++)
            {
                kestrel.Listen(IPAddress.Parse($"127.0.1.{1 + host}"), port);
            }
        });
        await using var app = builder.Build();
        app.Run(AnswerAsync);
        await app.StartAsync(cancellationToken);
        Console.WriteLine($"listening on {port}");

        var buffer = new char[1];
        while (await Console.In.ReadAsync(buffer.AsMemory(), cancellationToken) > 0)
        {
            // Nobody says anything here: only the end counts.
        }

        await app.StopAsync(CancellationToken.None);
        return 0;
    }

    // Everything else, robots.txt among it, is 404: nothing is forbidden.
    private static Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (path.StartsWith("/news/", StringComparison.Ordinal) && int.TryParse(path.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            return context.Response.WriteAsync(NewsPage.Of(number, $"http://{context.Request.Host}{path}"));
        }

        context.Response.StatusCode = 404;
        return Task.CompletedTask;
    }
}
