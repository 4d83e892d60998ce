using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ingestion.Hosting;

/// <summary>Not ready while an endpoint waits for store or broker; an alarm of the broker alone leaves ready who takes work in, since the schedule holds it.</summary>
internal sealed class EndpointHealth(RecoveryServices recovery) : IHealthCheck
{
    // A store that is busy for a moment is no news.
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var now = recovery.Time.GetUtcNow();
        var paused = recovery.Endpoints.Select(endpoint => (endpoint.Queue, endpoint.Pause.State))
            .Where(endpoint => endpoint.State is { } state && now - state.Since >= Moment)
            .Select(endpoint => $"{endpoint.Queue} is paused since {endpoint.State!.Value.Since:u}: {endpoint.State.Value.Why}").ToList();
        var alarm = recovery.Alarm.State is { } state ? $"The broker takes no messages since {state.Since:u}: {state.Why}" : null;
        var detail = string.Join("; ", alarm is null ? paused : [alarm, .. paused]);
        return Task.FromResult(
            paused.Count > 0 ? HealthCheckResult.Unhealthy(detail)
            : alarm is not null ? HealthCheckResult.Degraded(detail)
            : HealthCheckResult.Healthy());
    }
}
