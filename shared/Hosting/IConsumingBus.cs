using MassTransit;

namespace Ingestion.Hosting;

/// <summary>
/// The bus that takes messages and acknowledges them, where the other, <see cref="IBus"/>, publishes: under an alarm RabbitMQ reads nothing more of a
/// connection that publishes, acknowledgements included. In memory there is one bus for both.
/// </summary>
public interface IConsumingBus : IBus;
