using System.Diagnostics;
using System.Globalization;
using Ingestion.Bench.Bombs;
using Ingestion.TestSupport;

namespace Ingestion.Fetcher.Tests;

/// <summary>Fifty hostile answers at once, read in a process of their own, so that its peak memory is theirs.</summary>
public sealed class HostileMemoryTests
{
    private const string Origin = "INGESTION_HOSTILE_ORIGIN";
    private const string Line = "peak megabytes: ";

    [Fact]
    public async Task Fifty_hostile_answers_at_once_cost_less_than_300_MB()
    {
        await using var origin = HostileOrigin.Start(HostileRound.Kinds.GetValueOrDefault);
        var start = new ProcessStartInfo("dotnet", [typeof(HostileMemoryTests).Assembly.Location, "-explicit", "only", "-method", $"{typeof(HostileMemoryTests).FullName}.{nameof(Reading_them_in_this_process)}", "-showLiveOutput"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            Environment = { [Origin] = origin.Url },
        };
        using var child = Process.Start(start)!;

        var output = await child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(child.ExitCode == 0 && output.Contains(Line, StringComparison.Ordinal), output);
        var peak = output[(output.IndexOf(Line, StringComparison.Ordinal) + Line.Length)..].Split('\n', ' ', '\r', '\e')[0];
        Assert.InRange(double.Parse(peak, CultureInfo.InvariantCulture), 10, 300);
    }

    [Fact(Explicit = true)]
    public async Task Reading_them_in_this_process()
    {
        if (Environment.GetEnvironmentVariable(Origin) is not { } url)
        {
            Assert.Skip("Started by the test above.");
            return;
        }

        var ends = await HostileRound.RunAsync(new Uri(url), requests: 50);

        Assert.DoesNotContain(ends.Keys, end => end.EndsWith(" fetched", StringComparison.Ordinal));
        TestContext.Current.TestOutputHelper!.WriteLine(Line + HostileRound.PeakMegabytes().ToString("0", CultureInfo.InvariantCulture));
    }
}
