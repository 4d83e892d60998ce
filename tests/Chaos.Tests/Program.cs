using System.CommandLine;
using Ingestion.Chaos.Tests.Faults;
using Ingestion.Chaos.Tests.Mutants;
using Ingestion.TestSupport;

namespace Ingestion.Chaos.Tests;

/// <summary><c>--seconds</c> makes it the rig's own command line; all else is for the test runner.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (!args.Any(arg => arg is "--seconds" or "--help" or "-h"))
        {
            return await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
        }

        var seconds = new Option<int>("--seconds") { Description = "How long there are inputs and faults.", DefaultValueFactory = _ => 60 };
        var seed = new Option<int>("--seed") { Description = "Decides inputs and faults.", DefaultValueFactory = _ => 1 };
        var rate = new Option<double>("--rate") { Description = "Inputs a second.", DefaultValueFactory = _ => 10 };
        var store = new Option<string>("--store") { Description = "sqlite or mongo.", DefaultValueFactory = _ => "sqlite" };
        var only = new Option<FaultKind[]>("--only") { Description = "Faults of these kinds only.", AllowMultipleArgumentsPerToken = true };
        var keep = new Option<bool>("--keep") { Description = "Leave logs and data behind." };
        var mutant = new Option<string?>("--mutant") { Description = "Run a copy of the sources with this mistake in it, with this seed and those after it until one catches it: exit code 0 when caught." };
        var tries = new Option<int>("--tries") { Description = "How many seeds.", DefaultValueFactory = _ => 5 };
        store.AcceptOnlyFromAmong("sqlite", "mongo");
        mutant.AcceptOnlyFromAmong([.. Mutant.All]);
        var command = new RootCommand("Kills, pauses and starves the pipeline for a while, then looks for what was lost.") { seconds, seed, rate, store, only, keep, mutant, tries };
        command.SetAction((parsed, stop) =>
        {
            var options = new RigOptions
            {
                Sources = Repository.Root,
                Seconds = parsed.GetValue(seconds),
                Seed = parsed.GetValue(seed),
                Rate = parsed.GetValue(rate),
                Store = parsed.GetValue(store)!,
                Only = parsed.GetValue(only) is { Length: > 0 } kinds ? kinds.ToHashSet() : null,
                Keep = parsed.GetValue(keep),
            };
            return parsed.GetValue(mutant) is { } name ? CatchAsync(name, options, parsed.GetValue(tries), stop) : RunAsync(options, stop);
        });

        // Whoever interrupts it waits until all that it started has ended.
        return await command.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });
    }

    private static async Task<int> RunAsync(RigOptions options, CancellationToken stop)
    {
        var report = await new Rig(options, new Journal(Console.Out)).RunAsync(stop);
        Console.WriteLine();
        Console.WriteLine(report);
        return report.Holds ? 0 : 1;
    }

    private static async Task<int> CatchAsync(string name, RigOptions options, int tries, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("ingestion-mutant-");
        try
        {
            await Mutant.BuildAsync(name, folder.FullName);
            for (var seed = options.Seed; seed < options.Seed + tries; seed++)
            {
                if (await RunAsync(options with { Sources = folder.FullName, Seed = seed }, stop) != 0)
                {
                    Console.WriteLine($"{name} is caught by seed {seed}");
                    return 0;
                }
            }

            Console.WriteLine($"{name} is not caught");
            return 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
