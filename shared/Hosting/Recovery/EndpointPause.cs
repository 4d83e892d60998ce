using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Ingestion.Hosting;

/// <summary>
/// The kill switch of one endpoint: the first outage pauses it, and its messages wait where they are. One at a time tries, after a wait that
/// grows with each failure; when one gets through, all go on.
/// </summary>
internal sealed partial class EndpointPause(string endpoint, TimeProvider time, ILogger<EndpointPause> logger)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(10);

    private static readonly UpDownCounter<int> Paused = new Meter(Telemetry.SourceName).CreateUpDownCounter<int>(
        "ingestion.endpoints.paused", "{endpoint}", "Endpoints that wait for store or broker, by endpoint.");

    private readonly Lock gate = new();
    private TaskCompletionSource changed = Signal();
    private DateTimeOffset? since;
    private string? why;
    private int failures;
    private bool isTried;
    private long failedAt;
    private TimeSpan wait;

    public string Endpoint => endpoint;

    /// <summary>Since when it is paused, and why; null while it goes.</summary>
    public (DateTimeOffset Since, string Why)? State
    {
        get
        {
            lock (gate)
            {
                return since is { } at ? (at, why!) : null;
            }
        }
    }

    /// <summary>Waits until the caller may try.</summary>
    /// <returns>True for the one who tries on behalf of all, and says how it went by <see cref="Failed"/> or <see cref="Tried"/>.</returns>
    public async ValueTask<bool> TurnAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task others;
            TimeSpan? pause = null;
            lock (gate)
            {
                if (since is null)
                {
                    return false;
                }

                if (!isTried)
                {
                    isTried = true;
                    pause = wait - time.GetElapsedTime(failedAt);
                }

                others = changed.Task;
            }

            if (pause is not { } left)
            {
                await others.WaitAsync(cancellationToken);
                continue;
            }

            try
            {
                if (left > TimeSpan.Zero)
                {
                    await Task.Delay(left, time, cancellationToken);
                }

                cancellationToken.ThrowIfCancellationRequested();
                return true;
            }
            catch
            {
                Leave();
                throw;
            }
        }
    }

    /// <summary>Somebody met an outage.</summary>
    public void Failed(Exception exception, bool onBehalfOfAll)
    {
        bool isNew;
        lock (gate)
        {
            isNew = since is null;
            since ??= time.GetUtcNow();
            why = exception.GetBaseException().Message;
            if (isNew || onBehalfOfAll)
            {
                failures = isNew ? 1 : Math.Min(failures + 1, 30);
                (failedAt, wait) = (time.GetTimestamp(), BackOff.Delay(failures, First, 2, Most, Random.Shared.NextDouble()));
            }

            Change(onBehalfOfAll);
        }

        if (isNew)
        {
            Paused.Add(1, new KeyValuePair<string, object?>("endpoint", endpoint));
            LogPaused(logger, endpoint, exception.GetBaseException().Message);
        }
    }

    /// <summary>The one who tried on behalf of all met no outage: all go on.</summary>
    public void Tried()
    {
        TimeSpan lasted;
        lock (gate)
        {
            if (since is not { } at)
            {
                return;
            }

            lasted = time.GetUtcNow() - at;
            (since, why, failures) = (null, null, 0);
            Change(true);
        }

        Paused.Add(-1, new KeyValuePair<string, object?>("endpoint", endpoint));
        LogGoesOn(logger, endpoint, lasted);
    }

    /// <summary>The one who was to try gives its turn to another.</summary>
    public void Leave()
    {
        lock (gate)
        {
            Change(true);
        }
    }

    private void Change(bool turnIsFree)
    {
        if (!turnIsFree)
        {
            return;
        }

        isTried = false;
        var old = changed;
        changed = Signal();
        old.TrySetResult();
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(LogLevel.Warning, "{Endpoint} is paused: {Why}")]
    private static partial void LogPaused(ILogger logger, string endpoint, string why);

    [LoggerMessage(LogLevel.Information, "{Endpoint} goes on after {Pause}")]
    private static partial void LogGoesOn(ILogger logger, string endpoint, TimeSpan pause);
}
