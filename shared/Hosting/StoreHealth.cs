using Ingestion.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ingestion.Hosting;

/// <summary>Ready only while the store answers, and answers soon: whoever asks does not wait for a driver's patience.</summary>
internal sealed class StoreHealth(StoreReadiness store, PipelineStartup startup) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!startup.Ready.IsCompletedSuccessfully)
        {
            return HealthCheckResult.Unhealthy("Not started yet.");
        }

        try
        {
            await store.PingAsync(cancellationToken).WaitAsync(Patience, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (StoreOutage.Is(exception))
        {
            return HealthCheckResult.Unhealthy($"The store ({store.Description}) does not answer.", exception);
        }
    }
}
