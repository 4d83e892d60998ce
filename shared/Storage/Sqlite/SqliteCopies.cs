using System.Globalization;
using System.Text.Json;
using Ingestion.Contracts;
using Microsoft.Data.Sqlite;

namespace Ingestion.Storage.Sqlite;

/// <summary>Sketches in SQLite. The own sketch is written in the transaction that searches: the one writer at a time of the file does the rest.</summary>
internal sealed class SqliteCopies(SqliteDatabase database) : ICopies
{
    // Each note takes away at most so many that have expired: a day's worth never falls due at once, and what comes in pays for what goes.
    private const int ExpiredPerNote = 4;

    private const string Columns = "article_id, version_order, at, keys, text_hash, shingles, smallest, host, provider, canonical_host, credits, agency, said_version, standing";

    public Task<CopyNote> NoteAsync(CopySketch sketch, DateTimeOffset now, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sketch);
        return database.WriteAsync(
            session =>
            {
                RemoveExpired(session, now);
                var before = session.Query(
                    "SELECT number, version_order, said_version, standing FROM copy_sketches WHERE article_id = @id",
                    row => (Number: row.GetInt64(0), Order: row.GetString(1), Standing: Standing(row, 2)),
                    ("@id", sketch.ArticleId)).FirstOrDefault();
                var number = before.Order is null || string.CompareOrdinal(before.Order, sketch.VersionOrder) <= 0 ? Put(session, sketch, expiresAt) : before.Number;
                var (articles, full) = CopyCandidates.Choose(Sharing(session, sketch.Keys, number));
                foreach (var key in full)
                {
                    session.Execute("DELETE FROM copy_keys WHERE key = @key AND sketch = @number", ("@key", key), ("@number", number));
                }

                var candidates = articles.Count == 0
                    ? []
                    : session.Query(
                        $"SELECT {Columns}, number FROM copy_sketches WHERE number IN (SELECT value FROM json_each(@numbers)) AND expires_at > @now",
                        row => (Entry: Entry(row), Number: row.GetInt64(14)),
                        ("@numbers", JsonSerializer.Serialize(articles)), ("@now", Moments.Floor(now)));
                var places = articles.Select((article, place) => (article, place)).ToDictionary(pair => pair.article, pair => pair.place);
                return new CopyNote(before.Standing ?? CopyStanding.None, before.Order is null, [.. candidates.OrderBy(found => places[found.Number]).Select(found => found.Entry)]);
            },
            cancellationToken);
    }

    public Task<string> JoinAsync(IReadOnlyList<string> articleIds, DateTimeOffset keepUntil, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(articleIds);
        return database.WriteAsync(
            session =>
            {
                var roots = articleIds.Select(id => Root(session, id, Moments.Floor(keepUntil))).Distinct().Order(StringComparer.Ordinal).ToList();
                foreach (var root in roots.Skip(1))
                {
                    session.Execute(
                        "INSERT INTO copy_links (article_id, parent, keep_until) VALUES (@id, @parent, @until)",
                        ("@id", root), ("@parent", roots[0]), ("@until", Moments.Floor(keepUntil)));
                }

                return roots[0];
            },
            cancellationToken);
    }

    public Task<string> GroupOfAsync(string articleId, CancellationToken cancellationToken) =>
        database.ReadAsync(session => Path(session, articleId)[^1], cancellationToken);

    public Task<IReadOnlyList<CopyEntry>> MembersAsync(string groupId, CancellationToken cancellationToken) => database.ReadAsync(
        session => (IReadOnlyList<CopyEntry>)session.Query(
            $"""
            WITH RECURSIVE joined (id) AS (SELECT @id UNION SELECT copy_links.article_id FROM copy_links JOIN joined ON copy_links.parent = joined.id)
            SELECT {Columns} FROM joined CROSS JOIN copy_sketches ON copy_sketches.article_id = joined.id
            """,
            Entry, ("@id", groupId)),
        cancellationToken);

    public Task<CopyEntry?> FindAsync(string articleId, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.Query($"SELECT {Columns} FROM copy_sketches WHERE article_id = @id", Entry, ("@id", articleId)).FirstOrDefault(), cancellationToken);

    public Task<bool> TrySaveAsync(string articleId, CopyStanding standing, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(standing);
        return database.WriteAsync(
            session => session.Execute(
                "UPDATE copy_sketches SET version = @version, standing = @standing WHERE article_id = @id AND version = @version - 1",
                ("@id", articleId), ("@version", standing.Version), ("@standing", JsonSerializer.Serialize(standing, ContractJson.Options))) == 1,
            cancellationToken);
    }

    public Task NoteSaidAsync(string articleId, long version, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.Execute(
            "UPDATE copy_sketches SET said_version = @version WHERE article_id = @id AND said_version < @version", ("@id", articleId), ("@version", version)),
        cancellationToken);

    public Task RemoveAsync(string articleId, CancellationToken cancellationToken) => database.WriteAsync(
        session =>
        {
            foreach (var (number, keys) in session.Query(
                "SELECT number, keys FROM copy_sketches WHERE article_id = @id", row => (row.GetInt64(0), row.GetFieldValue<byte[]>(1)), ("@id", articleId)))
            {
                Remove(session, number, keys);
            }

            return 0;
        },
        cancellationToken);

    // A newer version takes the place, the number and what is known of the older one.
    private static long Put(SqliteSession session, CopySketch sketch, DateTimeOffset expiresAt)
    {
        var (id, keys) = (sketch.ArticleId, SketchBytes.OfKeys(sketch.Keys));
        foreach (var (old, oldKeys) in session.Query(
            "SELECT number, keys FROM copy_sketches WHERE article_id = @id AND keys != @keys", row => (row.GetInt64(0), row.GetFieldValue<byte[]>(1)), ("@id", id), ("@keys", keys)))
        {
            RemoveKeys(session, old, oldKeys);
        }

        var number = session.Scalar<long>(
            """
            INSERT INTO copy_sketches (article_id, version_order, at, expires_at, keys, text_hash, shingles, smallest, host, provider, canonical_host, credits, agency)
            VALUES (@id, @order, @at, @expiresAt, @keys, @textHash, @shingles, @smallest, @host, @provider, @canonicalHost, @credits, @agency)
            ON CONFLICT (article_id) DO UPDATE SET version_order = excluded.version_order, at = excluded.at, expires_at = max(expires_at, excluded.expires_at),
                keys = excluded.keys, text_hash = excluded.text_hash, shingles = excluded.shingles, smallest = excluded.smallest, host = excluded.host,
                provider = excluded.provider, canonical_host = excluded.canonical_host, credits = excluded.credits, agency = excluded.agency
            RETURNING number
            """,
            ("@id", id), ("@order", sketch.VersionOrder), ("@at", Moments.Floor(sketch.At)), ("@expiresAt", Moments.Floor(expiresAt)), ("@keys", keys),
            ("@textHash", sketch.TextHash), ("@shingles", sketch.Shingles), ("@smallest", SketchBytes.Of(sketch.Smallest)), ("@host", sketch.Host),
            ("@provider", sketch.Provider), ("@canonicalHost", sketch.CanonicalHost), ("@credits", sketch.Credits), ("@agency", sketch.Agency));
        session.Execute(
            "INSERT OR IGNORE INTO copy_keys (key, sketch) SELECT value, @number FROM json_each(@keys)", ("@number", number), ("@keys", Json(sketch.Keys)));
        return number;
    }

    private static List<(long Key, long Sketch)> Sharing(SqliteSession session, IReadOnlyList<long> keys, long number) => session.Query(
        "SELECT k.key, k.sketch FROM json_each(@keys) AS wanted CROSS JOIN copy_keys AS k ON k.key = wanted.value WHERE k.sketch != @number",
        row => (row.GetInt64(0), row.GetInt64(1)),
        ("@keys", Json(keys)), ("@number", number));

    private static void RemoveExpired(SqliteSession session, DateTimeOffset now)
    {
        foreach (var (number, keys) in session.Query(
            "SELECT number, keys FROM copy_sketches WHERE expires_at <= @now ORDER BY expires_at LIMIT @most",
            row => (row.GetInt64(0), row.GetFieldValue<byte[]>(1)), ("@now", Moments.Floor(now)), ("@most", ExpiredPerNote)))
        {
            Remove(session, number, keys);
        }

        session.Execute(
            "DELETE FROM copy_links WHERE article_id IN (SELECT article_id FROM copy_links WHERE keep_until <= @now ORDER BY keep_until LIMIT @most)",
            ("@now", Moments.Floor(now)), ("@most", ExpiredPerNote));
    }

    private static void Remove(SqliteSession session, long number, byte[] keys)
    {
        RemoveKeys(session, number, keys);
        session.Execute("DELETE FROM copy_sketches WHERE number = @number", ("@number", number));
    }

    private static void RemoveKeys(SqliteSession session, long number, byte[] keys) => session.Execute(
        "DELETE FROM copy_keys WHERE (key, sketch) IN (SELECT value, @number FROM json_each(@keys))", ("@number", number), ("@keys", Json(SketchBytes.Keys(keys))));

    /// <summary>The end of an article's way, which is made shorter, and remembered as long as any whose way goes along it.</summary>
    private static string Root(SqliteSession session, string articleId, long keepUntil)
    {
        var path = Path(session, articleId);
        foreach (var step in path.SkipLast(1))
        {
            session.Execute(
                "UPDATE copy_links SET parent = @root, keep_until = max(keep_until, @until) WHERE article_id = @id", ("@root", path[^1]), ("@until", keepUntil), ("@id", step));
        }

        return path[^1];
    }

    // Each step is to a smaller id, so it ends.
    private static List<string> Path(SqliteSession session, string articleId)
    {
        List<string> path = [articleId];
        while (session.Scalar<string>("SELECT parent FROM copy_links WHERE article_id = @id", ("@id", path[^1])) is { } parent)
        {
            path.Add(parent);
        }

        return path;
    }

    private static CopyEntry Entry(SqliteDataReader row) => new(
        new CopySketch
        {
            ArticleId = row.GetString(0),
            VersionOrder = row.GetString(1),
            At = Moments.Of(row.GetInt64(2)),
            Keys = SketchBytes.Keys(row.GetFieldValue<byte[]>(3)),
            TextHash = row.GetInt64(4),
            Shingles = row.GetInt32(5),
            Smallest = SketchBytes.Hashes(row.GetFieldValue<byte[]>(6)),
            Host = Text(row, 7),
            Provider = Text(row, 8),
            CanonicalHost = Text(row, 9),
            Credits = Text(row, 10),
            Agency = Text(row, 11),
        },
        Standing(row, 12));

    private static CopyStanding Standing(SqliteDataReader row, int column) =>
        (row.IsDBNull(column + 1) ? CopyStanding.None : JsonSerializer.Deserialize<CopyStanding>(row.GetString(column + 1), ContractJson.Options)!)
            with
        { SaidVersion = row.GetInt64(column) };

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static string Json(IReadOnlyList<long> keys) => "[" + string.Join(',', keys.Select(key => key.ToString(CultureInfo.InvariantCulture))) + "]";
}
