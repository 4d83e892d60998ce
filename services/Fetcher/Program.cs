using Ingestion.Fetcher;
using Ingestion.Hosting;

return await ServiceHost.RunAsync(FetcherServices.Name, port: 8081, args, builder => builder.AddFetcher(), bus => bus.AddFetcherConsumers());
