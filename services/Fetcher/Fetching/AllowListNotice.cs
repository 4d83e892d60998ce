using Microsoft.Extensions.Options;

namespace Ingestion.Fetcher.Fetching;

/// <summary>Says once, at the start, that the operator opened networks or ports to whoever submits URLs.</summary>
internal sealed partial class AllowListNotice(IOptions<FetcherOptions> options, ILogger<AllowListNotice> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.AllowedNetworks.Count + options.Value.AllowedPorts.Count > 0)
        {
            LogAllowed(logger, string.Join(", ", options.Value.AllowedNetworks), string.Join(", ", options.Value.AllowedPorts));
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Warning, "URLs may lead into the networks [{Networks}] and to the ports [{Ports}]: Fetcher:AllowedNetworks and Fetcher:AllowedPorts say so")]
    private static partial void LogAllowed(ILogger logger, string networks, string ports);
}
