using MassTransit;
using Microsoft.Extensions.Options;

namespace Ingestion.Fetcher;

/// <summary>Many at once, as for pages: a few feeds that answer slowly are not to make all others late.</summary>
internal sealed class PollFeedConsumerDefinition : ConsumerDefinition<PollFeedConsumer>
{
    public PollFeedConsumerDefinition(IOptions<FetcherOptions> options) => ConcurrentMessageLimit = options.Value.PollConcurrency;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<PollFeedConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.PrefetchCount = ConcurrentMessageLimit!.Value;
}
