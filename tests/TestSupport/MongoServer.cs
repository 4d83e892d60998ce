using Testcontainers.MongoDb;
using Xunit;

namespace Ingestion.TestSupport;

/// <summary>
/// A MongoDB for the tests of one assembly (<c>[assembly: AssemblyFixture(typeof(MongoServer))]</c>): the first that can be had of the address in
/// <c>MONGODB_URI</c>, a <c>mongod</c> on the path, one in Docker, and the stand-in in <c>tests/mongo-standin</c>. What it starts ends with the run.
/// </summary>
public sealed class MongoServer : IAsyncLifetime
{
    private MongoProcess? process;
    private MongoDbContainer? container;
    private string? connectionString;

    /// <summary>Which one serves, or why none does.</summary>
    public string Served { get; private set; } = "not started";

    /// <summary>Its address; skips the test that asks when there is none.</summary>
    public string ConnectionString
    {
        get
        {
            Assert.SkipWhen(connectionString is null, Served);
            return connectionString!;
        }
    }

    /// <summary>A name that no other test uses.</summary>
    /// <returns>A database name.</returns>
    public static string NewDatabase() => "test_" + Guid.NewGuid().ToString("N");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        (connectionString, Served) = await StartAsync();
        Shell.Served("MongoDB", Served);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        process?.Dispose();
        if (container is not null)
        {
            await container.DisposeAsync();
        }
    }

    private async Task<(string? ConnectionString, string Served)> StartAsync()
    {
        if (Environment.GetEnvironmentVariable("MONGODB_URI") is { Length: > 0 } given)
        {
            return (given, "the server that MONGODB_URI names");
        }

        if (MongoProcess.OnPath("mongod") is { } mongod)
        {
            process = await MongoProcess.StartServerAsync(mongod);
            return (process.ConnectionString, mongod);
        }

        if (Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } || File.Exists("/var/run/docker.sock"))
        {
            container = new MongoDbBuilder("mongo:8.0").Build();
            await container.StartAsync();
            return (container.GetConnectionString(), "mongo:8.0 in Docker");
        }

        if (MongoProcess.OnPath("node") is not { } node)
        {
            return (null, "no MONGODB_URI, no mongod, no Docker engine, and no node for the stand-in");
        }

        var folder = Path.Combine(Repository.Root, "tests", "mongo-standin");
        if (await MongoProcess.InstallAsync(folder) is { } refusal)
        {
            return (null, "no MONGODB_URI, no mongod, no Docker engine, and the stand-in's packages cannot be had: " + refusal);
        }

        process = await MongoProcess.StartStandInAsync(node, folder);
        return (process.ConnectionString, "the stand-in in tests/mongo-standin (no MONGODB_URI, no mongod, no Docker engine)");
    }
}
