using System.Text.Json.Nodes;
using Ingestion.TestSupport;

namespace Ingestion.Chaos.Tests.Deployment;

/// <summary>A RabbitMQ node of the run's own, started as <c>deploy/local.sh</c> does; it may be killed and comes back with its data.</summary>
internal sealed class BrokerNode(string folder) : IAsyncDisposable
{
    private readonly string script = Path.Combine(Repository.Root, "deploy", "rabbitmq", "node.sh");

    public int Port { get; } = RabbitBroker.FreePort();

    public Uri Uri => new($"amqp://guest:guest@127.0.0.1:{Port}/");

    public Task StartAsync() => RunAsync("start", folder, $"{Port}");

    public Task StopAsync() => RunAsync("stop", folder);

    /// <summary>Ends the node and all that belongs to it, at once.</summary>
    public Task KillAsync() => Signals.SendAsync("KILL", -int.Parse(File.ReadAllText(Path.Combine(folder, "pid")), System.Globalization.CultureInfo.InvariantCulture));

    public Task<string> CtlAsync(params string[] arguments) => RunAsync(["ctl", folder, .. arguments]);

    /// <summary>Messages in every queue, those under way among them.</summary>
    public async Task<IReadOnlyDictionary<string, long>> QueuesAsync() =>
        JsonNode.Parse(await CtlAsync("--formatter", "json", "list_queues", "name", "messages"))!.AsArray()
            .ToDictionary(queue => queue!["name"]!.GetValue<string>(), queue => queue!["messages"] is JsonValue count && count.TryGetValue<long>(out var many) ? many : -1, StringComparer.Ordinal);

    public async ValueTask DisposeAsync() => await StopAsync();

    private Task<string> RunAsync(params string[] arguments) => Shell.RunAsync("bash", [script, .. arguments]);
}
