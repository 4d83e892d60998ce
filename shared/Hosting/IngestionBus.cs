using Ingestion.Contracts;
using MassTransit;
using MassTransit.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Ingestion.Hosting;

/// <summary>The bus: plain JSON, quorum queues, confirms, one connection to take and one to publish. Delivery limit and dead letters are policies of the broker (<c>deploy/rabbitmq</c>).</summary>
internal static class IngestionBus
{
    public static void AddIngestionBus(this IHostApplicationBuilder builder, Action<IBusRegistrationConfigurator> addConsumers)
    {
        builder.Services.AddOptions<BusOptions>().BindConfiguration(BusOptions.Section).ValidateDataAnnotations()
            .Validate(bus => Uri.TryCreate(bus.Uri, UriKind.Absolute, out var uri) && uri.Scheme is "amqp" or "amqps" or "rabbitmq" or "rabbitmqs", "Bus:Uri must be an AMQP address such as amqp://guest:guest@localhost:5672/.")
            .ValidateOnStart();
        builder.Services.AddSingleton<Drain>();
        builder.Services.AddSingleton<BrokerAlarm>();
        builder.Services.AddSingleton<RecoveryServices>();
        builder.Services.AddHostedService<BrokerWatch>();
        var options = builder.Configuration.GetSection(BusOptions.Section).Get<BusOptions>() ?? new BusOptions();

        if (options.IsDurable)
        {
            builder.Services.AddMassTransit(bus =>
            {
                bus.DisableUsageTelemetry();
                bus.UsingRabbitMq((context, cfg) => ConfigureRabbit(context, cfg, "publishes"));
            });
            builder.Services.AddMassTransit<IConsumingBus>(bus =>
            {
                AddConsumers(bus, addConsumers, options);
                bus.UsingRabbitMq((context, cfg) =>
                {
                    ConfigureRabbit(context, cfg, "consumes");
                    cfg.UseConsumeFilter(typeof(TraceContextFilter<>), context);
                    cfg.ConfigureEndpoints(context);
                });
            });
        }
        else
        {
            builder.Services.AddMassTransit(bus =>
            {
                AddConsumers(bus, addConsumers, options);
                bus.UsingInMemory((context, cfg) =>
                {
                    Configure(cfg);
                    cfg.UseConsumeFilter(typeof(TraceContextFilter<>), context);
                    cfg.ConfigureEndpoints(context);
                });
            });
        }

        // PipelineStartup starts the bus, once the store is there.
        builder.Services.RemoveMassTransitHostedService();
    }

    private static void AddConsumers(IBusRegistrationConfigurator bus, Action<IBusRegistrationConfigurator> addConsumers, BusOptions options)
    {
        bus.DisableUsageTelemetry();
        bus.SetKebabCaseEndpointNameFormatter();
        addConsumers(bus);
        bus.AddConfigureEndpointsCallback((context, queue, endpoint) =>
        {
            endpoint.PrefetchCount = options.Prefetch;
            // What fails is told by its dead letter, which closes the ledger entry too.
            endpoint.PublishFaults = false;
            Recover(context, queue, endpoint, options);
            if (endpoint is IRabbitMqReceiveEndpointConfigurator rabbit)
            {
                rabbit.SetQuorumQueue();
            }
        });
    }

    // Where a message goes that is not handled: tried again here, put off, or to the dead letters. README.md has it as a table.
    private static void Recover(IRegistrationContext context, string queue, IReceiveEndpointConfigurator endpoint, BusOptions options)
    {
        var recovery = context.GetRequiredService<RecoveryServices>().Add(queue, options.IsDurable ? context.GetRequiredService<IBus>() : null);
        var memory = options.IsDurable ? null : new MemoryDeadLetters(queue, context.GetRequiredService<DeadLetterFiling>());
        endpoint.UseFilter(new TryFilter(recovery));
        endpoint.ConfigureError(pipe =>
        {
            pipe.UseFilter(new CarefulMoveFilter<ExceptionReceiveContext>(recovery));
            pipe.UseFilter(new PutOffFilter(recovery));
            pipe.UseFilter(new GenerateFaultFilter());
            pipe.UseFilter(new BoundFaultFilter());
            pipe.UseFilter((IFilter<ExceptionReceiveContext>?)memory ?? new ErrorTransportFilter());
        });
        endpoint.ConfigureDeadLetter(pipe =>
        {
            pipe.UseFilter(new CarefulMoveFilter<ReceiveContext>(recovery));
            pipe.UseFilter((IFilter<ReceiveContext>?)memory ?? new DeadLetterTransportFilter());
        });
    }

    private static void ConfigureRabbit(IBusRegistrationContext context, IRabbitMqBusFactoryConfigurator cfg, string what)
    {
        // Validated by asking for it: the bus may be made before the start validates everything.
        var options = context.GetRequiredService<IOptions<BusOptions>>().Value;
        cfg.Host(new Uri(options.Uri), $"{AppDomain.CurrentDomain.FriendlyName} {what}", host =>
        {
            host.PublisherConfirmation = true;
            host.Heartbeat(BrokerConnections.Heartbeat);
            host.ContinuationTimeout(options.PublishTimeout);
        });
        Configure(cfg);
        var alarm = context.GetRequiredService<BrokerAlarm>();
        cfg.ConfigurePublish(pipe => pipe.UseFilter(new AlarmGateFilter<PublishContext>(alarm)));
        cfg.ConfigureSend(pipe => pipe.UseFilter(new AlarmGateFilter<SendContext>(alarm)));
        cfg.Publish<ArticleEnriched>(topology => topology.ExchangeType = "topic");
        cfg.Send<ArticleEnriched>(topology => topology.UseRoutingKeyFormatter(sent => RoutingKeys.For(sent.Message)));
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

    private sealed class ContractNames(IEntityNameFormatter others) : IEntityNameFormatter
    {
        public string FormatEntityName<T>() => typeof(T).Assembly == typeof(NewsItem).Assembly ? typeof(T).Name : others.FormatEntityName<T>();
    }
}
