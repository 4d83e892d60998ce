using Ingestion.Hosting;
using RabbitMQ.Client;

namespace Ingestion.Desk.DeadLetters;

/// <summary>
/// Connections of our own beside the bus: it cannot read what is in no contract. One each to drain and to send, since the broker stops
/// reading from a connection that publishes while it has an alarm, acknowledgements with it.
/// </summary>
internal static class BrokerConnections
{
    public static Task<IConnection> OpenAsync(BusOptions bus, string name, CancellationToken cancellationToken) => new ConnectionFactory
    {
        Uri = new Uri(bus.Uri.StartsWith("rabbitmq", StringComparison.Ordinal) ? "amqp" + bus.Uri["rabbitmq".Length..] : bus.Uri),
        AutomaticRecoveryEnabled = false, // what it would recover, the loops around it do, and say so
        RequestedHeartbeat = TimeSpan.FromSeconds(10),
        ContinuationTimeout = bus.PublishTimeout,
        ClientProvidedName = name,
    }.CreateConnectionAsync(cancellationToken);
}
