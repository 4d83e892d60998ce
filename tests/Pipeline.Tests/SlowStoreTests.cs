using System.Net;
using System.Net.Sockets;
using Ingestion.Contracts;
using Ingestion.Hosting;
using Ingestion.Indexer;
using Ingestion.Storage;
using Ingestion.TestSupport;
using Ingestion.TestSupport.Faults;
using MassTransit;
using MongoDB.Driver;

namespace Ingestion.Pipeline.Tests;

/// <summary>
/// A MongoDB that answers each command after four seconds; a version takes several. (Beyond five the driver's own watch takes the server for absent: that is an
/// outage, and the endpoint pauses.) Concurrency does not fall below what an endpoint holds: it is bounded by it, since nothing more is begun until something is done.
/// </summary>
public sealed class SlowStoreTests(MongoServer server)
{
    private const int Articles = 100;

    [Fact]
    public async Task Slow_store__with_every_filing_longer_than_five_seconds_connections_are_bounded_nothing_fails_or_is_tried_twice_and_all_is_stored_when_it_is_over()
    {
        var target = new IPEndPoint(IPAddress.Loopback, new MongoUrl(server.ConnectionString).Server.Port);
        await using var line = new FaultProxy(async stop =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(target, stop);
            return socket;
        });
        var store = new MongoUrlBuilder(server.ConnectionString) { Server = new MongoServerAddress("127.0.0.1", line.Port), DirectConnection = true }.ToString();
        await using var service = await RunningService.StartAsync(
            builder => builder.AddIndexer(),
            bus => bus.AddIndexerConsumers(),
            settings: new Dictionary<string, string?> { ["Storage:Store"] = store, ["Storage:Database"] = MongoServer.NewDatabase() });
        await FileAsync(service, 0);
        await Shell.UntilAsync("one is stored", async () => await service.Get<IArticleStore>().CountAsync(default) == 1);

        line.Line = new Line { Latency = TimeSpan.FromSeconds(2) };
        await Task.WhenAll(Enumerable.Range(1, Articles).Select(number => FileAsync(service, number)));
        var most = 0;
        await Shell.UntilAsync("some go through, slow as it is", () =>
        {
            most = Math.Max(most, line.Connections);
            return Task.FromResult(service.Messages.PublishedOf<ArticleIndexed>().Count > 0);
        }, seconds: 50);
        Assert.InRange(most, 1, 32);
        line.Line = Line.Good;

        await Shell.UntilAsync("all are stored", async () => await service.Get<IArticleStore>().CountAsync(default) == Articles + 1);
        await Shell.UntilAsync("all is said", () => Task.FromResult(service.Messages.PublishedOf<ArticleIndexed>().Select(one => one.MessageId).Distinct().Count() == Articles + 1));
        Assert.Equal(0, await service.Get<IDeadLetters>().CountAsync(new DeadLetterSlice(), default));
        Assert.DoesNotContain(service.Messages.Consumed, consumed => consumed.Error is not null);
        Assert.DoesNotContain(service.Logs.Lines, logged => logged.Text.StartsWith("index-article is paused", StringComparison.Ordinal));
        Assert.Equal(Articles + 1, service.Messages.PublishedOf<ArticleIndexed>().Count); // nothing was tried twice
    }

    private static Task FileAsync(RunningService service, int number) => service.Get<IBus>().SayAsync(
        Samples.Article with
        {
            ArticleId = $"a1_slow{number:D3}",
            EmbargoedUntil = null,
        },
        new Guid(number, 7, 7, new byte[8]),
        CancellationToken.None);
}
