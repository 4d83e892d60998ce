using System.Net.Sockets;

namespace Ingestion.TestSupport.Faults;

/// <summary>One connection through a <see cref="FaultProxy"/>.</summary>
internal sealed class ProxiedConnection(Socket client, Socket server, Func<Line> line, CancellationToken stop)
{
    // How soon a line that changes is noticed.
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private long cutAfter = long.MaxValue;
    private long sent;

    public async Task RunAsync()
    {
        client.NoDelay = server.NoDelay = true;
        await Task.WhenAll(PumpAsync(client, server, toServer: true), PumpAsync(server, client, toServer: false));
        client.Dispose();
        server.Dispose();
    }

    public void CutAfter(int bytes) => Volatile.Write(ref cutAfter, Volatile.Read(ref sent) + bytes);

    public void HalfClose(bool toServer)
    {
        try
        {
            (toServer ? server : client).Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // It is closed already.
        }
    }

    public void Reset()
    {
        Reset(client);
        Reset(server);
    }

    public static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0);
            socket.Close();
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // It is closed already.
        }
    }

    private async Task PumpAsync(Socket from, Socket to, bool toServer)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, stop) is var count and > 0)
            {
                if (!toServer && line().LosesAnswers)
                {
                    Reset();
                    return;
                }

                await TravelAsync(count);
                var allowed = toServer ? (int)Math.Clamp(Volatile.Read(ref cutAfter) - sent, 0, count) : count;
                await to.SendAsync(buffer.AsMemory(0, allowed), stop);
                if (allowed < count)
                {
                    Reset();
                    return;
                }

                sent += toServer ? count : 0;
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // One end broke: so does the other.
            Reset();
        }
    }

    private async Task TravelAsync(int bytes)
    {
        var now = line();
        var pause = now.Latency + (now.BytesPerSecond is { } rate ? TimeSpan.FromSeconds((double)bytes / rate) : TimeSpan.Zero);
        if (pause > TimeSpan.Zero)
        {
            await Task.Delay(pause, stop);
        }

        while (line().IsBlackHole)
        {
            await Task.Delay(Step, stop);
        }
    }
}
