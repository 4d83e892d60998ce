using System.Net;
using System.Net.Sockets;

namespace Ingestion.Chaos.Tests.Deployment;

/// <summary>Connections.</summary>
internal static class Sockets
{
    /// <exception cref="SocketException">Nobody listens there.</exception>
    public static async Task<Socket> ConnectAsync(IPEndPoint where, CancellationToken stop)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(where, stop);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
