using Ingestion.Hosting;
using Ingestion.Parser;

return await ServiceHost.RunAsync(ParserServices.Name, port: 8082, args, builder => builder.AddParser(), bus => bus.AddParserConsumers());
