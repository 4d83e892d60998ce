using MassTransit;
using Microsoft.Extensions.Options;

namespace Ingestion.Fetcher;

/// <summary>Many at once: nearly all of a fetch is waiting for somebody else's server.</summary>
internal sealed class FetchArticleConsumerDefinition : ConsumerDefinition<FetchArticleConsumer>
{
    public FetchArticleConsumerDefinition(IOptions<FetcherOptions> options) => ConcurrentMessageLimit = options.Value.Concurrency;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<FetchArticleConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.PrefetchCount = ConcurrentMessageLimit!.Value;
}
