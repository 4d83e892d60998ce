using System.CommandLine;
using Microsoft.Extensions.Options;

namespace Ingestion.Standalone;

/// <summary>Serves: the Desk takes submissions until it is stopped.</summary>
internal static class RunCommand
{
    public const string DefaultUrls = "http://127.0.0.1:8080";

    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "Folder for the store and the raw archive.", DefaultValueFactory = _ => "data" };
        var urls = new Option<string>("--urls") { Description = "Where the Desk listens.", DefaultValueFactory = _ => DefaultUrls };
        var command = new Command("run", "Serve: take submissions at the Desk. Set Fetcher__UserAgent to a name and a contact first.") { data, urls };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(data)!, parsed.GetValue(urls)!, Console.Out, cancellationToken));
        return command;
    }

    internal static async Task<int> RunAsync(string data, string urls, TextWriter output, CancellationToken cancellationToken)
    {
        await using var app = await StartAsync(() => StandaloneHost.Build(data, urls), urls, output, cancellationToken);
        if (app is null)
        {
            return 1;
        }

        await output.WriteLineAsync($"The Desk is open on {urls} — Ctrl+C stops it.");
        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }

    /// <returns>Null when it cannot start, with the reason said.</returns>
    internal static async Task<WebApplication?> StartAsync(Func<WebApplication> build, string urls, TextWriter output, CancellationToken cancellationToken)
    {
        WebApplication? app = null;
        try
        {
            app = build();
            await app.StartAsync(cancellationToken);
            return app;
        }
        catch (OptionsValidationException exception)
        {
            await output.WriteLineAsync(string.Join(Environment.NewLine, exception.Failures));
        }
        catch (IOException exception) when (exception.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await output.WriteLineAsync($"{urls} is in use: stop what listens there, or choose another address with --urls.");
        }
        catch (Exception exception) when (exception is FormatException or System.Net.Sockets.SocketException)
        {
            await output.WriteLineAsync($"Cannot listen on {urls} ({exception.Message}): choose another address with --urls.");
        }

        if (app is not null)
        {
            await app.DisposeAsync();
        }

        return null;
    }
}
