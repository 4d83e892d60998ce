using Ingestion.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ingestion.Hosting;

/// <summary>Ready only while the store answers.</summary>
internal sealed class StoreHealth(StoreReadiness store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await store.PingAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (StoreOutage.Is(exception))
        {
            return HealthCheckResult.Unhealthy($"The store ({store.Description}) does not answer.", exception);
        }
    }
}
