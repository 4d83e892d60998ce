using System.Net;
using System.Net.Sockets;

namespace Ingestion.Hosting.Tests.Recovery;

/// <summary>A line to a server on loopback that can swallow everything without closing: what a half-open connection is.</summary>
internal sealed class BlackHole : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly int target;
    private volatile bool swallows;

    public BlackHole(int target)
    {
        this.target = target;
        listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Whether the connections there are swallow what is sent; those that come later do not.</summary>
    public void Swallow() => swallows = true;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                var server = new TcpClient();
                await server.ConnectAsync(IPAddress.Loopback, target, stop.Token);
                var isNew = swallows;
                _ = PumpAsync(client, server, () => swallows && !isNew);
                _ = PumpAsync(server, client, () => swallows && !isNew);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task PumpAsync(TcpClient from, TcpClient to, Func<bool> isBlack)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            int read;
            while ((read = await from.GetStream().ReadAsync(buffer, stop.Token)) > 0)
            {
                if (!isBlack())
                {
                    await to.GetStream().WriteAsync(buffer.AsMemory(0, read), stop.Token);
                }
            }

            if (!isBlack())
            {
                to.Close();
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            if (!isBlack())
            {
                to.Close();
            }
        }
    }
}
