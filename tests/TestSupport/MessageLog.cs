using System.Collections.Concurrent;
using MassTransit;

namespace Ingestion.TestSupport;

/// <summary>One message that was published.</summary>
/// <param name="Message">The message.</param>
/// <param name="MessageId">Its id.</param>
/// <param name="EntryId">The ledger entry it is about.</param>
/// <param name="TraceParent">Its trace context, null when it has none.</param>
public sealed record PublishedMessage(object Message, Guid? MessageId, Guid? EntryId, string? TraceParent);

/// <summary>One message that a consumer was done with.</summary>
/// <param name="Message">The message.</param>
/// <param name="MessageId">Its id.</param>
/// <param name="EntryId">The ledger entry it is about.</param>
/// <param name="Error">Null when it succeeded.</param>
public sealed record ConsumedMessage(object Message, Guid? MessageId, Guid? EntryId, Exception? Error);

/// <summary>Listens to a bus: what was published, what was consumed; and makes publishing fail when a test asks for it.</summary>
public sealed class MessageLog : IPublishObserver, IConsumeObserver
{
    /// <summary>In order.</summary>
    public ConcurrentQueue<PublishedMessage> Published { get; } = new();

    /// <summary>In order.</summary>
    public ConcurrentQueue<ConsumedMessage> Consumed { get; } = new();

    /// <summary>Asked before each publish; an exception makes it fail.</summary>
    public Func<object, Exception?> Refuse { get; set; } = _ => null;

    /// <summary>Awaited before each publish, as a broker that takes its time.</summary>
    public Func<Task> Broker { get; set; } = () => Task.CompletedTask;

    /// <summary>The messages of one contract.</summary>
    public IReadOnlyList<PublishedMessage> PublishedOf<T>() => [.. Published.Where(message => message.Message is T)];

    async Task IPublishObserver.PrePublish<T>(PublishContext<T> context)
    {
        await Broker().WaitAsync(context.CancellationToken);
        if (Refuse(context.Message) is { } refusal)
        {
            throw refusal;
        }
    }

    Task IPublishObserver.PostPublish<T>(PublishContext<T> context)
    {
        Published.Enqueue(new PublishedMessage(context.Message, context.MessageId, context.CorrelationId, context.Headers.Get<string>("traceparent")));
        return Task.CompletedTask;
    }

    Task IPublishObserver.PublishFault<T>(PublishContext<T> context, Exception exception) => Task.CompletedTask;

    Task IConsumeObserver.PreConsume<T>(ConsumeContext<T> context) => Task.CompletedTask;

    Task IConsumeObserver.PostConsume<T>(ConsumeContext<T> context)
    {
        Consumed.Enqueue(new ConsumedMessage(context.Message, context.MessageId, context.CorrelationId, null));
        return Task.CompletedTask;
    }

    Task IConsumeObserver.ConsumeFault<T>(ConsumeContext<T> context, Exception exception)
    {
        Consumed.Enqueue(new ConsumedMessage(context.Message, context.MessageId, context.CorrelationId, exception));
        return Task.CompletedTask;
    }
}
