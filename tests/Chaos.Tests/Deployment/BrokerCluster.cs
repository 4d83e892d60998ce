using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Ingestion.Chaos.Tests.Faults;
using Ingestion.TestSupport;
using Ingestion.TestSupport.Faults;

namespace Ingestion.Chaos.Tests.Deployment;

/// <summary>Three nodes in network namespaces, behind what stands before every cluster: clients are led to a node that takes them.</summary>
internal sealed class BrokerCluster : IBroker
{
    public const int Nodes = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private readonly string script = Path.Combine(Repository.Root, "tests", "Chaos.Tests", "Deployment", "cluster.sh");
    private readonly string folder;
    private readonly int tag = Random.Shared.Next(0x40, 0x7f);
    private readonly FaultProxy front;
    private int turn;

    public BrokerCluster(string folder)
    {
        this.folder = folder;
        front = new FaultProxy(ConnectAsync);
    }

    public Uri Uri => new($"amqp://guest:guest@127.0.0.1:{front.Port}/");

    /// <summary>The nodes in turn, and of those that do not take it the next.</summary>
    public async Task<Socket> ConnectAsync(CancellationToken stop)
    {
        var first = Interlocked.Increment(ref turn);
        for (var i = 0; ; i++)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
            limit.CancelAfter(Patience);
            try
            {
                return await Sockets.ConnectAsync(AddressOf(1 + ((first + i) % Nodes)), limit.Token);
            }
            catch (Exception exception) when (i < Nodes - 1 && !stop.IsCancellationRequested && exception is SocketException or OperationCanceledException)
            {
                // The next one.
            }
        }
    }

    public IPEndPoint AddressOf(int node) => new(IPAddress.Parse(FormattableString.Invariant($"10.{tag}.77.1{node}")), 5672);

    public Task StartAsync() => RunAsync("up");

    public async Task MendAsync()
    {
        for (var node = 1; node <= Nodes; node++)
        {
            await RunAsync("mend", node.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <param name="verb"><c>kill</c>, <c>start</c>, <c>part</c>, <c>heal</c>, or <c>whole</c>, which waits until it is one of three that run.</param>
    /// <param name="node">From 1.</param>
    public Task NodeAsync(string verb, int node) => RunAsync(verb, node.ToString(CultureInfo.InvariantCulture));

    public Task<string> CtlAsync(params string[] arguments) => RunAsync("ctl", ["1", .. arguments]);

    public async ValueTask DisposeAsync()
    {
        await front.DisposeAsync();
        await RunAsync("down");
    }

    private Task<string> RunAsync(string verb, params string[] arguments) => Shell.RunAsync("bash", [script, verb, folder, tag.ToString("x", CultureInfo.InvariantCulture), .. arguments]);
}
