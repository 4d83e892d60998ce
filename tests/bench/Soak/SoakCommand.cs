using System.CommandLine;
using System.Text.Json;
using Ingestion.Bench.Pipeline;

namespace Ingestion.Bench.Soak;

/// <summary>Lets the whole pipeline live with sites that change, fail, redirect and lie, and compares what it made of them with what they did.</summary>
internal static class SoakCommand
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Create()
    {
        var minutes = new Option<double>("--minutes") { Description = "Length of the run; about the last third of it is calm.", DefaultValueFactory = _ => 20 };
        var sites = new Option<int>("--sites") { Description = "Simulated sites.", DefaultValueFactory = _ => 100 };
        var seed = new Option<int>("--seed") { Description = "What the sites' habits are drawn from.", DefaultValueFactory = _ => 1 };
        var rate = new Option<double>("--rate") { Description = "Stories a minute of an ordinary site.", DefaultValueFactory = _ => 4 };
        var transport = new Option<string>("--transport") { Description = "rabbitmq: five services and a private node. memory: one process.", DefaultValueFactory = _ => "rabbitmq" };
        transport.AcceptOnlyFromAmong("rabbitmq", "memory");
        var json = new Option<FileInfo?>("--json") { Description = "Write the figures to this file too." };
        var keep = new Option<bool>("--keep") { Description = "Leave logs and data behind, and say where." };
        var command = new Command("soak", "Many sites that change, fail, redirect and lie; judged by what they really did.") { minutes, sites, seed, rate, transport, json, keep };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(minutes), parsed.GetValue(sites), parsed.GetValue(rate), parsed.GetValue(seed), parsed.GetValue(transport) == "rabbitmq", parsed.GetValue(json), parsed.GetValue(keep), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(double minutes, int sites, double rate, int seed, bool rabbitmq, FileInfo? json, bool keep, CancellationToken cancellationToken)
    {
        var refusal = (minutes, sites, rate) switch
        {
            (not (>= 2 and <= 600), _, _) => "--minutes must be 2 to 600: in less, nothing can be looked at again.",
            (_, < 1 or > 1000, _) => "--sites must be 1 to 1000.",
            (_, _, not (> 0 and <= 60)) => "--rate must be above 0 and at most 60.",
            _ => null,
        };
        if (refusal is not null)
        {
            await Console.Error.WriteLineAsync(refusal);
            return 2;
        }

        try
        {
            await using var deployment = new Deployment { KeepsFolder = keep };
            var report = await new SoakRun(deployment, Console.Error, TimeProvider.System).RunAsync(new SoakPlan(TimeSpan.FromMinutes(minutes)), SiteHabits.Draw(sites, rate, seed), seed, rabbitmq, cancellationToken);
            await Console.Out.WriteAsync(report.Table());
            if (keep)
            {
                Console.WriteLine($"logs and data: {deployment.Folder}");
            }

            if (json is not null)
            {
                await File.WriteAllTextAsync(json.FullName, JsonSerializer.Serialize(report, Readable), cancellationToken);
            }

            return report.Holds ? 0 : 1;
        }
        catch (Exception exception) when (exception is InvalidOperationException or HttpRequestException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }
}
