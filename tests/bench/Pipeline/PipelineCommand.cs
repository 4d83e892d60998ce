using System.CommandLine;
using System.Text.Json;

namespace Ingestion.Bench.Pipeline;

/// <summary>Measures the whole pipeline, from a URL at the Desk to the article in the store.</summary>
internal static class PipelineCommand
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Create()
    {
        var articles = new Option<int>("--articles") { Description = "Articles in the throughput phase.", DefaultValueFactory = _ => 5000 };
        var transport = new Option<string>("--transport") { Description = "rabbitmq: five services and a private node. memory: one process.", DefaultValueFactory = _ => "rabbitmq" };
        transport.AcceptOnlyFromAmong("rabbitmq", "memory");
        var store = new Option<string>("--store") { Description = "sqlite; or mongo: MONGODB_URI, a mongod on the path, or the stand-in.", DefaultValueFactory = _ => "sqlite" };
        store.AcceptOnlyFromAmong("sqlite", "mongo");
        var rate = new Option<double>("--rate") { Description = "Articles per second in the latency phase.", DefaultValueFactory = _ => 10 };
        var json = new Option<FileInfo?>("--json") { Description = "Write the figures to this file too." };
        var command = new Command("pipeline", "Throughput, CPU per article, memory and latency of the whole pipeline.") { articles, transport, store, rate, json };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(articles), parsed.GetValue(transport) == "rabbitmq", parsed.GetValue(store) == "mongo", parsed.GetValue(rate), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(int articles, bool rabbitmq, bool mongo, double rate, FileInfo? json, CancellationToken cancellationToken)
    {
        var refusal = (articles, rate) switch
        {
            ( < 1, _) => "--articles must be at least 1.",
            (_, <= 0 or > 1000 or double.NaN) => "--rate must be above 0 and at most 1000.",
            _ when mongo && !rabbitmq => "One process keeps its stories in SQLite: --store mongo needs --transport rabbitmq.",
            _ => null,
        };
        if (refusal is not null)
        {
            await Console.Error.WriteLineAsync(refusal);
            return 2;
        }

        try
        {
            await using var deployment = new Deployment();
            var report = await new PipelineRun(deployment, Console.Error).MeasureAsync(articles, rabbitmq, mongo, rate, cancellationToken);
            await Console.Out.WriteAsync(report.Table());
            if (json is not null)
            {
                await File.WriteAllTextAsync(json.FullName, JsonSerializer.Serialize(report, Readable), cancellationToken);
            }

            return report.Complete ? 0 : 1;
        }
        catch (Exception exception) when (exception is InvalidOperationException or HttpRequestException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }
}
