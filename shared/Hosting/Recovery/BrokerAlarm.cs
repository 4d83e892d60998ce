using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Ingestion.Hosting;

/// <summary>Whether the broker has an alarm, of memory or of disk, and takes no messages.</summary>
internal sealed partial class BrokerAlarm(TimeProvider time, ILogger<BrokerAlarm> logger)
{
    private static readonly UpDownCounter<int> Blocked = new Meter(Telemetry.SourceName).CreateUpDownCounter<int>(
        "ingestion.broker.blocked", "{process}", "1 while the broker has an alarm and takes no messages.");

    private readonly Lock gate = new();
    private (DateTimeOffset Since, string Why)? state;

    /// <summary>Since when, and why; null while it takes messages.</summary>
    public (DateTimeOffset Since, string Why)? State
    {
        get
        {
            lock (gate)
            {
                return state;
            }
        }
    }

    /// <exception cref="BrokerBlockedException">It has an alarm.</exception>
    public void ThrowIfBlocked()
    {
        if (State is { } alarm)
        {
            throw new BrokerBlockedException(alarm.Why);
        }
    }

    public void Begin(string why)
    {
        lock (gate)
        {
            if (state is not null)
            {
                return;
            }

            state = (time.GetUtcNow(), why);
        }

        Blocked.Add(1);
        LogBlocked(logger, why);
    }

    public void End()
    {
        TimeSpan lasted;
        lock (gate)
        {
            if (state is not { } alarm)
            {
                return;
            }

            lasted = time.GetUtcNow() - alarm.Since;
            state = null;
        }

        Blocked.Add(-1);
        LogOver(logger, lasted);
    }

    [LoggerMessage(LogLevel.Warning, "The broker has an alarm and takes no messages: {Why}")]
    private static partial void LogBlocked(ILogger logger, string why);

    [LoggerMessage(LogLevel.Information, "The broker takes messages again after {Alarm}")]
    private static partial void LogOver(ILogger logger, TimeSpan alarm);
}
