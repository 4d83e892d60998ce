using Ingestion.Contracts;
using MassTransit;

namespace Ingestion.Indexer;

/// <summary>Binds the queue to the public event with every routing key: a binding to a topic exchange without a key takes nothing.</summary>
internal sealed class IndexArticleConsumerDefinition : ConsumerDefinition<IndexArticleConsumer>
{
    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<IndexArticleConsumer> consumerConfigurator, IRegistrationContext context)
    {
        if (endpointConfigurator is IRabbitMqReceiveEndpointConfigurator rabbit)
        {
            rabbit.ConfigureConsumeTopology = false;
            rabbit.Bind<ArticleHeld>();
            rabbit.Bind<ReleaseArticle>();
            rabbit.Bind<ArticleEnriched>(binding =>
            {
                binding.ExchangeType = "topic";
                binding.RoutingKey = "#";
            });
        }
    }
}
