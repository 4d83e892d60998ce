using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Ingestion.Chaos.Tests.Deployment;

/// <summary>The broker of a run: one node, or a cluster.</summary>
internal interface IBroker : IAsyncDisposable
{
    /// <summary>Where the rig's own clients connect.</summary>
    Uri Uri { get; }

    /// <summary>Opens a connection for a client: to whichever node takes it.</summary>
    Task<Socket> ConnectAsync(CancellationToken stop);

    Task StartAsync();

    /// <summary>Whatever was done to it, it runs and has no alarm.</summary>
    Task MendAsync();

    /// <summary>Runs <c>rabbitmqctl</c>.</summary>
    Task<string> CtlAsync(params string[] arguments);

    /// <summary>Messages in every queue, those under way among them; -1 where nobody knows.</summary>
    async Task<IReadOnlyDictionary<string, long>> QueuesAsync() =>
        JsonNode.Parse(await CtlAsync("--formatter", "json", "list_queues", "name", "messages"))!.AsArray()
            .ToDictionary(queue => queue!["name"]!.GetValue<string>(), queue => queue!["messages"] is JsonValue count && count.TryGetValue<long>(out var many) ? many : -1, StringComparer.Ordinal);
}
