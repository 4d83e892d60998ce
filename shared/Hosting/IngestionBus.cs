using Ingestion.Contracts;
using Ingestion.Storage;
using MassTransit;
using MassTransit.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Ingestion.Hosting;

/// <summary>The bus: plain JSON, quorum queues, confirms, one retry rule. Delivery limit and dead letters are policies of the broker (<c>deploy/rabbitmq</c>).</summary>
internal static class IngestionBus
{
    public static void AddIngestionBus(this IHostApplicationBuilder builder, Action<IBusRegistrationConfigurator> addConsumers)
    {
        builder.Services.AddOptions<BusOptions>().BindConfiguration(BusOptions.Section).ValidateDataAnnotations()
            .Validate(bus => Uri.TryCreate(bus.Uri, UriKind.Absolute, out var uri) && uri.Scheme is "amqp" or "amqps" or "rabbitmq" or "rabbitmqs", "Bus:Uri must be an AMQP address such as amqp://guest:guest@localhost:5672/.")
            .ValidateOnStart();
        var options = builder.Configuration.GetSection(BusOptions.Section).Get<BusOptions>() ?? new BusOptions();

        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.SetKebabCaseEndpointNameFormatter();
            addConsumers(bus);
            bus.AddConfigureEndpointsCallback((context, queue, endpoint) =>
            {
                endpoint.PrefetchCount = options.Prefetch;
                endpoint.UseMessageRetry(RetryOutages);
                // What fails is told by its dead letter, which closes the ledger entry too.
                endpoint.PublishFaults = false;
                if (options.Transport == "memory")
                {
                    var filter = new MemoryDeadLetters(queue, context.GetRequiredService<DeadLetterFiling>());
                    endpoint.ConfigureError(pipe =>
                    {
                        pipe.UseFilter(new GenerateFaultFilter());
                        pipe.UseFilter((IFilter<ExceptionReceiveContext>)filter);
                    });
                    endpoint.ConfigureDeadLetter(pipe => pipe.UseFilter((IFilter<ReceiveContext>)filter));
                }

                if (endpoint is IRabbitMqReceiveEndpointConfigurator rabbit)
                {
                    rabbit.SetQuorumQueue();
                }
            });

            if (options.Transport == "memory")
            {
                bus.UsingInMemory((context, cfg) =>
                {
                    Configure(cfg);
                    cfg.UseConsumeFilter(typeof(TraceContextFilter<>), context);
                    cfg.ConfigureEndpoints(context);
                });
            }
            else
            {
                bus.UsingRabbitMq((context, cfg) =>
                {
                    // Validated by asking for it: the bus may be made before the start validates everything.
                    cfg.Host(new Uri(context.GetRequiredService<IOptions<BusOptions>>().Value.Uri), host =>
                    {
                        host.PublisherConfirmation = true;
                        // Half-open connections are noticed within two heartbeats.
                        host.Heartbeat(TimeSpan.FromSeconds(10));
                        host.ContinuationTimeout(options.PublishTimeout);
                    });
                    Configure(cfg);
                    cfg.Publish<ArticleEnriched>(topology => topology.ExchangeType = "topic");
                    cfg.Send<ArticleEnriched>(topology => topology.UseRoutingKeyFormatter(context => RoutingKeys.For(context.Message)));
                    cfg.UseConsumeFilter(typeof(TraceContextFilter<>), context);
                    cfg.ConfigureEndpoints(context);
                });
            }
        });

        // PipelineStartup starts the bus, once the store is there.
        builder.Services.RemoveMassTransitHostedService();
    }

    private static void Configure(IBusFactoryConfigurator cfg)
    {
        // Exchanges are named as the contracts are, for clients that do not know .NET namespaces.
        cfg.MessageTopology.SetEntityNameFormatter(new ContractNames(cfg.MessageTopology.EntityNameFormatter));
        cfg.Publish<NewsItem>(topology => topology.Exclude = true);

        // Without AnyMessageType a message that names its type reaches the consumers of that type only; a foreign client's names none.
        cfg.ClearSerialization();
        cfg.UseRawJsonSerializer(RawSerializerOptions.AddTransportHeaders, isDefault: true);
        cfg.ConfigureJsonSerializerOptions(ContractJson.Apply);
    }

    // An outage is waited for, holding the message: the queue waits behind it and nothing goes to the dead letters because the store was
    // down. About 25 minutes in all, below RabbitMQ's 30-minute clock. Everything else is a bug: the first try decides.
    private static void RetryOutages(IRetryConfigurator retry)
    {
        retry.Handle<Exception>(StoreOutage.Is);
        retry.Exponential(160, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(400));
    }

    private sealed class ContractNames(IEntityNameFormatter others) : IEntityNameFormatter
    {
        public string FormatEntityName<T>() => typeof(T).Assembly == typeof(NewsItem).Assembly ? typeof(T).Name : others.FormatEntityName<T>();
    }
}
