using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Ingestion.TestSupport;

namespace Ingestion.Bench.Bombs;

/// <summary>What hostile answers cost in memory: the fetcher in this process, the origin in another.</summary>
internal static class BombsCommand
{
    public static Command Create()
    {
        var requests = new Option<int>("--requests") { Description = "Hostile answers asked for at once.", DefaultValueFactory = _ => 50 };
        var serve = new Option<bool>("--serve") { Description = "Only be the origin, until the input ends.", Hidden = true };
        var command = new Command("bombs", "Peak memory while many hostile answers are read at once.") { requests, serve };
        command.SetAction(async (parsed, _) => parsed.GetValue(serve) ? await ServeAsync() : await RunAsync(parsed.GetValue(requests), Console.Out));
        return command;
    }

    private static async Task<int> RunAsync(int requests, TextWriter output)
    {
        using var origin = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. Assembly(), "bombs", "--serve"]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        try
        {
            var url = await origin.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The origin did not start.");
            var before = HostileRound.PeakMegabytes();
            var ends = await HostileRound.RunAsync(new Uri(url), requests);
            foreach (var (what, count) in ends.OrderBy(end => end.Key, StringComparer.Ordinal))
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count,4}  {what}"));
            }

            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{requests} hostile answers at once: peak memory {HostileRound.PeakMegabytes():0} MB, {before:0} MB before"));
            return ends.Keys.Any(end => end.EndsWith(" fetched", StringComparison.Ordinal)) ? 1 : 0;
        }
        finally
        {
            origin.StandardInput.Close();
            await origin.WaitForExitAsync();
        }
    }

    private static async Task<int> ServeAsync()
    {
        await using var origin = HostileOrigin.Start(HostileRound.Kinds.GetValueOrDefault);
        Console.WriteLine(origin.Url);
        await Console.In.ReadToEndAsync();
        return 0;
    }

    // Started through dotnet, the assembly is the first argument; as a program of its own there is none.
    private static string[] Assembly() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(BombsCommand).Assembly.Location] : [];
}
