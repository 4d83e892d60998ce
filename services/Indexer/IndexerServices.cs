using Ingestion.Indexer.Filing;
using MassTransit;

namespace Ingestion.Indexer;

/// <summary>The indexer, for its own process and for all services in one.</summary>
public static class IndexerServices
{
    /// <summary>Name, and prefix of its configuration.</summary>
    public const string Name = "Indexer";

    /// <summary>Adds what the indexer needs.</summary>
    public static void AddIndexer(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<Withdrawals>();
    }

    /// <summary>Adds the indexer's consumers.</summary>
    public static void AddIndexerConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<IndexArticleConsumer, IndexArticleConsumerDefinition>();
        bus.AddConsumer<WithdrawArticleConsumer>();
        bus.AddConsumer<RecordOutcomeConsumer>();
        bus.AddConsumer<RecordDocumentConsumer>();
    }
}
