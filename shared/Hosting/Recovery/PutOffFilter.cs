using System.Globalization;
using MassTransit;
using MassTransit.RabbitMqTransport;
using RabbitMQ.Client;

namespace Ingestion.Hosting;

/// <summary>
/// First in the error pipe: what a later try may mend is put off, and is no dead letter. An outage that lasts sends the message back to the end
/// of its queue; a blip sends it to the schedule, so often and no more. Both are durable before the delivery is acknowledged.
/// </summary>
internal sealed class PutOffFilter(EndpointRecovery endpoint) : IFilter<ExceptionReceiveContext>
{
    private const double Factor = 4;
    private static readonly TimeSpan Most = TimeSpan.FromDays(1);

    public async Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        if (context.Exception is HeldTooLongException && context.TryGetPayload<ChannelContext>(out var channel) && context.TryGetPayload<RabbitMqBasicConsumeContext>(out var delivery))
        {
            await context.NotifyFaulted(context.Exception);
            await BackAsync(context, channel, delivery);
            return;
        }

        var now = endpoint.Time.GetUtcNow();
        var tries = Tries.Read(name => context.TransportHeaders.Get<string>(name)).And(now);
        if (FailureKinds.Of(context.Exception) == FailureKind.Blip && tries.Count <= endpoint.Options.RetriesLater)
        {
            await context.NotifyFaulted(context.Exception);
            await LaterAsync(context, tries, now);
            return;
        }

        tries.Write(context.ExceptionHeaders);
        await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("putOff");

    private async Task LaterAsync(ExceptionReceiveContext context, Tries tries, DateTimeOffset now)
    {
        var redelivery = Redelivery.Of(context, endpoint.Queue, tries, context.Exception.GetBaseException());
        var dueAt = now + BackOff.Delay(tries.Count, endpoint.Options.FirstRetryAfter, Factor, Most, Random.Shared.NextDouble());
        await endpoint.Services.Schedule.PutAsync([redelivery.At(dueAt)], CancellationToken.None);
        if (redelivery.EntryId is { } entry && PipelineStages.Find(endpoint.Queue) is { EndsEntry: true })
        {
            var detail = string.Create(CultureInfo.InvariantCulture, $"{endpoint.Queue} tries it again at {dueAt:u}, for the {tries.Count}. time: {redelivery.Why}");
            await endpoint.Services.Ledger.MoveAsync(entry, Storage.LedgerState.Waiting, tries.Count, now, detail, CancellationToken.None);
        }
    }

    // With its count of deliveries anew: an outage is not the message's fault, however long it lasts.
    private async Task BackAsync(ExceptionReceiveContext context, ChannelContext channel, RabbitMqBasicConsumeContext delivery)
    {
        var properties = new BasicProperties(delivery.Properties);
        if (properties.Headers is { } headers)
        {
            properties.Headers = headers.Where(header => !header.Key.StartsWith("x-", StringComparison.Ordinal)).ToDictionary(header => header.Key, header => header.Value, StringComparer.Ordinal);
        }

        await channel.BasicPublishAsync("", endpoint.Queue, true, properties, context.Body.GetBytes(), true, CancellationToken.None).WaitAsync(endpoint.Options.PublishTimeout, endpoint.Time, endpoint.Stopping);
    }
}
