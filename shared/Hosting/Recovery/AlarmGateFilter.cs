using MassTransit;

namespace Ingestion.Hosting;

/// <summary>Refuses to publish while the broker has an alarm: what waits in a socket is sent once more by the next try.</summary>
internal sealed class AlarmGateFilter(BrokerAlarm alarm) : IFilter<PublishContext>
{
    public Task Send(PublishContext context, IPipe<PublishContext> next)
    {
        alarm.ThrowIfBlocked();
        return next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("alarmGate");
}
