using Ingestion.Storage;
using MassTransit;
using MassTransit.RabbitMqTransport;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ingestion.Hosting;

/// <summary>What the filters of one endpoint share.</summary>
internal sealed class EndpointRecovery(string queue, EndpointPause pause, SayingWay way, RecoveryServices services)
{
    public SayingWay Way => way;

    public string Queue => queue;

    public EndpointPause Pause => pause;

    public CrashLane Lane { get; } = new();

    public RecoveryServices Services => services;

    public TimeProvider Time => services.Time;

    public BusOptions Options => services.Bus.Value;

    /// <summary>Ends when the service stops.</summary>
    public CancellationToken Stopping => services.Drain.Token;

    /// <summary>Whether the channel that a message came by is closed: then it is delivered again, to whoever it may be, and nothing that is done to it here counts.</summary>
    public static bool IsGone(ReceiveContext context) => context.TryGetPayload<ChannelContext>(out var channel) && channel.Channel.IsClosed;

    /// <summary>Ends when the service stops, or when a message has been held as long as may be: RabbitMQ takes it back by itself a little later.</summary>
    /// <param name="held">How long it is held already.</param>
    public CancellationTokenSource Patience(TimeSpan held)
    {
        var patience = CancellationTokenSource.CreateLinkedTokenSource(Stopping);
        if (Options.IsDurable)
        {
            var left = Options.HoldAtMost - held;
            patience.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }

        return patience;
    }
}

/// <summary>What recovery needs of the process.</summary>
internal sealed class RecoveryServices(
    ISchedule schedule, ILedger ledger, ICrashStarts crashStarts, IOptions<BusOptions> bus, Drain drain, BrokerAlarm alarm, TimeProvider time, ILoggerFactory loggers)
{
    private readonly List<EndpointRecovery> endpoints = [];

    public ISchedule Schedule => schedule;

    public ILedger Ledger => ledger;

    public ICrashStarts CrashStarts => crashStarts;

    public IOptions<BusOptions> Bus => bus;

    public Drain Drain => drain;

    public BrokerAlarm Alarm => alarm;

    public TimeProvider Time => time;

    /// <summary>Names this process among all that ever were.</summary>
    public Guid Process { get; } = Guid.NewGuid();

    public IReadOnlyList<EndpointRecovery> Endpoints
    {
        get
        {
            lock (endpoints)
            {
                return [.. endpoints];
            }
        }
    }

    /// <param name="queue">The endpoint's queue.</param>
    /// <param name="publishing">The bus that its consumers publish by; null for their own.</param>
    public EndpointRecovery Add(string queue, IBus? publishing)
    {
        var endpoint = new EndpointRecovery(queue, new EndpointPause(queue, time, loggers.CreateLogger<EndpointPause>()), new SayingWay(publishing, bus.Value.PublishTimeout), this);
        lock (endpoints)
        {
            endpoints.Add(endpoint);
        }

        return endpoint;
    }
}
