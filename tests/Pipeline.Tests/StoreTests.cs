using Ingestion.TestSupport;

[assembly: AssemblyFixture(typeof(MongoServer))]

namespace Ingestion.Pipeline.Tests;

public sealed class SqlitePipelineTests : PipelineContract
{
    private protected override IReadOnlyDictionary<string, string?> StoreSettings { get; } = new Dictionary<string, string?>();
}

public sealed class MongoPipelineTests(MongoServer server) : PipelineContract
{
    private protected override IReadOnlyDictionary<string, string?> StoreSettings { get; } = new Dictionary<string, string?>
    {
        ["Storage:Store"] = server.ConnectionString,
        ["Storage:Database"] = MongoServer.NewDatabase(),
        ["Storage:Archive"] = "gridfs",
    };
}
