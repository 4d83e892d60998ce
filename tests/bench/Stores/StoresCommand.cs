using System.CommandLine;
using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Ingestion.Bench.Origin;
using Ingestion.Contracts;
using Ingestion.News;
using Ingestion.Storage;
using Ingestion.Storage.Sqlite;
using Ingestion.TestSupport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Ingestion.Bench.Stores;

/// <summary>What the store costs by itself: filing, balancing a large ledger, packing pages. SQLite, in this process.</summary>
internal static class StoresCommand
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static Command Create()
    {
        var articles = new Option<int>("--articles") { Description = "Articles to file.", DefaultValueFactory = _ => 2000 };
        var entries = new Option<int>("--entries") { Description = "Closed entries, each with an article, to balance.", DefaultValueFactory = _ => 1_000_000 };
        var command = new Command("stores", "Filing, balancing and packing on SQLite.") { articles, entries };
        command.SetAction(async (parsed, _) => await RunAsync(parsed.GetValue(articles), parsed.GetValue(entries), Console.Out));
        return command;
    }

    private static async Task<int> RunAsync(int articles, int entries, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("ingestion-bench-");
        try
        {
            await using var services = new ServiceCollection()
                .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Storage:Folder"] = folder.FullName }).Build())
                .AddIngestionStorage()
                .BuildServiceProvider();
            await services.GetRequiredService<StoreReadiness>().PrepareAsync(CancellationToken.None);
            await FileAsync(services, 0, 100);
            var watch = Stopwatch.StartNew();
            await FileAsync(services, 100, articles);
            await output.WriteLineAsync($"filing: {articles / watch.Elapsed.TotalSeconds:F0} articles/s, eight writes each, 8 at a time");
            await BalanceAsync(services, entries, output);
            await PackAsync(output);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task FileAsync(IServiceProvider services, int first, int count)
    {
        var (ledger, schedule, hosts, store) = (services.GetRequiredService<ILedger>(), services.GetRequiredService<ISchedule>(), services.GetRequiredService<IHosts>(), services.GetRequiredService<IArticleStore>());
        return Parallel.ForEachAsync(Enumerable.Range(first, count), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, stop) =>
        {
            var url = $"https://wire.example/{number}";
            var entry = new LedgerEntry { Id = Guid.NewGuid(), Url = url, CanonicalUrl = url, Kind = SourceKind.Web, OpenedAt = At, MovedAt = At };
            var message = new ScheduledMessage { EntryId = entry.Id, DueAt = At, Type = nameof(FetchArticle), Body = "{}" };
            var article = Samples.Article with { ArticleId = ArticleId.FromUrl(url), CanonicalUrl = url, IndexedAt = At };
            await schedule.PutAsync([message], stop);
            await ledger.OpenAsync([entry], stop);
            await schedule.RemoveAsync([message], stop);
            var turn = await hosts.EnterAsync($"{number}.example", At, TimeSpan.FromMinutes(1), hasPlace: false, stop);
            await hosts.LeaveAsync(turn, At.AddSeconds(1), HostPace.Unknown, stop);
            await ledger.MoveAsync(entry.Id, LedgerState.InFlight, 1, At, null, stop);
            await store.FileAsync(article, entry.Id, At, stop);
            await ledger.CloseAsync(entry.Id, new LedgerClosing { Outcome = Outcome.Indexed, ArticleId = article.ArticleId, Revision = 1, At = At }, stop);
        });
    }

    private static async Task BalanceAsync(IServiceProvider services, int entries, TextWriter output)
    {
        var (database, ledger) = (services.GetRequiredService<SqliteDatabase>(), services.GetRequiredService<ILedger>());
        var ids = Enumerable.Range(0, entries).Select(number => ArticleId.FromUrl($"https://other.example/{number}")).ToList();
        await database.WriteAsync(
            session =>
            {
                foreach (var id in ids)
                {
                    session.Execute("INSERT INTO articles (id, revision, pub_status, host, language, canonical_url, indexed_at) VALUES (@id, 1, 'usable', 'other.example', 'en', @id, 1)", ("@id", id));
                }

                return 0;
            },
            CancellationToken.None);
        foreach (var chunk in ids.Chunk(50_000))
        {
            await ledger.OpenAsync(
                [.. chunk.Select(id => new LedgerEntry
                {
                    Id = Guid.NewGuid(), Url = id, CanonicalUrl = id, Kind = SourceKind.Web, OpenedAt = At, MovedAt = At, State = LedgerState.Closed, Outcome = Outcome.Indexed, ArticleId = id, Revision = 1, ClosedAt = At,
                })],
                CancellationToken.None);
        }

        for (var i = 0; i < 3; i++)
        {
            var watch = Stopwatch.StartNew();
            var balance = await ledger.BalanceAsync(CancellationToken.None);
            await output.WriteLineAsync($"balance of {balance.Accepted} entries: {watch.ElapsedMilliseconds} ms");
            watch.Restart();
            var compared = await ledger.CompareAsync(null, 10_000, CancellationToken.None);
            await output.WriteLineAsync($"{compared.Looked} of them compared with schedule and articles: {watch.ElapsedMilliseconds} ms; {compared.Suspects.Count} suspects");
        }
    }

    private static async Task PackAsync(TextWriter output)
    {
        var pages = Enumerable.Range(0, 300).Select(number => Encoding.UTF8.GetBytes(NewsPage.Of(number, OriginCommand.Url(80, number)))).ToList();
        foreach (var (name, pack) in new (string, Func<Stream, Stream>)[]
        {
            ("brotli fastest", to => new BrotliStream(to, CompressionLevel.Fastest)), ("gzip fastest", to => new GZipStream(to, CompressionLevel.Fastest)),
            ("brotli optimal", to => new BrotliStream(to, CompressionLevel.Optimal)), ("gzip optimal", to => new GZipStream(to, CompressionLevel.Optimal)),
        })
        {
            var total = 0L;
            var watch = Stopwatch.StartNew();
            foreach (var page in pages)
            {
                using var packed = new MemoryStream();
                await using (var stream = pack(packed))
                {
                    await stream.WriteAsync(page);
                }

                total += packed.ToArray().Length;
            }

            await output.WriteLineAsync($"{name}: {total * 100.0 / pages.Sum(page => (long)page.Length):F1} % of the size, {watch.Elapsed.TotalMilliseconds / pages.Count:F2} ms a page");
        }
    }
}
