using MassTransit;

namespace Ingestion.Hosting;

/// <summary>
/// Around what takes a message away from its queue (to the schedule, the error queue or the skipped queue): a move that fails is tried
/// again, later and later, with the message held and the endpoint paused; given back at once, it would come back at once, for ever.
/// </summary>
internal sealed class CarefulMoveFilter<T>(EndpointRecovery endpoint) : IFilter<T>
    where T : class, ReceiveContext
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(30);

    public async Task Send(T context, IPipe<T> next)
    {
        using var patience = endpoint.Patience(context.ElapsedTime);
        for (var failures = 0; ;)
        {
            try
            {
                // A move publishes on the connection that acknowledges; under an alarm the broker would stop reading it.
                endpoint.Services.Alarm.ThrowIfBlocked();
                await next.Send(context);
                if (failures > 0)
                {
                    endpoint.Pause.Tried();
                }

                return;
            }
            catch (Exception exception) when (!endpoint.Stopping.IsCancellationRequested && !EndpointRecovery.IsGone(context))
            {
                endpoint.Pause.Failed(exception, onBehalfOfAll: false);
                failures++;
                try
                {
                    await Task.Delay(BackOff.Delay(failures, First, 2, Most, Random.Shared.NextDouble()), endpoint.Time, patience.Token);
                }
                catch (OperationCanceledException) when (!endpoint.Stopping.IsCancellationRequested)
                {
                    throw new HeldTooLongException(endpoint.Queue, endpoint.Options.HoldAtMost, exception.Message);
                }
            }
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("carefulMove");
}
