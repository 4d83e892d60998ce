using Ingestion.Chaos.Tests.Faults;
using Ingestion.Chaos.Tests.Inputs;
using Ingestion.TestSupport;
using Ingestion.TestSupport.Faults;

namespace Ingestion.Chaos.Tests.Deployment;

/// <summary>Broker, store, publishers and the services, all of them processes of their own but for the publishers; two of each service whose work another may take over.</summary>
internal sealed class Pipeline : IAsyncDisposable
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    /// <summary>Names of the processes.</summary>
    public static readonly string[] Names = ["Desk-1", "Fetcher-1", "Fetcher-2", "Parser-1", "Enricher-1", "Indexer-1", "Indexer-2"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ingestion-chaos-");
    private readonly bool keep;
    private WrongClock? clock;

    private Pipeline(RigOptions options)
    {
        keep = options.Keep;
        Disk = new DataDisk(Path.Combine(folder.FullName, "data"));
        Broker = options.IsClustered ? new BrokerCluster(Path.Combine(folder.FullName, "rabbitmq")) : new BrokerNode(Path.Combine(folder.FullName, "rabbitmq"));
    }

    public string Folder => folder.FullName;

    public IBroker Broker { get; }

    public DataDisk Disk { get; }

    public IStoreUnderTest Store { get; private set; } = null!;

    public NumberedOrigin Origin { get; private set; } = null!;

    public IReadOnlyList<ServiceProcess> Services { get; private set; } = [];

    public Uri Desk => Services[0].Url;

    /// <summary>Starts all but the services.</summary>
    public static async Task<Pipeline> PrepareAsync(RigOptions options)
    {
        var pipeline = new Pipeline(options);
        try
        {
            await pipeline.Disk.MountAsync();
            pipeline.clock = await WrongClock.BuildAsync(pipeline.Folder);
            await pipeline.Broker.StartAsync();
            pipeline.Origin = await NumberedOrigin.StartAsync(options.Seed);
            pipeline.Store = options.Store == "mongo" ? await MongoUnderTest.StartAsync() : new SqliteUnderTest(pipeline.Disk);
            pipeline.Services = [.. Names.Select(name => pipeline.Service(name, options.Sources))];
            return pipeline;
        }
        catch
        {
            await pipeline.DisposeAsync();
            throw;
        }
    }

    /// <summary>Which faults there can be here.</summary>
    public HashSet<FaultKind> Possible() => [.. Enum.GetValues<FaultKind>().Where(kind => kind switch
    {
        FaultKind.NodeKill or FaultKind.Partition => false, // only where they are asked for
        FaultKind.ClockJump => clock is not null,
        FaultKind.DiskFull => Disk.IsOwn,
        FaultKind.StoreAway or FaultKind.StoreSlow or FaultKind.StoreAnswerLost => Store.Can(kind),
        _ => true,
    })];

    /// <summary>Starts the services.</summary>
    public async Task StartAsync()
    {
        foreach (var service in Services)
        {
            service.Start();
        }

        foreach (var service in Services)
        {
            await Shell.UntilAsync($"{service.Name} is ready; see {service.LogFile}", service.IsReadyAsync, seconds: 90);
        }
    }

    /// <summary>Brings back what a fault that could not be ended has left behind.</summary>
    public async Task MendAsync()
    {
        await Broker.MendAsync();
        if (Disk.IsOwn)
        {
            await Disk.EmptyAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in Services)
        {
            await service.DisposeAsync();
        }

        await Broker.DisposeAsync();
        if (Origin is not null)
        {
            await Origin.DisposeAsync();
        }

        if (Store is not null)
        {
            await Store.DisposeAsync();
        }

        if (!keep)
        {
            await Disk.DisposeAsync();
            folder.Delete(recursive: true);
        }
    }

    private ServiceProcess Service(string name, string sources)
    {
        var service = name.Split('-')[0];
        var program = Path.Combine(sources, "services", service, "bin", Configuration, "net10.0", $"Ingestion.{service}.dll");
        if (!File.Exists(program))
        {
            throw new InvalidOperationException($"{program} is not built.");
        }

        return new ServiceProcess(name, program, Folder, RabbitBroker.FreePort(), new FaultProxy(Broker.ConnectAsync), new Dictionary<string, string>
        {
            ["Bus__Transport"] = "rabbitmq",
            ["Bus__RepublishAfter"] = "00:00:10",
            // A try that is put off comes again while the rig still waits.
            ["Bus__FirstRetryAfter"] = "00:00:01",
            ["Storage__Store"] = Store.Option,
            ["Storage__Database"] = Store.Database,
            ["Storage__Folder"] = Disk.Folder,
            ["DOTNET_gcServer"] = "0",
            ["Fetcher__UserAgent"] = "IngestionChaos/1.0 (+http://127.0.0.1/)",
            ["Fetcher__HostGap"] = "00:00:00",
            ["Fetcher__LatencyFactor"] = "0",
            ["Fetcher__AllowedNetworks__0"] = "127.0.0.0/8",
            ["Fetcher__AllowedPorts__0"] = $"{Origin.Port}",
            // Who finds a host taken goes into the schedule at once: its claims and leases are to be worked hard.
            ["Fetcher__MaxInlineWait"] = "00:00:00",
            // Whoever dies in a host's turn keeps the host waiting for these and 15 s more.
            ["Fetcher__RequestTimeout"] = "00:00:05",
            ["Fetcher__HeadersTimeout"] = "00:00:05",
            ["Fetcher__FirstBackOff"] = "00:00:01",
            ["Fetcher__MaxBackOff"] = "00:00:02",
            ["Fetcher__RetryPause"] = "00:00:01",
            // So little that a page of 9 MB ends a process of its own; all others are small.
            ["Parser__AsideMemoryBytes"] = $"{32 << 20}",
            // No try may be the last: publishers are well, and what fails is on this machine.
            ["Fetcher__MaxAttempts"] = "20",
            ["Fetcher__RecheckUntil"] = "00:00:00",
        }, clock);
    }
}
