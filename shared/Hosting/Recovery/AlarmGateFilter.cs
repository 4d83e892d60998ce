using MassTransit;

namespace Ingestion.Hosting;

/// <summary>Refuses to publish and to send while the broker has an alarm: what waits in a socket is sent once more by the next try.</summary>
internal sealed class AlarmGateFilter<T>(BrokerAlarm alarm) : IFilter<T>
    where T : class, PipeContext
{
    public Task Send(T context, IPipe<T> next)
    {
        alarm.ThrowIfBlocked();
        return next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("alarmGate");
}
