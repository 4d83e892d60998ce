using System.Collections.Concurrent;
using System.Text.Json;
using Ingestion.Contracts;
using Ingestion.Enricher;
using Ingestion.Hosting;
using Ingestion.Indexer;
using Ingestion.News;
using Ingestion.News.Versions;
using Ingestion.Storage;
using Ingestion.TestSupport;
using MassTransit;
using Microsoft.Extensions.Time.Testing;

namespace Ingestion.Pipeline.Tests;

/// <summary>
/// Five versions and a kill, through the enricher and the indexer as in production, in every order and each three times: one article for each order.
/// The final document is the same, byte for byte. The set of what is said of filing is the same: one message id for each version and one for the kill.
/// What is announced is what came before the kill, and each version under the same id in every order; after the kill nothing is.
/// </summary>
public abstract class PermutationContract : IAsyncLifetime
{
    private const int Versions = 5;
    private const int Kill = 0;
    private readonly FakeTimeProvider time = new(Samples.At.AddHours(1));
    private readonly Arrivals arrivals = new();
    private RunningService pipeline = null!;

    /// <summary>How two versions are told apart: by the provider's number, the publisher's moment, the fetch, or nothing but what they say.</summary>
    private static readonly Func<ArticleParsed, int, ArticleParsed>[] Signals =
    [
        (item, version) => item with { Provider = item.Provider with { Version = version }, FetchedAt = Samples.At.AddMinutes(-version) },
        (item, version) => item with { Modified = item.Modified! with { At = Samples.At.AddHours(-9).AddMinutes(version) }, FetchedAt = Samples.At.AddMinutes(-version) },
        (item, version) => item with { Modified = null, FetchedAt = Samples.At.AddMinutes(version) },
        (item, _) => item,
    ];

    private protected abstract IReadOnlyDictionary<string, string?> StoreSettings { get; }

    /// <summary>One order of so many is tried: 1 for all.</summary>
    private protected abstract int Every { get; }

    public async ValueTask InitializeAsync() => pipeline = await StartAsync(arrivals);

