using System.Globalization;
using System.Text;
using Ingestion.Chaos.Tests.Deployment;
using Ingestion.Chaos.Tests.Faults;
using Ingestion.TestSupport;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Ingestion.Chaos.Tests;

/// <summary>Three nodes: any one may be killed, and any one may be parted from the others.</summary>
public sealed class ClusterTests(ITestOutputHelper output)
{
    private static readonly bool IsRoot = Environment.UserName == "root" && File.Exists("/usr/sbin/nft");

    [Fact]
    public async Task Each_node_killed_and_parted_in_turn_under_load_loses_nothing_and_doubles_nothing()
    {
        SkipUnlessPossible();
        var kills = Enumerable.Range(1, BrokerCluster.Nodes).Select(node => OnNode(node, FaultKind.NodeKill, at: 5 * node, seconds: 2));
        var parts = Enumerable.Range(1, BrokerCluster.Nodes).Select(node => OnNode(BrokerCluster.Nodes + node, FaultKind.Partition, at: 15 + (5 * node), seconds: 15));
        var options = new RigOptions { Sources = Repository.Root, Seconds = 60, Seed = 11, Rate = 5, IsClustered = true, Schedule = [.. kills, .. parts] };
        var journal = new Journal(aloud: null);

        var report = await new Rig(options, journal).RunAsync(TestContext.Current.CancellationToken);

        output.WriteLine($"{report}\n{string.Join('\n', journal.Lines)}");
        Assert.True(report.Holds, $"{report}\n{string.Join('\n', journal.Lines)}");
        Assert.Equal(2 * BrokerCluster.Nodes, report.Faults); // in turn: each when the one before it is made good
    }

    [Fact]
    public async Task A_parted_node_refuses_and_the_others_go_on()
    {
        SkipUnlessPossible();
        var folder = Directory.CreateTempSubdirectory("ingestion-cluster-");
        await using var cluster = new BrokerCluster(folder.FullName);
        await cluster.StartAsync();
        await using var minority = await ConnectAsync(cluster, 3);
        await using var majority = await ConnectAsync(cluster, 1);
        Assert.True(await TakesAsync(minority));

        await cluster.NodeAsync("part", 3);

        await Shell.UntilAsync("the minority refuses", async () => !await TakesAsync(minority), seconds: 90);
        await Shell.UntilAsync("the majority goes on", () => TakesAsync(majority), seconds: 90);

        await cluster.NodeAsync("heal", 3);

        await Shell.UntilAsync(
            "the minority takes messages again",
            async () =>
            {
                try
                {
                    await using var again = await ConnectAsync(cluster, 3);
                    return await TakesAsync(again);
                }
                catch (Exception exception) when (exception is RabbitMQClientException or IOException)
                {
                    return false;
                }
            },
            seconds: 90);
    }

    private static void SkipUnlessPossible()
    {
        Assert.SkipUnless(IsRoot, "Network namespaces and nft need root and the package nftables.");
        Assert.SkipUnless(File.Exists("/usr/lib/rabbitmq/bin/rabbitmq-server"), "There is no installed rabbitmq-server.");
    }

    private static Fault OnNode(int number, FaultKind kind, int at, int seconds) =>
        new(number, kind, (((number - 1) % BrokerCluster.Nodes) + 1).ToString(CultureInfo.InvariantCulture), TimeSpan.FromSeconds(at), TimeSpan.FromSeconds(seconds), 0);

    private static Task<IConnection> ConnectAsync(BrokerCluster cluster, int node) =>
        new ConnectionFactory { HostName = $"{cluster.AddressOf(node).Address}", Port = 5672, AutomaticRecoveryEnabled = false, RequestedConnectionTimeout = TimeSpan.FromSeconds(3) }.CreateConnectionAsync();

    /// <summary>Whether a message is confirmed within three seconds.</summary>
    private static async Task<bool> TakesAsync(IConnection connection)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        try
        {
            await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), limit.Token);
            await channel.BasicPublishAsync("", "unroutable", mandatory: true, Encoding.UTF8.GetBytes("taken?"), limit.Token);
            return true;
        }
        catch (Exception exception) when (exception is RabbitMQClientException or OperationCanceledException or IOException)
        {
            return false;
        }
    }
}
