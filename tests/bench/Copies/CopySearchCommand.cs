using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Ingestion.Enricher.Copies;
using Ingestion.Storage;
using Ingestion.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Ingestion.Bench.Copies;

/// <summary>What it costs to note an article and to find its copies on SQLite, with more and more articles in the window. Their sketches are random numbers.</summary>
internal static class CopySearchCommand
{
    private const int KeysEach = CopySketcher.Bands + CopySketcher.LeadBands;
    private static readonly DateTimeOffset At = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static Command Create()
    {
        var sizes = new Option<int[]>("--articles") { Description = "Articles in the window.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [10_000, 100_000, 1_000_000] };
        var command = new Command("copies-search", "Cost of a search for copies, by size of the window.") { sizes };
        command.SetAction(async (parsed, stop) => await RunAsync(parsed.GetValue(sizes)!, Console.Out, stop));
        return command;
    }

    private static async Task<int> RunAsync(int[] sizes, TextWriter output, CancellationToken stop)
    {
        var first = 0.0;
        foreach (var size in sizes)
        {
            await using var store = new TemporaryStore();
            await FillAsync(store.Services.GetRequiredService<SqliteDatabase>(), size, stop);
            var copies = store.Services.GetRequiredService<ICopies>();
            var (found, times) = (0, new List<double>[] { [], [] });
            for (var i = 0; i < 1500; i++)
            {
                // Every other one is a copy of one that is there, of any age: half of its keys are the same.
                var copy = Sketch(size + i, random: new Random(size + i));
                var original = KeysOf(i * (size / 1500));
                copy = i % 2 == 0 ? copy : copy with { Keys = [.. original.Take(KeysEach / 2), .. copy.Keys.Skip(KeysEach / 2)] };
                var started = Stopwatch.GetTimestamp();
                // As in a window that has reached its length: one goes for each that comes.
                var note = await copies.NoteAsync(copy, At.AddSeconds(i), At.AddDays(30), stop);
                if (i >= 500)
                {
                    times[i % 2].Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                    found += note!.Candidates.Count > 0 ? 1 : 0;
                }
            }

            var (all, alone, copied) = (Median([.. times[0], .. times[1]]), Median(times[0]), Median(times[1]));
            first = first == 0 ? all : first;
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{size} articles, {store.Bytes / 1_048_576} MB: noted and searched in {all:F3} ms median ({all / first:F2} times the first); {alone:F3} ms without a copy, {copied:F3} ms with one; {times.Average(half => half.Average()):F3} ms mean; found {found} of 500"));
        }

        return 0;
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    // Each part in the order of the index, which is the quickest way to the same tree.
    private static async Task FillAsync(SqliteDatabase database, int size, CancellationToken stop)
    {
        foreach (var chunk in Enumerable.Range(0, size).Chunk(20_000))
        {
            await database.WriteAsync(session => chunk.Sum(article => Insert(session, article)), stop);
        }

        foreach (var part in Enumerable.Range(0, size).GroupBy(article => (article + 1) >> SqliteCopyKeys.PartBits))
        {
            var rows = part.SelectMany(article => KeysOf(article).Select(key => (Key: key, Sketch: article + 1))).ToArray();
            Array.Sort(rows);
            foreach (var chunk in rows.Chunk(500_000))
            {
                await database.WriteAsync(
                    session => chunk.Sum(row => session.Execute(
                        "INSERT INTO copy_keys (part, key, sketch) VALUES (@part, @key, @sketch)", ("@part", part.Key), ("@key", row.Key), ("@sketch", row.Sketch))),
                    stop);
            }
        }

        await database.WriteAsync(session => session.Execute("UPDATE copy_sequence SET number = @size", ("@size", size)), stop);
    }

    private static int Insert(SqliteSession session, int article)
    {
        var sketch = Sketch(article, new Random(article));
        return session.Execute(
            """
            INSERT INTO copy_sketches (number, article_id, version_order, at, expires_at, keys, text_hash, shingles, smallest, lead, host, provider)
            VALUES (@number, @id, '1', 0, @expiresAt, @keys, @textHash, @shingles, @smallest, @lead, @host, @host)
            """,
            ("@number", article + 1), ("@id", sketch.ArticleId), ("@expiresAt", At.AddSeconds(article + 1).ToUnixTimeMilliseconds()), ("@keys", SketchBytes.OfKeys(sketch.Keys)),
            ("@textHash", sketch.TextHash), ("@shingles", sketch.Shingles), ("@smallest", SketchBytes.Of(sketch.Smallest)), ("@lead", SketchBytes.OfLead(sketch.Lead)), ("@host", sketch.Host));
    }

    private static CopySketch Sketch(int article, Random random)
    {
        var smallest = new ulong[CopySketcher.Kept];
        for (var i = 0; i < smallest.Length; i++)
        {
            smallest[i] = (ulong)random.NextInt64() / 3;
        }

        Array.Sort(smallest);
        return new CopySketch
        {
            ArticleId = string.Create(CultureInfo.InvariantCulture, $"a1_{Shingles.Mix((ulong)article):x16}{article:x10}"),
            VersionOrder = "1",
            At = At,
            Keys = KeysOf(article),
            TextHash = random.NextInt64(),
            Shingles = 700,
            Smallest = smallest,
            Lead = [.. smallest.Take(CopySketcher.KeptLead).Select(hash => (uint)hash)],
            Host = $"{article % 1000}.example",
            Provider = $"{article % 1000}.example",
        };
    }

    private static long[] KeysOf(int article)
    {
        var keys = new long[KeysEach];
        for (var i = 0; i < KeysEach; i++)
        {
            keys[i] = (long)(Shingles.Mix(((ulong)article << 8) + (ulong)i + 1) >> 16);
        }

        return keys;
    }
}
