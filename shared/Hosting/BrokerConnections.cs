using RabbitMQ.Client;

namespace Ingestion.Hosting;

/// <summary>
/// Connections beside the bus, which cannot read what is in no contract. One each to take and to send, since the broker stops
/// reading from a connection that publishes while it has an alarm, acknowledgements with it.
/// </summary>
public static class BrokerConnections
{
    /// <summary>
    /// Heartbeat of every connection, 7 s: RabbitMQ.Client 7 gives a silent line up when it has counted three of them empty, that is after three to four, so
    /// within 28 s. Shorter ones are missed by processes that are only busy: the broker itself waits for two.
    /// </summary>
    public static TimeSpan Heartbeat { get; } = TimeSpan.FromSeconds(7);

    /// <summary>Opens one. It does not come back by itself.</summary>
    /// <param name="bus">Where the broker is.</param>
    /// <param name="name">Shown in the broker's lists.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>An open connection; who opened it closes it.</returns>
    public static Task<IConnection> OpenAsync(BusOptions bus, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(bus);
        return Factory(bus, name).CreateConnectionAsync(cancellationToken);
    }

    private static ConnectionFactory Factory(BusOptions bus, string name) => new()
    {
        Uri = new Uri(bus.Uri.StartsWith("rabbitmq", StringComparison.Ordinal) ? "amqp" + bus.Uri["rabbitmq".Length..] : bus.Uri),
        AutomaticRecoveryEnabled = false, // what it would recover, the loops around it do, and say so
        RequestedHeartbeat = Heartbeat,
        ContinuationTimeout = bus.PublishTimeout,
        ClientProvidedName = name,
    };
}
