using System.Diagnostics;
using System.Text.Json;
using Ingestion.TestSupport;
using SmartReader;

namespace Ingestion.Bench.Extract;

/// <summary>What one extractor took for a folder of pages: every page read from its file and parsed, the first 15 s, and at least one round, uncounted.</summary>
/// <param name="CpuMilliseconds">Of the whole process in the best round: on one core it takes so long.</param>
/// <param name="SlowestMilliseconds">The page that took longest even in its best round.</param>
/// <param name="Read">Pages with a text.</param>
/// <param name="Failed">Pages that threw.</param>
internal sealed record Timing(double CpuMilliseconds, double SlowestMilliseconds, int Read, int Failed)
{
    // The runtime compiles what runs often a second and a third time, in the background: one round over few pages is not enough.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);

    public static Timing Of(IReadOnlyList<string> files, int rounds, Func<string, byte[], bool> read)
    {
        var slowest = Enumerable.Repeat(double.MaxValue, files.Count).ToArray();
        var (cpu, count, failed) = (double.MaxValue, 0, 0);
        var begun = Stopwatch.GetTimestamp();
        var round = 0;
        while (round <= rounds)
        {
            (count, failed) = (0, 0);
            var before = Environment.CpuUsage.TotalTime;
            for (var index = 0; index < files.Count; index++)
            {
                var start = Stopwatch.GetTimestamp();
                try
                {
                    count += read(files[index], File.ReadAllBytes(files[index])) ? 1 : 0;
                }
#pragma warning disable CA1031 // A peer may throw what it likes.
                catch (Exception)
#pragma warning restore CA1031
                {
                    failed++;
                }

                slowest[index] = Math.Min(slowest[index], Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            if (round > 0)
            {
                cpu = Math.Min(cpu, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
            }

            round += round > 0 || Stopwatch.GetElapsedTime(begun) > WarmUp ? 1 : 0;
        }

        return new Timing(cpu, slowest.Max(), count, failed);
    }

    public static Timing OfSmartReader(IReadOnlyList<string> files, int rounds, IReadOnlyDictionary<string, string> urls) =>
        Of(files, rounds, (file, bytes) =>
        {
            using var reader = new Reader(urls[Path.GetFileNameWithoutExtension(file)], System.Text.Encoding.UTF8.GetString(bytes));
            return reader.GetArticle() is { IsReadable: true, TextContent.Length: > 0 };
        });

    public static async Task<Timing> OfReadabilityAsync(string folder, int rounds)
    {
        var peer = Path.Combine(Repository.Root, "tests", "bench", "Extract", "readability");
        if (!Directory.Exists(Path.Combine(peer, "node_modules")))
        {
            await Shell.RunAsync("npm", ["ci", "--silent", "--prefix", peer]);
        }

        using var node = Shell.Start("node", [Path.Combine(peer, "time.mjs"), folder, $"{rounds}"]);
        node.ErrorDataReceived += (_, _) => { };
        node.BeginErrorReadLine();
        var line = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return JsonSerializer.Deserialize<Timing>(line, JsonSerializerOptions.Web) ?? throw new InvalidOperationException($"node said nothing and ended with {node.ExitCode}.");
    }
}
