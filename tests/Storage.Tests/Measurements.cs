using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Ingestion.Contracts;
using Ingestion.Storage.Sqlite;
using Ingestion.TestSupport;
using static Ingestion.Storage.Tests.Samples;

namespace Ingestion.Storage.Tests;

public sealed class SqliteMeasurements() : Measurements(null)
{
    [Fact(Explicit = true)]
    public async Task Balance_of_a_million_entries()
    {
        var database = (SqliteDatabase)Services.GetService(typeof(SqliteDatabase))!;
        var ids = Enumerable.Range(0, 1_000_000).Select(i => News.ArticleId.FromUrl("https://wire.example/" + i.ToString(CultureInfo.InvariantCulture))).ToList();
        await database.WriteAsync(
            session =>
            {
                foreach (var id in ids)
                {
                    session.Execute(
                        "INSERT INTO articles (id, revision, pub_status, host, language, canonical_url, indexed_at) VALUES (@id, 1, 'usable', 'wire.example', 'en', @id, 1)",
                        ("@id", id));
                }

                return 0;
            },
            default);
        foreach (var chunk in ids.Chunk(50_000))
        {
            await Ledger.OpenAsync(
                [.. chunk.Select(id => Entry(url: "https://wire.example/" + id) with
                {
                    State = LedgerState.Closed, Outcome = Outcome.Indexed, ArticleId = id, ClosedAt = Noon, Revision = 1,
                })],
                default);
        }

        for (var i = 0; i < 4; i++)
        {
            var watch = Stopwatch.StartNew();
            var balance = await Ledger.BalanceAsync(Noon, default);
            Say($"balance of {balance.Accepted} entries, {balance.Unexplained} unexplained: {watch.ElapsedMilliseconds} ms");
        }

        var listed = Stopwatch.StartNew();
        await Articles.CountAsync(default);
        Say($"count of a million articles: {listed.ElapsedMilliseconds} ms");
    }

    [Fact(Explicit = true)]
    [Trait("Kind", "Evaluation")]
    public void Packing()
    {
        var pages = Repository.SharedData("data");
        Assert.SkipWhen(pages is null, "No pages beside the checkout.");
        var bytes = new DirectoryInfo(pages!).EnumerateFiles("*.*", SearchOption.AllDirectories)
            .Where(file => file.Extension is ".xml" or ".json" or ".html" && file.Length is > 10_000 and < 2_000_000)
            .Take(300).Select(file => File.ReadAllBytes(file.FullName)).ToList();
        Assert.SkipWhen(bytes.Count == 0, "No pages beside the checkout.");
        Say($"{bytes.Count} files of markup and JSON, {bytes.Sum(page => (long)page.Length) / 1e6:F1} MB");
        using (var warm = new BrotliStream(new MemoryStream(), CompressionLevel.Fastest))
        {
            warm.Write(bytes[0]);
        }

        foreach (var (name, pack) in new (string, Func<Stream, Stream>)[]
        {
            ("brotli fastest", to => new BrotliStream(to, CompressionLevel.Fastest)), ("gzip fastest", to => new GZipStream(to, CompressionLevel.Fastest)),
            ("brotli optimal", to => new BrotliStream(to, CompressionLevel.Optimal)), ("gzip optimal", to => new GZipStream(to, CompressionLevel.Optimal)),
        })
        {
            var (watch, total) = (Stopwatch.StartNew(), 0L);
            foreach (var page in bytes)
            {
                using var packed = new MemoryStream();
                using (var stream = pack(packed))
                {
                    stream.Write(page);
                }

                total += packed.ToArray().Length;
            }

            Say($"{name}: {total * 100.0 / bytes.Sum(page => (long)page.Length):F1} % in {watch.Elapsed.TotalMilliseconds / bytes.Count:F2} ms a file");
        }
    }
}

public sealed class MongoMeasurements(MongoServer mongo) : Measurements(mongo);

/// <summary>Figures for the README; run with <c>dotnet run --project tests/Storage.Tests -- -explicit only -showliveoutput</c>.</summary>
public abstract class Measurements(MongoServer? mongo) : StoreTests(mongo)
{
    [Fact(Explicit = true)]
    public async Task Filing()
    {
        const int Count = 2000;
        var random = new Random(7);
        var articles = Enumerable.Range(0, Count + 100).Select(i => Article($"a1_{i}", text: Words(random))).ToList();
        await FileAsync(articles[..100]);
        articles.RemoveRange(0, 100);

        var watch = Stopwatch.StartNew();
        await FileAsync(articles);

        Say($"{GetType().Name}: {Count / watch.Elapsed.TotalSeconds:F0} articles/s of 500 words, each opened, scheduled, taken off, given a slot, moved, filed and closed; 8 at a time");
    }

    protected static void Say(string text) => TestContext.Current.TestOutputHelper!.WriteLine(text);

    private static string Words(Random random)
    {
        var text = new StringBuilder();
        for (var i = 0; i < 500; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"w{(int)Math.Pow(random.NextDouble() * 200, 2)} ");
        }

        return text.ToString();
    }

    private Task FileAsync(IEnumerable<ArticleEnriched> articles) =>
        Parallel.ForEachAsync(articles, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (article, _) =>
        {
            var entry = Entry(url: article.CanonicalUrl);
            var message = Message(entry.Id);
            await Ledger.OpenAsync([entry], default);
            await Schedule.PutAsync([message], default);
            await Schedule.RemoveAsync([message], default);
            await Slots.ReserveAsync("wire.example", Noon, TimeSpan.FromMilliseconds(1), default);
            await Ledger.MoveAsync(entry.Id, LedgerState.InFlight, 1, Noon, null, default);
            Assert.True(await Articles.TryFileAsync(article, entry.Id, default));
            Assert.True(await Ledger.CloseAsync(entry.Id, Closing(articleId: article.ArticleId), default));
        });
}
