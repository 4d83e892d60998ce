using System.Diagnostics;
using System.Text.Json;
using Ingestion.TestSupport;
using RabbitMQ.Client;

namespace Ingestion.Broker.Tests;

/// <summary>Four fetchers on one broker and one store, killed and held up at random: what the hosts see of it.</summary>
public sealed class PolitenessTests : IAsyncLifetime
{
    private const int Fetchers = 4;
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(0.3);

    private readonly RabbitBroker node = new() { PrivateNode = true };
    private readonly string folder = Directory.CreateTempSubdirectory("ingestion-politeness-").FullName;
    private readonly Process?[] fetchers = new Process?[Fetchers];
    private ManyHosts hosts = null!;

    public async ValueTask InitializeAsync()
    {
        await node.InitializeAsync();
        hosts = await ManyHosts.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var fetcher in fetchers.OfType<Process>())
        {
            fetcher.Kill();
            await fetcher.WaitForExitAsync();
            fetcher.Dispose();
        }

        await node.DisposeAsync();
        await hosts.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task No_host_is_asked_sooner_than_it_wants_or_for_what_it_forbids_and_none_is_forgotten()
    {
        _ = node.Uri;
        for (var i = 0; i < Fetchers; i++)
        {
            fetchers[i] = StartFetcher();
        }

        await SubmitAsync();
        await DisturbAsync(new Random(20260302), rounds: 20);
        await Shell.UntilAsync("every page that may be had is had", () => Task.FromResult(Missing().Count == 0), seconds: 240);

        var log = hosts.Log.ToArray();
        foreach (var requests in log.GroupBy(request => request.Host))
        {
            var inOrder = requests.OrderBy(request => request.Came).ToList();
            foreach (var (first, next) in inOrder.Zip(inOrder.Skip(1)))
            {
                // Whoever is sent elsewhere for the rules does not know yet what they ask for.
                var known = (first.Path, first.Status) == ("/robots.txt", 302) ? null : ManyHosts.CrawlDelay(first.Host);
                var wanted = new[] { Gap, known ?? Gap, ManyHosts.RetryAfter(first) ?? Gap }.Max();
                var pause = Stopwatch.GetElapsedTime(first.Answered, next.Came);
                Assert.True(pause >= wanted, $"host {first.Host}: {next.Path} came {pause.TotalSeconds:0.000} s after {first.Path}, and {wanted.TotalSeconds} s were wanted");
            }
        }

        Assert.DoesNotContain(log, request => ManyHosts.Forbids(request.Host) && request.Path.StartsWith("/private", StringComparison.Ordinal));
        foreach (var requests in log.GroupBy(request => request.Host))
        {
            Assert.Equal("/robots.txt", requests.MinBy(request => request.Came)!.Path);
            var firstPage = requests.Where(request => !IsRules(request)).Min(request => request.Came);
            Assert.Contains(log, request => (request.Host, request.Path) == ManyHosts.RulesAt(requests.Key) && request.Status == 200 && request.Answered < firstPage);
        }
    }

    private static bool IsRules(HostRequest request) => request.Path is "/robots.txt" or "/r.txt";

    private List<string> Missing()
    {
        var had = hosts.Log.Where(request => request.Status == 200).Select(request => (request.Host, request.Path)).ToHashSet();
        return
        [
            .. from host in Enumerable.Range(0, ManyHosts.Count)
               from path in Paths()
               where !(ManyHosts.Forbids(host) && path == "/private")
               let place = ManyHosts.Moved(host) && path == "/3" ? ((host + 1) % ManyHosts.Count, "/moved") : (host, path)
               where !had.Contains(place)
               select $"{host}{path}",
        ];
    }

    private static IEnumerable<string> Paths() => Enumerable.Range(1, ManyHosts.Pages).Select(page => $"/{page}").Append("/private");

    // As any program does it, host after host, so that each has a line at its door.
    private async Task SubmitAsync()
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(node.Uri) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        foreach (var path in Paths())
        {
            for (var host = 0; host < ManyHosts.Count; host++)
            {
                var body = JsonSerializer.SerializeToUtf8Bytes(new { url = hosts.Url(host, path) });
                await channel.BasicPublishAsync("", "fetch-article", mandatory: true, new BasicProperties { MessageId = $"{Guid.NewGuid()}", Persistent = true }, body);
            }
        }
    }

    private async Task DisturbAsync(Random random, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            var victim = random.Next(Fetchers);
            var requests = random.Next(10, 80);
            if (random.Next(2) == 0)
            {
                await Shell.RunAsync("kill", ["-STOP", $"{fetchers[victim]!.Id}"]);
                await OthersGoOnAsync(requests);
                await Shell.RunAsync("kill", ["-CONT", $"{fetchers[victim]!.Id}"]);
            }
            else
            {
                fetchers[victim]!.Kill();
                await fetchers[victim]!.WaitForExitAsync();
                fetchers[victim]!.Dispose();
                fetchers[victim] = StartFetcher();
                await OthersGoOnAsync(requests);
            }
        }
    }

    // A victim is out for as long as the others take for so many requests. It may hold what they wait for (the store's
    // write lock, the last pages), so none is out for long.
    private async Task OthersGoOnAsync(int requests)
    {
        var enough = hosts.Log.Count + requests;
        using var ticks = new PeriodicTimer(TimeSpan.FromSeconds(0.1));
        for (var tick = 0; tick < 40 && hosts.Log.Count < enough; tick++)
        {
            await ticks.WaitForNextTickAsync();
        }
    }

    private Process StartFetcher()
    {
        var program = Path.Combine(Repository.Root, "services", "Fetcher", "bin", LocalPipeline.Configuration, "net10.0", "Ingestion.Fetcher.dll");
        var process = Shell.Start("dotnet", [program, $"--Fetcher:Urls=http://127.0.0.1:{RabbitBroker.FreePort()}"], new Dictionary<string, string>
        {
            ["Bus__Transport"] = "rabbitmq",
            ["Bus__Uri"] = node.Uri,
            ["Storage__Store"] = "sqlite",
            ["Storage__Folder"] = folder,
            ["Logging__LogLevel__Default"] = "Warning",
            ["Fetcher__UserAgent"] = "IngestionTests/1.0 (+http://127.0.0.1/)",
            ["Fetcher__HostGap"] = Gap.ToString(),
            ["Fetcher__LatencyFactor"] = "0",
            ["Fetcher__FirstBackOff"] = "00:00:01",
            ["Fetcher__RetryPause"] = "00:00:02",
            ["Fetcher__RequestTimeout"] = "00:00:05",
            ["Fetcher__AllowedNetworks__0"] = "127.0.0.0/8",
            ["Fetcher__AllowedPorts__0"] = $"{hosts.Port}",
        });

        // Whoever does not read what a process writes stops it when the pipe is full.
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => TestContext.Current.SendDiagnosticMessage($"fetcher {process.Id}: {line.Data}");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
