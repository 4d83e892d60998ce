using Ingestion.Desk;
using Ingestion.Enricher;
using Ingestion.Fetcher;
using Ingestion.Hosting;
using Ingestion.Indexer;
using Ingestion.Parser;
using MassTransit;

namespace Ingestion.Standalone;

/// <summary>All services in one process: messages in memory, SQLite and the raw archive in one folder. Nothing but the .NET runtime is needed.</summary>
internal static class StandaloneHost
{
    /// <param name="folder">Where everything is kept.</param>
    /// <param name="urls">Where the Desk listens.</param>
    /// <param name="settings">Further options; they win over the environment.</param>
    /// <returns>The application, not started.</returns>
    public static WebApplication Build(string folder, string urls, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Bus:Transport"] = "memory",
            ["Bus:RepublishAfter"] = "00:05:00",
            ["Storage:Store"] = "sqlite",
            ["Storage:Archive"] = "folder",
            ["Storage:Folder"] = folder,
        });
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        builder.WebHost.UseUrls(urls);
        builder.Logging.AddFilter("Ingestion", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        return ServiceHost.Build(builder, "standalone", AddServices, AddConsumers, app => app.MapDesk());
    }

    private static void AddServices(WebApplicationBuilder builder)
    {
        builder.AddFetcher();
        builder.AddParser();
        builder.AddEnricher();
        builder.AddIndexer();
        builder.AddDesk();
    }

    private static void AddConsumers(IBusRegistrationConfigurator bus)
    {
        bus.AddDeskConsumers();
        bus.AddFetcherConsumers();
        bus.AddParserConsumers();
        bus.AddEnricherConsumers();
        bus.AddIndexerConsumers();
    }
}
