using System.Collections.Concurrent;
using System.Text.Json;

namespace Ingestion.Storage.Sqlite;

/// <summary>
/// Keys of sketches as rows of <c>copy_keys</c>, in parts of 65,536 sketches in the order in which they were noted. An article has some fifty keys, each on a page
/// of its own: in one tree for the whole window nearly every one of them would be read from the disk. So what is written goes to the last part, which is small and
/// in use, and of a part that is complete a filter in memory says which few keys are worth a look. A window is left behind part by part.
/// </summary>
internal sealed class SqliteCopyKeys(SqliteDatabase database)
{
    /// <summary>Sketches of a part, as a power of two; <see cref="SqliteSchema"/> has it too.</summary>
    public const int PartBits = 16;

    private const int KeysPerSketch = 50, KeysPerLook = 4, KeysAtOnce = 65_536, DeadPerNote = 400;

    private readonly ConcurrentDictionary<long, KeyFilter> filters = [];
    private readonly ConcurrentDictionary<long, bool> missed = [];
    private int learning;

    /// <summary>Gets or makes one of the filters that searches missed; a search without it is right, only slower.</summary>
    public async Task LearnAsync(CancellationToken cancellationToken)
    {
        if (missed.IsEmpty || Interlocked.Exchange(ref learning, 1) == 1)
        {
            return;
        }

        try
        {
            var part = missed.Keys.Min();
            filters[part] = await SavedAsync(part, cancellationToken) ?? await MakeAsync(part, cancellationToken);
            missed.TryRemove(part, out _);
        }
        finally
        {
            Volatile.Write(ref learning, 0);
        }
    }

    /// <summary>Each key with each other sketch of the window that has it.</summary>
    /// <param name="session">A transaction that writes, in which <paramref name="number"/> was given: all parts before its own are complete.</param>
    /// <param name="keys">Keys.</param>
    /// <param name="number">The sketch that they are of.</param>
    public List<(long Key, long Sketch)> Sharing(SqliteSession session, IReadOnlyList<long> keys, long number)
    {
        // Numbers are given in the order in which sketches expire: what lies before the oldest is left behind.
        var oldest = session.Scalar<long>("SELECT min(number) FROM copy_sketches");
        RemoveDead(session, Part(oldest));
        var window = (oldest, number);
        var shared = Look(session, Part(number), keys, window);
        for (var part = Part(oldest); part < Part(number); part++)
        {
            if (!filters.TryGetValue(part, out var filter))
            {
                missed[part] = true;
                shared.AddRange(Look(session, part, keys, window));
                continue;
            }

            List<long> left = [.. keys.Where(filter.MayHold)];
            while (left.Count > 0)
            {
                var found = Look(session, part, [.. left.Take(KeysPerLook)], window);
                left.RemoveRange(0, Math.Min(KeysPerLook, left.Count));
                shared.AddRange(found);
                shared.AddRange(Explained(session, found, left));
            }
        }

        return shared;
    }

    /// <summary>Adds the keys of a sketch that has just got its number.</summary>
    public static void Add(SqliteSession session, long number, IReadOnlyList<long> keys) => session.Execute(
        "INSERT OR IGNORE INTO copy_keys (part, key, sketch) SELECT @part, value, @number FROM json_each(@keys)",
        ("@part", Part(number)), ("@number", number), ("@keys", JsonSerializer.Serialize(keys)));

    /// <summary>Takes keys from a sketch.</summary>
    public static void Remove(SqliteSession session, long number, IReadOnlyList<long> keys) => session.Execute(
        "DELETE FROM copy_keys WHERE (part, key, sketch) IN (SELECT @part, value, @number FROM json_each(@keys))",
        ("@part", Part(number)), ("@number", number), ("@keys", JsonSerializer.Serialize(keys)));

    // A copy has many keys of its original, each on another page: once a few have led to it, its own list tells of the others, which need not be looked for.
    // What has nothing in common with the text but keys that it shares with one already found, and none of the few, is not found: one so near to it is in its group.
    private static List<(long Key, long Sketch)> Explained(SqliteSession session, List<(long Key, long Sketch)> found, List<long> left)
    {
        List<(long Key, long Sketch)> explained = [];
        if (left.Count == 0)
        {
            return explained;
        }

        foreach (var sketch in found.CountBy(pair => pair.Sketch).OrderByDescending(pair => pair.Value).Take(KeysPerLook).Select(pair => pair.Key))
        {
            var own = SketchBytes.Keys(session.Scalar<byte[]>("SELECT keys FROM copy_sketches WHERE number = @number", ("@number", sketch)) ?? []).ToHashSet();
            explained.AddRange(left.Where(own.Contains).Select(key => (key, sketch)));
        }

        left.RemoveAll(explained.Select(pair => pair.Key).ToHashSet().Contains);
        return explained;
    }

    private static List<(long Key, long Sketch)> Look(SqliteSession session, long part, IReadOnlyList<long> keys, (long Oldest, long Own) window) => session.Query(
        """
        SELECT k.key, k.sketch FROM json_each(@keys) AS wanted CROSS JOIN copy_keys AS k ON k.part = @part AND k.key = wanted.value
        WHERE k.sketch >= @oldest AND k.sketch != @own
        """,
        row => (row.GetInt64(0), row.GetInt64(1)),
        ("@keys", JsonSerializer.Serialize(keys)), ("@part", part), ("@oldest", window.Oldest), ("@own", window.Own));

    private async Task<KeyFilter?> SavedAsync(long part, CancellationToken cancellationToken) =>
        await database.ReadAsync(session => session.Scalar<byte[]>("SELECT bytes FROM copy_filters WHERE part = @part", ("@part", part)), cancellationToken)
            is { } bytes ? new KeyFilter(bytes) : null;

    private async Task<KeyFilter> MakeAsync(long part, CancellationToken cancellationToken)
    {
        var filter = new KeyFilter((1 << PartBits) * KeysPerSketch);
        for (List<long> keys = [-1]; keys.Count > 0;)
        {
            var after = keys[^1];
            keys = await database.ReadAsync(
                session => session.Query(
                    "SELECT DISTINCT key FROM copy_keys WHERE part = @part AND key > @after ORDER BY key LIMIT @most",
                    row => row.GetInt64(0), ("@part", part), ("@after", after), ("@most", KeysAtOnce)),
                cancellationToken);
            keys.ForEach(filter.Add);
        }

        await database.WriteAsync(
            session => session.Execute("INSERT OR IGNORE INTO copy_filters (part, bytes) VALUES (@part, @bytes)", ("@part", part), ("@bytes", filter.Bytes)), cancellationToken);
        return filter;
    }

    // More than a note adds, and one after another from the beginning of the tree: few pages.
    private void RemoveDead(SqliteSession session, long oldestPart)
    {
        foreach (var dead in filters.Keys.Where(part => part < oldestPart))
        {
            filters.TryRemove(dead, out _);
        }

        session.Execute(
            "DELETE FROM copy_keys WHERE (part, key, sketch) IN (SELECT part, key, sketch FROM copy_keys WHERE part < @part LIMIT @most)", ("@part", oldestPart), ("@most", DeadPerNote));
        session.Execute("DELETE FROM copy_filters WHERE part < @part", ("@part", oldestPart));
    }

    private static long Part(long number) => number >> PartBits;
}
