using System.Net;
using System.Net.Sockets;
using Testcontainers.RabbitMq;
using Xunit;

namespace Ingestion.TestSupport;

/// <summary>
/// A RabbitMQ for tests: the address in <c>RABBITMQ_URI</c>, else a private node of the installed package, else one in Docker. What it starts
/// ends with the run.
/// </summary>
public sealed class RabbitBroker : IAsyncLifetime
{
    private const string Server = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private string? folder;
    private RabbitMqContainer? container;
    private string? uri;

    /// <summary>Take no other than a private node, which <see cref="CtlAsync"/> can ask.</summary>
    public bool PrivateNode { get; init; }

    /// <summary>Which one serves, or why none does.</summary>
    public string Served { get; private set; } = "not started";

    /// <summary>Its AMQP address; skips the test that asks when there is none.</summary>
    public string Uri
    {
        get
        {
            Assert.SkipWhen(uri is null, Served);
            return uri!;
        }
    }

    /// <summary>A port that was free a moment ago, low enough for what a node adds to it.</summary>
    public static int FreePort()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var port = (((IPEndPoint)listener.LocalEndpoint).Port % 20_000) + 10_000;
            using var again = new TcpListener(IPAddress.Loopback, port);
            try
            {
                again.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: another one.
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (!PrivateNode && Environment.GetEnvironmentVariable("RABBITMQ_URI") is { Length: > 0 } given)
        {
            (uri, Served) = (given, "the broker that RABBITMQ_URI names");
        }
        else if (File.Exists(Server))
        {
            folder = Directory.CreateTempSubdirectory("ingestion-rabbitmq-").FullName;
            uri = (await NodeAsync("start", folder, $"{FreePort()}")).Trim();
            Served = "a private node of " + Server;
        }
        else if (!PrivateNode && File.Exists("/var/run/docker.sock"))
        {
            container = new RabbitMqBuilder("rabbitmq:4-management").Build();
            await container.StartAsync();
            (uri, Served) = (container.GetConnectionString(), "rabbitmq:4 in Docker");
        }
        else
        {
            Served = "no RABBITMQ_URI, no installed rabbitmq-server and no Docker engine";
        }

        Shell.Served("RabbitMQ", Served);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (folder is not null)
        {
            await NodeAsync("stop", folder);
            Directory.Delete(folder, recursive: true);
        }

        if (container is not null)
        {
            await container.DisposeAsync();
        }
    }

    /// <summary>Runs <c>rabbitmqctl</c> against a private node.</summary>
    public Task<string> CtlAsync(params string[] arguments) => NodeAsync(["ctl", folder!, .. arguments]);

    /// <summary>Ends a private node as a power cut would. Its data stay.</summary>
    public Task KillAsync() => Shell.RunAsync("bash", ["-c", $"kill -KILL -- -$(cat '{folder}/pid')"]);

    /// <summary>Starts a private node that was ended, where it was.</summary>
    public Task StartAgainAsync() => NodeAsync("start", folder!, $"{new Uri(uri!).Port}");

    private static Task<string> NodeAsync(params string[] arguments) =>
        Shell.RunAsync("bash", [Path.Combine(Repository.Root, "deploy", "rabbitmq", "node.sh"), .. arguments]);
}
