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

public sealed class SqlitePermutationTests : PermutationContract
{
    private protected override IReadOnlyDictionary<string, string?> StoreSettings { get; } = new Dictionary<string, string?>();

    private protected override int Every => 1;
}

public sealed class MongoPermutationTests(MongoServer server) : PermutationContract
{
    private protected override IReadOnlyDictionary<string, string?> StoreSettings { get; } = new Dictionary<string, string?> { ["Storage:Store"] = server.ConnectionString };

    private protected override int Every => 15;
}

public sealed class SqliteKillTests : KillContract
{
    private protected override IReadOnlyDictionary<string, string?> StoreSettings { get; } = new Dictionary<string, string?>();

    private protected override int Seeds => 100;
}

public sealed class MongoKillTests(MongoServer server) : KillContract
{
    private protected override IReadOnlyDictionary<string, string?> StoreSettings { get; } = new Dictionary<string, string?> { ["Storage:Store"] = server.ConnectionString };

    private protected override int Seeds => 10;
}
