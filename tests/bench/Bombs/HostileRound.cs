using System.Diagnostics;
using System.Globalization;
using System.Net;
using Ingestion.Fetcher.Fetching;
using Ingestion.Fetcher.Tests;
using Ingestion.TestSupport;

namespace Ingestion.Bench.Bombs;

/// <summary>Many hostile answers at once, asked for by one fetcher in this process.</summary>
internal static class HostileRound
{
    private const string Page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";

    /// <summary>Each kind by its path.</summary>
    public static IReadOnlyDictionary<string, HostileAnswer> Kinds { get; } = new Dictionary<string, HostileAnswer>
    {
        ["/plain"] = HostileAnswers.Endless,
        ["/chunked"] = HostileAnswers.EndlessChunks,
        ["/gzip"] = HostileAnswers.Bomb("gzip"),
        ["/deflate"] = HostileAnswers.Bomb("deflate"),
        ["/br"] = HostileAnswers.Bomb("br"),
        ["/zstd"] = HostileAnswers.Bomb("zstd"),
        ["/gzip-gzip"] = HostileAnswers.Bomb("gzip", "gzip"),
        ["/gzip-br"] = HostileAnswers.Bomb("gzip", "br"),
        ["/noise-zstd"] = HostileAnswers.Noise("zstd"),
        ["/noise-br"] = HostileAnswers.Noise("br"),
        ["/empty-members"] = HostileAnswers.EmptyMembers(twice: true),
        ["/slow-headers"] = HostileAnswers.Drip("HTTP/1.1 200 OK\r\n", "X", TimeSpan.FromSeconds(1)),
        ["/slow-body"] = HostileAnswers.Drip(Page + "Content-Length: 1000\r\n\r\n", "x", TimeSpan.FromSeconds(5)),
        ["/long-header"] = HostileAnswers.Flood(Page + "X-Long: ", "x"),
    };

    /// <summary>Asks for all kinds in turn, all at once, and says what came of them.</summary>
    /// <param name="origin">A <see cref="HostileOrigin"/> with <see cref="Kinds"/>.</param>
    /// <param name="requests">How many.</param>
    /// <returns>How often each kind ended in which word.</returns>
    public static async Task<IReadOnlyDictionary<string, int>> RunAsync(Uri origin, int requests)
    {
        // Each from a host of its own: of one host only one is asked at a time. The names are known here alone.
        await using var rig = new FetcherRig(origin.Port, resolve: (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]));
        var kinds = Kinds.Keys.ToArray();
        var results = await Task.WhenAll(Enumerable.Range(0, requests).Select(async number =>
        {
            var kind = kinds[number % kinds.Length];
            var result = await rig.FetchAsync($"http://site{number}.example:{origin.Port}{kind}");
            return (kind, Word: result switch { FetchResult.Refused refused => refused.Reason, FetchResult.NotNow notNow => notNow.Reason, _ => "fetched" });
        }));
        return results.GroupBy(result => $"{result.kind} {result.Word}").ToDictionary(group => group.Key, group => group.Count());
    }

    /// <summary>Most memory that this process ever had, in MB, as Linux counts it.</summary>
    public static double PeakMegabytes()
    {
        if (!OperatingSystem.IsLinux())
        {
            return Process.GetCurrentProcess().PeakWorkingSet64 / 1e6;
        }

        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^2], CultureInfo.InvariantCulture) * 1024 / 1e6;
    }
}
