using MassTransit;

namespace Ingestion.Enricher;

/// <summary>
/// One consumer of all enrichers has the queue, and takes one message at a time: order and what is in memory matter. Another takes over when it goes. For all
/// languages together: an article takes a few milliseconds.
/// </summary>
internal sealed class ClusterStoryConsumerDefinition : ConsumerDefinition<ClusterStoryConsumer>
{
    public ClusterStoryConsumerDefinition() => ConcurrentMessageLimit = 1;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<ClusterStoryConsumer> consumerConfigurator, IRegistrationContext context)
    {
        if (endpointConfigurator is IRabbitMqReceiveEndpointConfigurator rabbit)
        {
            rabbit.SingleActiveConsumer = true;
        }
    }
}
