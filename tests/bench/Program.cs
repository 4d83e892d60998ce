using System.CommandLine;
using Ingestion.Bench.Bombs;
using Ingestion.Bench.Copies;
using Ingestion.Bench.DeadLetters;
using Ingestion.Bench.Encodings;
using Ingestion.Bench.Enrich;
using Ingestion.Bench.Extract;
using Ingestion.Bench.Feeds;
using Ingestion.Bench.Intake;
using Ingestion.Bench.Origin;
using Ingestion.Bench.Pipeline;
using Ingestion.Bench.Reprocess;
using Ingestion.Bench.Robots;
using Ingestion.Bench.Soak;
using Ingestion.Bench.Ssrf;
using Ingestion.Bench.Stages;
using Ingestion.Bench.Stores;
using Ingestion.Bench.Stories;
using Ingestion.Bench.Train;
using Ingestion.Bench.TrainNames;
using Ingestion.Bench.Urls;
using Ingestion.Bench.Wire;

var root = new RootCommand("Measures Ingestion.")
{
    PipelineCommand.Create(),
    SoakCommand.Create(),
    StagesCommand.Create(),
    StoresCommand.Create(),
    IntakeCommand.Create(),
    OriginCommand.Create(),
    EncodingCommand.Create(),
    ExtractCommand.Create(),
    FeedsCommand.Create(),
    RobotsCommand.Create(),
    UrlsCommand.Create(),
    WireCommand.Create(),
    SsrfCommand.Create(),
    BombsCommand.Create(),
    TrainCommand.Create(),
    TrainNamesCommand.Create(),
    ReprocessCommand.Create(),
    DeadLettersCommand.Create(),
    EnrichCommand.Create(),
    CopiesCommand.Create(),
    CopyRecallCommand.Create(),
    CopySearchCommand.Create(),
    StoriesCommand.Create(),
    StoriesSplitCommand.Create(),
};

// Ctrl+C: services and broker are stopped in order, which takes them longer than the two seconds that are the default.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(2) });
