using MassTransit;
using MassTransit.Transports;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ingestion.Hosting;

/// <summary>Ready only while every bus is connected. MassTransit's own check calls an endpoint that connects anew degraded, for which HTTP answers 200.</summary>
internal sealed class BrokerHealth(IEnumerable<IBusInstance> buses) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var away = buses.Select(bus => bus.BusControl.CheckHealth()).Where(health => health.Status != BusHealthStatus.Healthy).Select(health => health.Description).ToList();
        return Task.FromResult(away.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy($"The broker is out of reach: {string.Join("; ", away)}"));
    }
}
