using MassTransit;
using MassTransit.Context;

namespace Ingestion.Hosting;

/// <summary>One of several tries of a message: what its consumers say of a failure is heard only if no further try is made here.</summary>
internal sealed class QuietTry(ConsumeContext context) : ConsumeContextProxy(context)
{
    private readonly List<Func<Task>> unsaid = [];
    private Exception? cause;

    /// <summary>What a consumer threw: of a canceled operation the transport says only that there was one.</summary>
    public Exception CauseOf(Exception thrown) => thrown is ConsumerCanceledException ? cause ?? thrown : thrown;

    public async Task SayAsync()
    {
        foreach (var say in unsaid)
        {
            await say();
        }
    }

    public override bool TryGetMessage<T>(out ConsumeContext<T> message)
    {
        // Else the typed context would lead round this one.
        var has = base.TryGetMessage<T>(out var inner);
        message = has ? new MessageConsumeContext<T>(this, inner!.Message) : null!;
        return has;
    }

    public override Task NotifyFaulted<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
    {
        lock (unsaid)
        {
            cause = exception;
            unsaid.Add(() => base.NotifyFaulted(context, duration, consumerType, exception));
        }

        return Task.CompletedTask;
    }
}
