using Ingestion.TestSupport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(MongoServer))]

namespace Ingestion.Storage.Tests;

/// <summary>A store of its own for each test, registered as a service registers it. Each contract runs on SQLite and on MongoDB.</summary>
public abstract class StoreTests(MongoServer? mongo) : IAsyncLifetime
{
    protected static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly string folder = Directory.CreateTempSubdirectory("ingestion-storage-").FullName;
    private readonly string database = MongoServer.NewDatabase();

    protected ServiceProvider Services { get; private set; } = null!;

    protected IArticleStore Articles => Services.GetRequiredService<IArticleStore>();

    protected ILedger Ledger => Services.GetRequiredService<ILedger>();

    protected ISchedule Schedule => Services.GetRequiredService<ISchedule>();

    protected IHosts Hosts => Services.GetRequiredService<IHosts>();

    protected IPages Pages => Services.GetRequiredService<IPages>();

    protected IFeeds Feeds => Services.GetRequiredService<IFeeds>();

    protected IDocuments Documents => Services.GetRequiredService<IDocuments>();

    protected ICrashStarts CrashStarts => Services.GetRequiredService<ICrashStarts>();

    protected IJobs<ReprocessJob> Jobs => Services.GetRequiredService<IJobs<ReprocessJob>>();

    public async ValueTask InitializeAsync()
    {
        TestContext.Current.TestOutputHelper?.WriteLine(mongo is null ? "SQLite" : "MongoDB: " + mongo.Served);
        Services = Another();
        await Services.GetRequiredService<StoreReadiness>().PrepareAsync(default);
    }

    public async ValueTask DisposeAsync()
    {
        if (mongo is not null && Services is not null)
        {
            await Services.GetRequiredService<Mongo.MongoConnection>().Database.Client.DropDatabaseAsync(database);
        }

        if (Services is not null)
        {
            await Services.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Another set of services on the same store, as another process has it.</summary>
    protected ServiceProvider Another() => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:Store"] = mongo?.ConnectionString ?? "sqlite",
            ["Storage:Folder"] = folder,
            ["Storage:Database"] = database,
        }).Build())
        .AddIngestionStorage()
        .BuildServiceProvider();
}
