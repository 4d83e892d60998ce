using Ingestion.Enricher;
using Ingestion.Hosting;

return await ServiceHost.RunAsync(EnricherServices.Name, port: 8083, args, builder => builder.AddEnricher(), bus => bus.AddEnricherConsumers());
