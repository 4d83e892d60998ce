using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ingestion.TestSupport;

[assembly: AssemblyFixture(typeof(Ingestion.Broker.Tests.LocalPipeline))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Ingestion.Broker.Tests;

/// <summary>The five services as processes of their own, started by <c>deploy/local.sh</c> as a user would, on a real broker.</summary>
public sealed class LocalPipeline : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("ingestion-local-").FullName;
    private readonly int port = RabbitBroker.FreePort();
#pragma warning disable RS0030 // Asks loopback only.
    private readonly HttpMessageInvoker http = new(new SocketsHttpHandler { UseProxy = false });
#pragma warning restore RS0030
    private RabbitBroker broker = null!;
    private bool started;

    /// <summary>Options of its own, as environment variables; they win. A pipeline that has any has a broker of its own too.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>The SQLite file that its services share.</summary>
    public string Database => Path.Combine(folder, "data", "ingestion.db");

    /// <summary>The raw archive that its services share.</summary>
    public string Archive => Path.Combine(folder, "data", "archive");

    /// <summary>The publisher that the tests' pages stand at. Robots, links and ports are its own.</summary>
    public Origin Origin { get; private set; } = null!;

    /// <summary>Address of the broker; skips the test that asks when there is none.</summary>
    public string Broker => broker.Uri;

    public async ValueTask InitializeAsync()
    {
        broker = new RabbitBroker { PrivateNode = Settings.Count > 0 };
        await broker.InitializeAsync();
        Origin = await Origin.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (started)
        {
            await LocalAsync("down");
        }

        http.Dispose();
        await broker.DisposeAsync();
        await Origin.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Starts the services once, and with <paramref name="again"/> whatever does not run; skips the test where there is no broker.</summary>
    public async Task UpAsync(bool again = false)
    {
        _ = broker.Uri;
        if (started && !again)
        {
            return;
        }

        started = true;
        await LocalAsync("up", "--port", $"{port}");
    }

    public Task<string> StatusAsync() => LocalAsync("status");

    public int ProcessOf(string service) => int.Parse(File.ReadAllText(Path.Combine(folder, service + ".pid")), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Ends a service as a crash would.</summary>
    public async Task KillAsync(string service)
    {
        using var process = Process.GetProcessById(ProcessOf(service));
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async Task<JsonNode> GetAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{port}{path}");
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    /// <summary>The books when all of them were compared with the other stores.</summary>
    public async Task<JsonNode> ReconcileAsync()
    {
        JsonNode? books = null;
        await Shell.UntilAsync("the books are compared", async () =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{port}/reconcile");
            using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
            books = JsonNode.Parse(await response.Content.ReadAsStringAsync());
            return response.IsSuccessStatusCode; // a Desk that was killed in a pass has its lease for a while
        });
        return books!;
    }

    /// <summary>Hands in a text.</summary>
    public async Task<JsonNode> HandInAsync(string text)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{port}/documents") { Content = new StringContent(text, System.Text.Encoding.UTF8, "text/plain") };
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    public Task<JsonNode> SubmitAsync(IEnumerable<string> urls) => PostAsync("/articles", new { urls });

    public async Task<JsonNode> PostAsync<T>(string path, T body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{port}{path}") { Content = JsonContent.Create(body) };
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    /// <summary>The article that a URL became, once it is there.</summary>
    public async Task<JsonNode> ArticleAsync(string url)
    {
        JsonNode? article = null;
        await Shell.UntilAsync($"{url} is an article", async () =>
        {
            article = (await GetAsync($"/articles?url={Uri.EscapeDataString(url)}"))["articles"]!.AsArray().FirstOrDefault();
            return article is not null;
        });
        return article!;
    }

    /// <summary>The ledger entry of a URL, once it is closed.</summary>
    public async Task<JsonNode> ClosedAsync(string url)
    {
        JsonNode? entry = null;
        await Shell.UntilAsync($"{url} is closed", async () =>
        {
            entry = (await GetAsync($"/ledger/entries?state=closed&url={Uri.EscapeDataString(url)}")).AsArray().FirstOrDefault();
            return entry is not null;
        });
        return entry!;
    }

    private Task<string> LocalAsync(params string[] arguments) =>
        Shell.RunAsync("bash", [Path.Combine(Repository.Root, "deploy", "local.sh"), .. arguments, "--folder", folder], new Dictionary<string, string>(Settings)
        {
            ["RABBITMQ_URI"] = broker.Uri,
            ["INGESTION_CONFIGURATION"] = Configuration,
            ["Fetcher__UserAgent"] = "IngestionTests/1.0 (+http://127.0.0.1/)",
            // So little that a page of 9 MB ends a process of its own (CrashTests); all others are small.
            ["Parser__AsideMemoryBytes"] = $"{48 << 20}",
            ["Fetcher__HostGap"] = "00:00:00",
            ["Fetcher__LatencyFactor"] = "0",
            ["Fetcher__AllowedNetworks__0"] = "127.0.0.0/8",
            ["Fetcher__AllowedPorts__0"] = $"{Origin.Port}",
        });

#if DEBUG
    public const string Configuration = "Debug";
#else
    public const string Configuration = "Release";
#endif
}
