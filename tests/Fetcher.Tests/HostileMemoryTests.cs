using System.Globalization;
using System.Text.RegularExpressions;
using Ingestion.TestSupport;

namespace Ingestion.Fetcher.Tests;

/// <summary>Fifty hostile answers at once, read in a process of their own, so that its peak memory is theirs.</summary>
public sealed partial class HostileMemoryTests
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    [Fact]
    public async Task Fifty_hostile_answers_at_once_cost_less_than_300_MB_and_none_is_taken()
    {
        // It ends with an error, which throws, if any was taken for a page.
        var program = Path.Combine(Repository.Root, "tests", "bench", "bin", Configuration, "net10.0", "Ingestion.bench.dll");
        var output = await Shell.RunAsync("dotnet", [program, "bombs", "--requests", "50"]);

        var peak = PeakMegabytes().Match(output);
        Assert.True(peak.Success, output);
        Assert.InRange(double.Parse(peak.Groups["megabytes"].Value, CultureInfo.InvariantCulture), 10, 300);
    }

    [GeneratedRegex(@"peak memory (?<megabytes>\d+) MB", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PeakMegabytes();
}
