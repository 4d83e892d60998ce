using System.Diagnostics;
using Ingestion.Contracts;
using MassTransit;

namespace Ingestion.Hosting;

/// <summary>How every message is published: with a derived id, the ledger entry as correlation id, the trace, and proof that it reached a queue.</summary>
public static class Saying
{
    /// <summary>Header of W3C Trace Context.</summary>
    public const string TraceParent = "traceparent";

    /// <summary>Publishes a message and waits for the broker's confirm.</summary>
    /// <typeparam name="T">The contract.</typeparam>
    /// <param name="endpoint">The bus, or the context of the message that is being consumed.</param>
    /// <param name="message">The message.</param>
    /// <param name="entryId">The ledger entry it is about.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task that ends when the broker has taken the message.</returns>
    /// <exception cref="MassTransitException">The broker did not take it.</exception>
    /// <exception cref="PublishTimeoutException">The message is said in a consumer, and was not confirmed within the limit.</exception>
    public static async Task SayAsync<T>(this IPublishEndpoint endpoint, T message, Guid entryId, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        if (endpoint is not ConsumeContext context || !context.TryGetPayload<SayingWay>(out var way))
        {
            await PublishAsync(endpoint, message, entryId, cancellationToken);
            return;
        }

        // The message is somebody else's by now, and what this process makes of it may be old.
        if (EndpointRecovery.IsGone(context.ReceiveContext))
        {
            throw new OperationCanceledException("The delivery is void: its channel is closed.");
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(way.Limit);
        try
        {
            await PublishAsync(way.Bus ?? endpoint, message, entryId, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new PublishTimeoutException(typeof(T).Name, way.Limit);
        }
    }

    private static Task PublishAsync<T>(IPublishEndpoint endpoint, T message, Guid entryId, CancellationToken cancellationToken)
        where T : class =>
        endpoint.Publish(
            message,
            context =>
            {
                context.MessageId = MessageIdentity.Of(message, entryId);
                context.CorrelationId = entryId;
                if (Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } traceParent })
                {
                    context.Headers.Set(TraceParent, traceParent);
                }

                // A confirm is also given to a message that reaches no queue; mandatory makes the broker return it. These nobody of ours listens to.
                if (context.TryGetPayload<RabbitMqSendContext>(out var rabbit))
                {
                    rabbit.Mandatory = message is not (CopiesChanged or StoryChanged);
                }
            },
            cancellationToken);

    /// <summary>Publishes what came of a message.</summary>
    /// <typeparam name="T">The contract.</typeparam>
    /// <param name="context">The message that is being consumed.</param>
    /// <param name="message">What to say.</param>
    /// <returns>A task that ends when the broker has taken the message.</returns>
    public static Task SayAsync<T>(this ConsumeContext context, T message)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.SayAsync(message, context.EntryId(), context.CancellationToken);
    }

    /// <summary>The ledger entry that a message is about.</summary>
    /// <param name="context">The message.</param>
    /// <returns>Its correlation id.</returns>
    /// <exception cref="InvalidOperationException">It has none: somebody other than a service of ours sent it.</exception>
    public static Guid EntryId(this ConsumeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.CorrelationId
            ?? throw new InvalidOperationException("The message has no correlation id, so it belongs to no ledger entry: submit URLs to fetch-article instead.");
    }
}

/// <summary>How a consumer's messages are published.</summary>
/// <param name="Bus">A bus with a connection that nothing is acknowledged by, so that a broker that stops reading it still hears acknowledgements; null where there is only one.</param>
/// <param name="Limit">Longest wait for the confirm.</param>
internal sealed record SayingWay(IBus? Bus, TimeSpan Limit);
