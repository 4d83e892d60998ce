using Ingestion.Hosting;
using Ingestion.Parser;
using Ingestion.Parser.Aside;

if (args is [AsideProgram.Argument])
{
    return await AsideProgram.RunAsync(Console.OpenStandardInput(), Console.OpenStandardOutput());
}

return await ServiceHost.RunAsync(ParserServices.Name, port: 8082, args, builder => builder.AddParser(), bus => bus.AddParserConsumers());
