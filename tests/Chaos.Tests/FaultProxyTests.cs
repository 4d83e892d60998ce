using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Ingestion.Chaos.Tests.Deployment;
using Ingestion.TestSupport;
using Ingestion.TestSupport.Faults;

namespace Ingestion.Chaos.Tests;

/// <summary>What the proxy does to connections, seen from both of their ends.</summary>
public sealed class FaultProxyTests : IAsyncLifetime
{
    private readonly TcpListener server = new(IPAddress.Loopback, 0);
    private FaultProxy proxy = null!;
    private Socket client = null!;
    private Socket served = null!;

    public async ValueTask InitializeAsync()
    {
        server.Start();
        proxy = new FaultProxy(stop => Sockets.ConnectAsync((IPEndPoint)server.LocalEndpoint, stop));
        client = await ConnectAsync();
        served = await server.AcceptSocketAsync();
        await Shell.UntilAsync("the proxy has both ends", () => Task.FromResult(proxy.Connections == 1));
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        served.Dispose();
        await proxy.DisposeAsync();
        server.Dispose();
    }

    [Fact]
    public async Task A_good_line_carries_both_ways()
    {
        await client.SendAsync(new byte[100_000]);
        await served.SendAsync(new byte[50_000]);

        Assert.Equal(100_000, await ReadAsync(served, 100_000));
        Assert.Equal(50_000, await ReadAsync(client, 50_000));
    }

    [Theory]
    [InlineData("latency", 100, null, 100)]
    [InlineData("a thin line", 0, 10_000, 100)]
    public async Task A_slow_line_takes_its_time(string because, int latency, int? rate, int least)
    {
        proxy.Line = new Line { Latency = TimeSpan.FromMilliseconds(latency), BytesPerSecond = rate };
        var clock = Stopwatch.StartNew();

        await client.SendAsync(new byte[1_000]);
        await ReadAsync(served, 1_000);

        Assert.True(clock.ElapsedMilliseconds >= least - 5, $"{because}: {clock.Elapsed}");
    }

    [Fact]
    public async Task A_reset_reaches_both_ends()
    {
        proxy.Reset();

        await Assert.ThrowsAsync<SocketException>(() => ReadAsync(client, 1));
        await Assert.ThrowsAsync<SocketException>(() => ReadAsync(served, 1));
    }

    [Fact]
    public async Task A_half_closed_connection_still_carries_the_other_way()
    {
        proxy.HalfClose(toServer: true);

        Assert.Equal(0, await ReadAsync(served, 1));
        await served.SendAsync(new byte[10]);
        Assert.Equal(10, await ReadAsync(client, 10));
    }

    [Fact]
    public async Task A_cut_comes_after_so_many_bytes_and_not_before()
    {
        await client.SendAsync(new byte[500]);
        await ReadAsync(served, 500);
        proxy.CutAfter(700);
        await client.SendAsync(new byte[1_000]);

        await Assert.ThrowsAsync<SocketException>(() => ReadAsync(served, 701));
        await Assert.ThrowsAsync<SocketException>(() => ReadAsync(client, 1));
    }

    [Fact]
    public async Task A_black_hole_keeps_what_it_was_given_until_it_is_over()
    {
        proxy.Line = new Line { IsBlackHole = true };
        await client.SendAsync(new byte[10]);
        var reading = ReadAsync(served, 10);

        // A second client learns no more than the first: the proxy takes its bytes, and passes on nothing.
        Assert.False(reading.IsCompleted);
        proxy.Line = Line.Good;

        Assert.Equal(10, await reading);
    }

    [Fact]
    public async Task A_lost_answer_is_one_to_a_request_that_arrived()
    {
        proxy.Line = new Line { LosesAnswers = true };
        await client.SendAsync(new byte[10]);

        Assert.Equal(10, await ReadAsync(served, 10));
        await served.SendAsync(new byte[10]);
        await Assert.ThrowsAsync<SocketException>(() => ReadAsync(client, 1));
    }

    [Fact]
    public async Task A_line_that_refuses_resets_who_connects()
    {
        proxy.Line = new Line { Refuses = true };

        await Assert.ThrowsAsync<SocketException>(async () =>
        {
            using var second = await ConnectAsync();
            await ReadAsync(second, 1);
        });
        await client.SendAsync(new byte[10]);
        Assert.Equal(10, await ReadAsync(served, 10));
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, proxy.Port);
        return socket;
    }

    /// <returns>How many came, up to as many as are wanted.</returns>
    private static async Task<int> ReadAsync(Socket socket, int wanted)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var (buffer, got) = (new byte[wanted], 0);
        while (got < wanted && await socket.ReceiveAsync(buffer.AsMemory(got), limit.Token) is var count and > 0)
        {
            got += count;
        }

        return got;
    }
}
