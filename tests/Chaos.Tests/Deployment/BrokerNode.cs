using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Ingestion.TestSupport;

namespace Ingestion.Chaos.Tests.Deployment;

/// <summary>A RabbitMQ node of the run's own, started as <c>deploy/local.sh</c> does; it may be killed and comes back with its data.</summary>
internal sealed class BrokerNode(string folder) : IBroker
{
    private readonly string script = Path.Combine(Repository.Root, "deploy", "rabbitmq", "node.sh");
    private readonly int port = RabbitBroker.FreePort();

    public Uri Uri => new($"amqp://guest:guest@127.0.0.1:{port}/");

    public Task<Socket> ConnectAsync(CancellationToken stop) => Sockets.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), stop);

    public Task StartAsync() => RunAsync("start", folder, $"{port}");

    public async Task MendAsync()
    {
        await StartAsync();
        await CtlAsync("set_vm_memory_high_watermark", "0.6");
        await CtlAsync("set_disk_free_limit", "50MB");
    }

    public Task StopAsync() => RunAsync("stop", folder);

    /// <summary>Ends the node and all that belongs to it, at once.</summary>
    public Task KillAsync() => Signals.SendAsync("KILL", -int.Parse(File.ReadAllText(Path.Combine(folder, "pid")), CultureInfo.InvariantCulture));

    public Task<string> CtlAsync(params string[] arguments) => RunAsync(["ctl", folder, .. arguments]);

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(folder, "port")))
        {
            await StopAsync();
        }
    }

    private Task<string> RunAsync(params string[] arguments) => Shell.RunAsync("bash", [script, .. arguments]);
}
