using System.CommandLine;
using Ingestion.Standalone;

var root = new RootCommand("Ingestion in one process: fetcher, parser, enricher, indexer and Desk.")
{
    DemoCommand.Create(),
    RunCommand.Create(),
    SubmitCommand.Create(),
    FeedsCommand.Create(),
    WithdrawCommand.Create(),
    IngestCommand.Create(),
    ReprocessCommand.Create(),
    DeadLettersCommand.Create(),
    JourneyCommand.Create(),
    UnexplainedCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
