using Ingestion.Enricher.Copies;
using Ingestion.Enricher.Enrichment;
using Ingestion.Enricher.Stories;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Ingestion.Enricher;

/// <summary>The enricher, for its own process and for all services in one.</summary>
public static class EnricherServices
{
    /// <summary>Name, and prefix of its configuration.</summary>
    public const string Name = "Enricher";

    /// <summary>Adds what the enricher needs.</summary>
    public static void AddEnricher(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<EnricherOptions>().BindConfiguration(EnricherOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton(services => new ArticleEnricher(services.GetRequiredService<IOptions<EnricherOptions>>().Value));
        builder.Services.AddSingleton<CopyFinder>();
        builder.Services.AddSingleton<StoryMaker>();
    }

    /// <summary>Adds the enricher's consumers.</summary>
    public static void AddEnricherConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<EnrichArticleConsumer>();
        bus.AddConsumer<ForgetCopyConsumer>();
        bus.AddConsumer<MakeStoryConsumer, MakeStoryConsumerDefinition>();
    }
}
