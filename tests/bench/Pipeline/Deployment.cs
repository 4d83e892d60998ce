using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Ingestion.Bench.Origin;
using Ingestion.TestSupport;

namespace Ingestion.Bench.Pipeline;

/// <summary>A process whose work is counted.</summary>
/// <param name="Part"><c>services</c>, <c>broker</c> or <c>store</c>.</param>
/// <param name="Name">Which one.</param>
/// <param name="Id">Its number.</param>
internal sealed record Counted(string Part, string Name, int Id);

/// <summary>Origin, store and pipeline, all of them processes of their own in a folder of their own. What it starts ends with it.</summary>
internal sealed class Deployment : IAsyncDisposable
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif
    private static readonly string[] Services = ["Desk", "Fetcher", "Parser", "Enricher", "Indexer"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ingestion-bench-");
    private readonly List<Counted> processes = [];
    private readonly int port = FreePorts();
    private Process? origin;
    private Process? standalone;
    private MongoProcess? mongo;
    private bool local;

    public IReadOnlyList<Counted> Processes => processes;

    /// <summary>Which store serves.</summary>
    public string Store { get; private set; } = "sqlite";

    public string DeskUrl => $"http://127.0.0.1:{port}";

    /// <summary>The private node; null without one.</summary>
    public Uri? Broker { get; private set; }

    /// <summary>The port on loopback that the fetcher may ask.</summary>
    public int OriginPort => port + 5;

    public string PageUrl(int number) => OriginCommand.Url(OriginPort, number);

    /// <summary>Where logs and data are.</summary>
    public string Folder => folder.FullName;

    /// <summary>Leaves the folder behind, to be looked at.</summary>
    public bool KeepsFolder { get; set; }

    /// <summary>Starts the origin that serves <see cref="PageUrl"/>.</summary>
    public async Task StartOriginAsync()
    {
        origin = Start("dotnet", [typeof(OriginCommand).Assembly.Location, OriginCommand.Name, "--port", $"{OriginPort}"]);
        await LineAsync(origin, "listening on");
    }

    /// <param name="rabbitmq">Five services and a node, or one process.</param>
    /// <param name="useMongo">Which store.</param>
    /// <param name="database">Its database.</param>
    /// <param name="options">Options of the services, above those that let them ask loopback without pause.</param>
    /// <exception cref="InvalidOperationException">Something does not start; the message says what and why.</exception>
    public async Task StartAsync(bool rabbitmq, bool useMongo, string database, IReadOnlyDictionary<string, string>? options = null)
    {
        var environment = new Dictionary<string, string>
        {
            ["Fetcher__UserAgent"] = "IngestionBench/1.0 (+http://127.0.0.1/)",
            ["Fetcher__HostGap"] = "00:00:00",
            ["Fetcher__LatencyFactor"] = "0",
            ["Fetcher__AllowedNetworks__0"] = "127.0.0.0/8",
            ["Fetcher__AllowedPorts__0"] = $"{OriginPort}",
            ["Storage__Database"] = database,
            ["DOTNET_gcServer"] = "0",
            ["INGESTION_CONFIGURATION"] = Configuration,
            ["RABBITMQ_URI"] = "",
        };
        foreach (var (name, value) in options ?? new Dictionary<string, string>())
        {
            environment[name] = value;
        }

        if (rabbitmq)
        {
            var store = useMongo ? await StartMongoAsync() : "sqlite";
            local = true;
            await LocalAsync("up", environment, "--port", $"{port}", "--store", store);
            processes.AddRange(Services.Select(name => new Counted("services", name, ReadPid($"{name}.pid"))));
            processes.AddRange(ProcessUsage.InSession(ReadPid("rabbitmq/pid"), "beam.smp").Select(id => new Counted("broker", "RabbitMQ", id)));
            Broker = new Uri($"amqp://guest:guest@127.0.0.1:{port - 2400}/");
        }
        else
        {
            var program = Path.Combine(Repository.Root, "services", "Standalone", "bin", Configuration, "net10.0", "Ingestion.Standalone.dll");
            standalone = Start("dotnet", [program, "run", "--data", Path.Combine(folder.FullName, "data"), "--urls", DeskUrl], environment);
            await LineAsync(standalone, "The Desk is open");
            processes.Add(new Counted("services", "Standalone", standalone.Id));
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (local)
            {
                await LocalAsync("down", []);
            }

            if (standalone is { HasExited: false })
            {
                using var term = Process.Start("kill", ["-TERM", standalone.Id.ToString(CultureInfo.InvariantCulture)]);
                using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
                await standalone.WaitForExitAsync(patience.Token);
            }
        }
        finally
        {
            End(standalone);
            End(origin);
            mongo?.Dispose();
            if (!KeepsFolder)
            {
                folder.Delete(recursive: true);
            }
        }
    }

    private Task<string> LocalAsync(string verb, Dictionary<string, string> environment, params string[] arguments) =>
        Shell.RunAsync("bash", [Path.Combine(Repository.Root, "deploy", "local.sh"), verb, "--folder", folder.FullName, .. arguments], environment);

    private async Task<string> StartMongoAsync()
    {
        if (Environment.GetEnvironmentVariable("MONGODB_URI") is { Length: > 0 } given)
        {
            Store = "mongo: the server that MONGODB_URI names; its CPU is not counted";
            return given;
        }

        if (MongoProcess.OnPath("mongod") is { } mongod)
        {
            mongo = await MongoProcess.StartServerAsync(mongod);
            Store = $"mongo: {mongod}";
        }
        else
        {
            var standIn = Path.Combine(Repository.Root, "tests", "mongo-standin");
            var node = MongoProcess.OnPath("node") ?? throw new InvalidOperationException("No MONGODB_URI, no mongod on the path, and no node for the stand-in.");
            if (await MongoProcess.InstallAsync(standIn) is { } refusal)
            {
                throw new InvalidOperationException("The stand-in's packages cannot be had: " + refusal);
            }

            mongo = await MongoProcess.StartStandInAsync(node, standIn);
            Store = "mongo: the stand-in in tests/mongo-standin, which says nothing about MongoDB's own speed";
        }

        processes.Add(new Counted("store", "MongoDB", mongo.ProcessId));
        return mongo.ConnectionString;
    }

    private int ReadPid(string file) => int.Parse(File.ReadAllText(Path.Combine(folder.FullName, file)), CultureInfo.InvariantCulture);

    private static Process Start(string program, string[] arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var process = Shell.Start(program, arguments, environment);
        process.ErrorDataReceived += (_, line) => Console.Error.Write(line.Data is null ? "" : line.Data + Environment.NewLine);
        process.BeginErrorReadLine();
        return process;
    }

    private static async Task LineAsync(Process process, string text)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null); // so that it never blocks on a full pipe
                return;
            }
        }

        throw new InvalidOperationException($"{string.Join(' ', process.StartInfo.ArgumentList)} ended before it said '{text}'.");
    }

    private static void End(Process? process)
    {
        if (process is { HasExited: false })
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        process?.Dispose();
    }

    /// <summary>The first of six free ports in a row, with those free that <c>local.sh</c> gives to a broker.</summary>
    private static int FreePorts()
    {
        while (true)
        {
            var first = Random.Shared.Next(14_000, 22_000);
            if (Enumerable.Range(first, 6).Append(first - 2400).Append(first + 7600).Append(first + 17_600).All(IsFree))
            {
                return first;
            }
        }
    }

    private static bool IsFree(int candidate)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, candidate);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
