using System.Security.Cryptography.X509Certificates;
using Ingestion.Fetcher.Fetching;
using Ingestion.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Ingestion.Fetcher.Tests;

/// <summary>The fetcher's classes as its host puts them together, on a store of their own; hosts are asked without a pause.</summary>
internal sealed class FetcherRig : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly string folder = Directory.CreateTempSubdirectory("ingestion-fetcher-").FullName;

    /// <param name="port">Allowed besides 80 and 443.</param>
    /// <param name="configure">Changes options.</param>
    /// <param name="time">The clock; null for the machine's.</param>
    /// <param name="trust">Whose certificates are believed; null for the machine's authorities.</param>
    /// <param name="resolve">Looks names up; null for the machine's resolver.</param>
    public FetcherRig(int port, Action<FetcherOptions>? configure = null, TimeProvider? time = null, X509ChainPolicy? trust = null, Resolver? resolve = null)
    {
        var options = new FetcherOptions
        {
            UserAgent = "TestBot/1.0 (+http://127.0.0.1/)",
            AllowedNetworks = ["127.0.0.0/8"],
            AllowedPorts = [port],
            HostGap = TimeSpan.Zero,
            LatencyFactor = 0,
        };
        configure?.Invoke(options);
        services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Storage:Folder", folder)]).Build())
            .AddIngestionStorage()
            .AddLogging()
            .AddSingleton(time ?? TimeProvider.System)
            .AddSingleton(Options.Create(options))
            .AddFetching()
            .AddSingleton(provider => new GuardedHttp(provider.GetRequiredService<IOptions<FetcherOptions>>(), resolve, trust))
            .BuildServiceProvider();
    }

    public DocumentFetcher Fetcher => services.GetRequiredService<DocumentFetcher>();

    public IHosts Hosts => services.GetRequiredService<IHosts>();

    public Task<FetchResult> FetchAsync(string url, DateTimeOffset? place = null) =>
        Fetcher.FetchArticleAsync(new Asking(new Uri(url)) { Place = place }, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
