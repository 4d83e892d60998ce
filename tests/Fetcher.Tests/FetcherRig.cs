using System.Security.Cryptography.X509Certificates;
using Ingestion.Fetcher;
using Ingestion.Fetcher.Fetching;
using Microsoft.Extensions.Options;

namespace Ingestion.Fetcher.Tests;

/// <summary>The fetcher that asks, with all that lies beneath it, allowed to ask loopback.</summary>
internal sealed class FetcherRig : IAsyncDisposable
{
    private readonly GuardedHttp http;
    private readonly HostPipelines pipelines;

    /// <param name="port">Allowed besides 80 and 443.</param>
    /// <param name="configure">Changes options.</param>
    /// <param name="trust">Whose certificates are believed.</param>
    public FetcherRig(int port, Action<FetcherOptions>? configure = null, X509ChainPolicy? trust = null)
    {
        var options = new FetcherOptions { UserAgent = "TestBot/1.0 (+http://127.0.0.1/)", AllowedNetworks = ["127.0.0.0/8"], AllowedPorts = [port] };
        configure?.Invoke(options);
        var wrapped = Options.Create(options);
        http = new GuardedHttp(wrapped, trust);
        pipelines = new HostPipelines(wrapped, TimeProvider.System);
        Fetcher = new DocumentFetcher(http, new RobotsCache(http, wrapped, TimeProvider.System), pipelines, wrapped, TimeProvider.System);
    }

    public DocumentFetcher Fetcher { get; }

    public ValueTask DisposeAsync()
    {
        pipelines.Dispose();
        http.Dispose();
        return ValueTask.CompletedTask;
    }
}
