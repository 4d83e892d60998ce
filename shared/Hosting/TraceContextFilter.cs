using System.Diagnostics;
using MassTransit;

namespace Ingestion.Hosting;

/// <summary>
/// Carries W3C trace context through every hop, from a submitter's <c>traceparent</c> to the subscriber's, whether or not anybody records it:
/// one activity for each message, child of the header's. The exporter, when configured, listens to the same source.
/// </summary>
internal sealed class TraceContextFilter<T> : IFilter<ConsumeContext<T>>
    where T : class
{
    public async Task Send(ConsumeContext<T> context, IPipe<ConsumeContext<T>> next)
    {
        var parent = context.Headers.Get<string>(Saying.TraceParent);
        using var recorded = Telemetry.Source.StartActivity($"{typeof(T).Name} process", ActivityKind.Consumer, parent);
        using var carried = recorded is null ? Carry(parent) : null;
        (recorded ?? carried)?.SetTag("ingestion.entry_id", context.CorrelationId?.ToString());
        await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("traceContext");

    // Without a listener StartActivity gives null, and the trace would end here.
    private static Activity Carry(string? parent)
    {
        var activity = new Activity(typeof(T).Name).SetIdFormat(ActivityIdFormat.W3C);
        if (parent is not null && ActivityContext.TryParse(parent, null, isRemote: true, out _))
        {
            activity.SetParentId(parent);
        }

        return activity.Start();
    }
}
