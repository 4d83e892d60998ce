using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Ingestion.TestSupport.Faults;

/// <summary>Stands between a client and a server on loopback and does to their connections what networks do: latency, thin lines, black holes, resets, half-closed connections, cuts in the middle.</summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private readonly TcpListener listener;
    private readonly Func<CancellationToken, Task<Socket>> connect;
    private readonly ConcurrentDictionary<ProxiedConnection, Task> connections = new();
    private readonly CancellationTokenSource stop = new();
    private readonly Task accepting;
    private volatile Line line = Line.Good;

    /// <param name="connect">Opens a connection to the server.</param>
    public FaultProxy(Func<CancellationToken, Task<Socket>> connect)
    {
        this.connect = connect;
        listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>Where clients connect.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>How the line is, for all connections, from now on.</summary>
    public Line Line
    {
        get => line;
        set => line = value;
    }

    public int Connections => connections.Count;

    /// <summary>Resets all connections.</summary>
    public void Reset() => Each(connection => connection.Reset());

    /// <summary>Closes one direction of all connections.</summary>
    /// <param name="toServer">Which.</param>
    public void HalfClose(bool toServer) => Each(connection => connection.HalfClose(toServer));

    /// <summary>Resets each connection when it has sent so many more bytes to the server.</summary>
    public void CutAfter(int bytes) => Each(connection => connection.CutAfter(bytes));

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        Reset();
        await Task.WhenAll(connections.Values);
        stop.Dispose();
    }

    private void Each(Action<ProxiedConnection> what)
    {
        foreach (var connection in connections.Keys)
        {
            what(connection);
        }
    }

    private async Task AcceptAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            Socket client;
            try
            {
                client = await listener.AcceptSocketAsync(stop.Token);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }

            _ = ServeAsync(client);
        }
    }

    private async Task ServeAsync(Socket client)
    {
        if (line.Refuses)
        {
            ProxiedConnection.Reset(client);
            return;
        }

        Socket server;
        try
        {
            server = await connect(stop.Token);
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            ProxiedConnection.Reset(client);
            return;
        }

        var connection = new ProxiedConnection(client, server, () => line, stop.Token);
        var running = connection.RunAsync();
        connections[connection] = running;
        await running;
        connections.TryRemove(connection, out _);
    }
}