    public async ValueTask DisposeAsync()
    {
        await pipeline.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Five_versions_and_a_kill_end_the_same_and_say_the_same_in_every_order()
    {
        var orders = Orders([.. Enumerable.Range(0, Versions + 1)]).Where((_, i) => i % Every == 0).ToList();

        await DeliverAllAsync(orders, pipeline, arrivals);

        Assert.Equal(720 / Every, orders.Count);
        Assert.Single((await Task.WhenAll(orders.Select((_, i) => FinalAsync(pipeline, i)))).Distinct());
        var said = Said(pipeline);
        for (var i = 0; i < orders.Count; i++)
        {
            var mine = said[Id(i)].ToList();
            var names = Names(i);

            // One id for each version and for the kill, whatever was said of it, and no other.
            var filings = mine.Where(one => one.Message is not (ArticleParsed or ArticleHeld or ArticleEnriched)).ToList();
            Assert.Equal(names.Append("tombstone").Order(), filings.Select(Subject).Distinct().Order());
            Assert.All(filings.GroupBy(Subject), one => Assert.Single(one.Select(each => each.MessageId).Distinct()));
            Assert.All(filings, one => Assert.IsNotType<ArticleUnchanged>(one.Message));

            // Announced is what came before the kill.
            var before = orders[i].TakeWhile(version => version != Kill).Select(version => names[version - 1]).Order();
            var announced = mine.Where(one => one.Message is ArticleEnriched).ToList();
            Assert.Equal(before, announced.Select(Subject).Distinct().Order());
            Assert.All(announced.GroupBy(Subject), one => Assert.Single(one.Select(each => each.MessageId).Distinct()));
            Assert.DoesNotContain(mine.SkipWhile(one => one.Message is not ArticleWithdrawn { Reason: WithdrawReason.Kill }), one => one.Message is ArticleEnriched or ArticleIndexed or ArticleRevised);
        }
    }

    [Fact]
    public async Task Five_versions_end_with_the_same_document_history_and_events_in_every_order_and_on_every_machine()
    {
        var orders = Orders([.. Enumerable.Range(1, Versions)]).Where((_, i) => i % Every == 0).SelectMany(order => Signals.Select(_ => order)).ToList();
        var otherArrivals = new Arrivals();
        await using var other = await StartAsync(otherArrivals);

        await DeliverAllAsync(orders, pipeline, arrivals);
        await DeliverAllAsync([.. orders.Take(60).Select(order => order.Reverse().ToArray())], other, otherArrivals);

        for (var signal = 0; signal < Signals.Length; signal++)
        {
            var documents = await Task.WhenAll(Enumerable.Range(0, orders.Count).Where(i => i % Signals.Length == signal).Select(i => FinalAsync(pipeline, i)));
            Assert.Single(documents.Distinct());
            var histories = await Task.WhenAll(Enumerable.Range(0, orders.Count).Where(i => i % Signals.Length == signal).Select(i => HistoryAsync(pipeline, i)));
            Assert.Single(histories.Distinct());
        }

        var (one, two) = (Said(pipeline), Said(other));
        for (var i = 0; i < orders.Count; i++)
        {
            Assert.Equal(2 * Versions, Ids(one[Id(i)]).Count); // announced and filed
            Assert.Single(one[Id(i)].Select(each => each.Message).OfType<ArticleIndexed>().Select(each => each.Version).Distinct());
        }

        foreach (var i in Enumerable.Range(0, orders.Count).Take(60))
        {
            Assert.Equal(Ids(one[Id(i)]), Ids(two[Id(i)]));
            Assert.Equal(await FinalAsync(pipeline, i), await FinalAsync(other, i));
        }
    }

    [Fact]
    public async Task All_copies_at_once_end_the_same()
    {
        var articles = Enumerable.Range(0, 48 / (Every == 1 ? 1 : 4)).ToList();

        await Task.WhenAll(articles.SelectMany(i => Enumerable.Range(0, 3).SelectMany(_ => Enumerable.Range(0, Versions + 1).Select(
            version => Task.Run(() => pipeline.Get<IBus>().SayAsync(Version(i, version), Entry(i, version), CancellationToken.None))))));
        await Shell.UntilAsync("all are filed", () => Task.FromResult(arrivals.Count == articles.Count * 3 * (Versions + 1)), seconds: 120);

        Assert.Single((await Task.WhenAll(articles.Select(i => FinalAsync(pipeline, i)))).Distinct());
        Assert.DoesNotContain(pipeline.Messages.Consumed, consumed => consumed.Error is not null);
        var said = Said(pipeline);
        foreach (var i in articles)
        {
            var filings = said[Id(i)].Where(one => one.Message is not (ArticleParsed or ArticleHeld or ArticleEnriched)).ToList();
            Assert.Equal(Names(i).Append("tombstone").Order(), filings.Select(Subject).Distinct().Order());
            Assert.Equal(Versions + 1, filings.Select(one => one.MessageId).Distinct().Count());

            // What slipped past the kill is taken back by name.
            var slipped = said[Id(i)].SkipWhile(one => one.Message is not ArticleWithdrawn { Reason: WithdrawReason.Kill }).Where(one => one.Message is ArticleEnriched).Select(Subject).Distinct();
            Assert.All(slipped, name => Assert.Contains(filings, one => one.Message is ArticleWithdrawn withdrawn && withdrawn.Version == name));
        }
    }

    [Fact]
    public async Task Duplicate_delivery__each_up_to_a_hundred_times_shuffled_on_four_services_of_one_store_is_one_article_and_one_set_of_ids()
    {
        var (store, database) = (Directory.CreateTempSubdirectory("ingestion-duplicates-"), MongoServer.NewDatabase());
        var heard = Enumerable.Range(0, 4).Select(_ => new Arrivals()).ToList();
        var services = await Task.WhenAll(heard.Select(to => StartAsync(to, new Dictionary<string, string?> { ["Storage:Folder"] = store.FullName, ["Storage:Database"] = database })));
        try
        {
            var deliveries = Enumerable.Range(0, 8).SelectMany(i => Enumerable.Repeat(i, (i * 14) + 2)).ToArray();
            Seeded().Shuffle(deliveries);
            await Task.WhenAll(deliveries.Select((i, at) => services[at % 4].Get<IBus>().SayAsync(Version(i, 1), Entry(i, 1), CancellationToken.None)));
            await Shell.UntilAsync("all are filed", () => Task.FromResult(heard.Sum(each => each.Count) == deliveries.Length), seconds: 120);

            var said = services.SelectMany(service => service.Messages.Published).ToList();
            for (var i = 0; i < 8; i++)
            {
                Assert.Single(await services[0].Get<IArticleStore>().RevisionsAsync(Id(i), default));
                Assert.Single(said.Where(one => one.Message is ArticleEnriched m && m.ArticleId == Id(i)).Select(one => one.MessageId).Distinct());
                var created = Assert.Single(said.Where(one => one.Message is ArticleIndexed m && m.ArticleId == Id(i)).Select(one => one.MessageId).Distinct());
                Assert.DoesNotContain(said, one => one.Message is ArticleRevised m && m.ArticleId == Id(i));
                Assert.NotNull(created);
            }

            Assert.DoesNotContain(services.SelectMany(service => service.Messages.Consumed), consumed => consumed.Error is not null);
        }
        finally
        {
            foreach (var service in services)
            {
                await service.DisposeAsync();
            }

            store.Delete(recursive: true);
        }
    }

    private static Random Seeded() => new(7);

    private Task<RunningService> StartAsync(Arrivals to, IReadOnlyDictionary<string, string?>? settings = null) => RunningService.StartAsync(
        builder =>
        {
            builder.AddEnricher();
            builder.AddIndexer();
        },
        bus =>
        {
            bus.AddEnricherConsumers();
            bus.AddIndexerConsumers();
            bus.AddConsumeObserver(_ => to);
        },
        settings: new Dictionary<string, string?>(new[] { new KeyValuePair<string, string?>("Storage:Database", MongoServer.NewDatabase()) }
            .Concat(StoreSettings).Concat(settings ?? new Dictionary<string, string?>()).GroupBy(one => one.Key).Select(same => same.Last())),
        time: time);

    /// <summary>Each order as it is, three times over, one delivery after the other; the articles side by side.</summary>
    private static async Task DeliverAllAsync(List<int[]> orders, RunningService service, Arrivals arrivals)
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, orders.Count), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, stop) =>
        {
            foreach (var version in orders[i].Concat(orders[i]).Concat(orders[i]))
            {
                var arrived = arrivals.Next(Entry(i, version));
                await service.Get<IBus>().SayAsync(Version(i, version), Entry(i, version), stop);
                await arrived.WaitAsync(TimeSpan.FromMinutes(2), stop);
            }
        });
        Assert.DoesNotContain(service.Messages.Consumed, consumed => consumed.Error is not null);
    }

    private static string Id(int article) => $"a1_{article:D3}";

    private static Guid Entry(int article, int version) => new(article, (short)version, 7, new byte[8]);

    private static ArticleParsed Version(int article, int version)
    {
        var text = version == Kill ? "This story is wrong." : $"Dockers stayed out for day {version}, the harbour office said.";
        var item = new ArticleParsed(Samples.Article) with
        {
            ArticleId = Id(article),
            EmbargoedUntil = null,
            EdNote = null,
            Body = new BodyBuilder().Add(BlockKind.Paragraph, text).Build(),
            Provenance = Samples.Article.Provenance with { ArchiveKey = ContentKey.OfText(Id(article) + text), Enricher = null },
        };
        return version == Kill ? item with { PubStatus = PubStatus.Canceled } : Signals[article % Signals.Length](item, version);
    }

    private static List<string> Names(int article) => [.. Enumerable.Range(1, Versions).Select(version => Content.NameOf(Version(article, version)))];

    /// <summary>The version that a message is about.</summary>
    private static string Subject(PublishedMessage said) => said.Message switch
    {
        ArticleEnriched m => Content.NameOf(m),
        ArticleIndexed m => m.Version!,
        ArticleRevised m => m.Version!,
        ArticleWithdrawn m => m.Version ?? "tombstone",
        ArticleUnchanged m => $"unchanged {m.Revision}",
        _ => said.Message.GetType().Name,
    };

    private static List<Guid?> Ids(IEnumerable<PublishedMessage> said) =>
        [.. said.Where(one => one.Message is not (ArticleParsed or ArticleHeld)).Select(one => one.MessageId).Distinct().Order()];

    private static ILookup<string, PublishedMessage> Said(RunningService service) => service.Messages.Published.ToLookup(one => one.Message switch
    {
        NewsItem m => m.ArticleId,
        ArticleHeld m => m.Article.ArticleId,
        ArticleIndexed m => m.ArticleId,
        ArticleRevised m => m.ArticleId,
        ArticleUnchanged m => m.ArticleId,
        ArticleWithdrawn m => m.ArticleId,
        _ => "",
    });

    private static async Task<string> FinalAsync(RunningService service, int article) =>
        Told(article, Own((await service.Get<IArticleStore>().FindAsync(Id(article), default))!));

    private static async Task<string> HistoryAsync(RunningService service, int article) =>
        Told(article, History.Shown(await service.Get<IArticleStore>().RevisionsAsync(Id(article), default), DateTimeOffset.MaxValue).Select(Own));

    // Which copies of others came before, and when each was enriched, is not of the article.
    private static ArticleEnriched Own(ArticleEnriched article) => article with { Copies = null, Provenance = article.Provenance with { EnrichedAt = null } };

    // Articles differ in their id, in the bytes that are named after it and in the ids of their traces.
    private static string Told<T>(int article, T document) => JsonSerializer.Serialize(document, ContractJson.Options)
        .Replace(Id(article), "a1_", StringComparison.Ordinal)
        .Split("\"archiveKey\":\"sha256:") is var parts ? string.Concat(parts.Take(1).Concat(parts.Skip(1).Select(part => part[64..]))) : "";

    private static IEnumerable<int[]> Orders(int[] items) => items.Length <= 1
        ? [items]
        : items.SelectMany(first => Orders([.. items.Where(item => item != first)]).Select(rest => (int[])[first, .. rest]));

    /// <summary>Tells when the indexer is done with a delivery for a ledger entry.</summary>
    private sealed class Arrivals : IConsumeObserver
    {
        private readonly ConcurrentDictionary<Guid, TaskCompletionSource> waiting = new();
        private int count;

        public int Count => count;

        public Task Next(Guid entryId) => (waiting[entryId] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

        Task IConsumeObserver.PreConsume<T>(ConsumeContext<T> context) => Task.CompletedTask;

        Task IConsumeObserver.PostConsume<T>(ConsumeContext<T> context) => Arrived(context, null);

        Task IConsumeObserver.ConsumeFault<T>(ConsumeContext<T> context, Exception exception) => Arrived(context, exception);

        private Task Arrived<T>(ConsumeContext<T> context, Exception? exception)
            where T : class
        {
            if (exception is not null && waiting.TryRemove(context.CorrelationId!.Value, out var failed))
            {
                failed.TrySetException(exception);
            }

            if (context.Message is ArticleEnriched or ArticleHeld)
            {
                Interlocked.Increment(ref count);
                if (waiting.TryRemove(context.CorrelationId!.Value, out var waited))
                {
                    waited.TrySetResult();
                }
            }

            return Task.CompletedTask;
        }
    }
}
