using MassTransit;

namespace Ingestion.Enricher;

/// <summary>Of one enricher's messages one at a time: two at once would only wait for each other in <see cref="Stories.StoryMaker"/>.</summary>
internal sealed class MakeStoryConsumerDefinition : ConsumerDefinition<MakeStoryConsumer>
{
    public MakeStoryConsumerDefinition() => ConcurrentMessageLimit = 1;
}
