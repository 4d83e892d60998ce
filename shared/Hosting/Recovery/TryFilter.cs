using System.Diagnostics.Metrics;
using System.Runtime.ExceptionServices;
using Ingestion.News;
using Ingestion.Storage;
using MassTransit;

namespace Ingestion.Hosting;

/// <summary>
/// Tries a message: (1) waits while the endpoint is paused, (2) one that was delivered again and again has the endpoint for itself, (3) lets it
/// be handled. An outage pauses the endpoint and the message is held; a blip is tried three times at once; all else is for the error pipe.
/// </summary>
internal sealed class TryFilter(EndpointRecovery endpoint) : IFilter<ConsumeContext>
{
    private const int TriesAtOnce = 3;
    private const int SuspectDeliveries = 2;
    private const int SuspectCrashes = 2;
    private const string DeliveryCount = "x-delivery-count";

    private static readonly TimeSpan BlipPause = TimeSpan.FromMilliseconds(100);

    private static readonly Counter<long> Retried = new Meter(Telemetry.SourceName).CreateCounter<long>(
        "ingestion.retries", "{try}", "Tries after a failure, by endpoint and kind.");

    public async Task Send(ConsumeContext context, IPipe<ConsumeContext> next)
    {
        var isSuspect = context.ReceiveContext.TransportHeaders.TryGetHeader(DeliveryCount, out var count) && Convert.ToInt64(count, System.Globalization.CultureInfo.InvariantCulture) >= SuspectDeliveries;
        context.ReceiveContext.GetOrAddPayload(() => endpoint.Way);
        using var patience = endpoint.Patience(context.ReceiveContext.ElapsedTime);
        for (var blips = 0; ;)
        {
            var attempt = new QuietTry(context);
            var onBehalfOfAll = false;
            await InTimeAsync(async () => onBehalfOfAll = await endpoint.Pause.TurnAsync(patience.Token));
            if (EndpointRecovery.IsGone(context.ReceiveContext))
            {
                Leave(onBehalfOfAll);
                throw new OperationCanceledException("The delivery is void: its channel is closed.");
            }

            Exception failure;
            try
            {
                await HandleAsync(attempt, isSuspect, next, patience.Token);
                if (onBehalfOfAll)
                {
                    endpoint.Pause.Tried();
                }

                return;
            }
            catch (Exception exception) when (!IsStop(exception, context))
            {
                failure = attempt.CauseOf(exception);
            }
            catch
            {
                Leave(onBehalfOfAll);
                throw;
            }

            var kind = FailureKinds.Of(failure);
            if (kind == FailureKind.Outage)
            {
                endpoint.Pause.Failed(failure, onBehalfOfAll);
                Count(kind);
                continue;
            }

            // Whatever it is, store and broker did their part.
            if (onBehalfOfAll)
            {
                endpoint.Pause.Tried();
            }

            if (kind == FailureKind.Blip && ++blips < TriesAtOnce)
            {
                Count(kind);
                await Task.Delay(BackOff.Delay(blips, BlipPause, 3, TimeSpan.FromSeconds(1), Random.Shared.NextDouble()), endpoint.Time, endpoint.Stopping);
                continue;
            }

            await attempt.SayAsync();

            ExceptionDispatchInfo.Throw(BlipException.Covers(failure) ? BlipException.Of(failure) : failure);
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("try");

    private async Task InTimeAsync(Func<Task> wait)
    {
        try
        {
            await wait();
        }
        catch (OperationCanceledException) when (!endpoint.Stopping.IsCancellationRequested)
        {
            throw new HeldTooLongException(endpoint.Queue, endpoint.Options.HoldAtMost, endpoint.Pause.State?.Why ?? "it goes on just now");
        }
    }

    private async Task HandleAsync(ConsumeContext context, bool isSuspect, IPipe<ConsumeContext> next, CancellationToken patience)
    {
        await InTimeAsync(() => endpoint.Lane.EnterAsync(isSuspect, patience));
        try
        {
            if (!isSuspect)
            {
                await next.Send(context);
                return;
            }

            await HandleAloneAsync(context, next);
        }
        finally
        {
            endpoint.Lane.Leave(isSuspect);
        }
    }

    // A process that ends over it leaves its note; every other end of it takes the notes away.
    private async Task HandleAloneAsync(ConsumeContext context, IPipe<ConsumeContext> next)
    {
        var message = ContentKey.MessageId(
            "delivery", endpoint.Queue, $"{context.MessageId}", $"{context.CorrelationId}", context.MessageId is null ? ContentKey.Of(context.ReceiveContext.Body.GetBytes()) : null);
        var left = await endpoint.Services.CrashStarts.BeginAsync(
            new CrashStart
            {
                Message = message,
                Process = endpoint.Services.Process,
                Queue = endpoint.Queue,
                Host = Environment.MachineName,
                ProcessId = Environment.ProcessId,
                At = endpoint.Time.GetUtcNow(),
            },
            context.CancellationToken);
        try
        {
            if (left.Count >= SuspectCrashes)
            {
                throw new CrashSuspectException(left);
            }

            await next.Send(context);
        }
        finally
        {
            await endpoint.Services.CrashStarts.EndAsync(message, CancellationToken.None);
        }
    }

    private bool IsStop(Exception exception, ConsumeContext context) =>
        exception is OperationCanceledException && (endpoint.Stopping.IsCancellationRequested || context.CancellationToken.IsCancellationRequested);

    private void Leave(bool onBehalfOfAll)
    {
        if (onBehalfOfAll)
        {
            endpoint.Pause.Leave();
        }
    }

    private void Count(FailureKind kind) =>
        Retried.Add(1, new KeyValuePair<string, object?>("endpoint", endpoint.Queue), new KeyValuePair<string, object?>("kind", kind == FailureKind.Outage ? "outage" : "blip"));
}
