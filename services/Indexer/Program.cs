using Ingestion.Hosting;
using Ingestion.Indexer;

return await ServiceHost.RunAsync(IndexerServices.Name, port: 8084, args, builder => builder.AddIndexer(), bus => bus.AddIndexerConsumers());
