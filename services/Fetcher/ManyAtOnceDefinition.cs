using MassTransit;
using Microsoft.Extensions.Options;

namespace Ingestion.Fetcher;

/// <summary>Many at once: nearly all of the work is waiting for somebody else's server, and slow ones are not to hold up the others.</summary>
internal abstract class ManyAtOnceDefinition<TConsumer> : ConsumerDefinition<TConsumer>
    where TConsumer : class, IConsumer
{
    protected ManyAtOnceDefinition(int limit) => ConcurrentMessageLimit = limit;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<TConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.PrefetchCount = ConcurrentMessageLimit!.Value;
}

/// <summary>Pages.</summary>
internal sealed class FetchArticleConsumerDefinition(IOptions<FetcherOptions> options) : ManyAtOnceDefinition<FetchArticleConsumer>(options.Value.Concurrency);

/// <summary>Feeds.</summary>
internal sealed class PollFeedConsumerDefinition(IOptions<FetcherOptions> options) : ManyAtOnceDefinition<PollFeedConsumer>(options.Value.PollConcurrency);
