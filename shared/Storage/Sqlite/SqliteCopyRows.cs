using System.Globalization;
using System.Text.Json;
using Ingestion.Contracts;
using Microsoft.Data.Sqlite;

namespace Ingestion.Storage.Sqlite;

/// <summary>Sketches as rows of <c>copy_sketches</c>, and their keys as rows of <c>copy_keys</c>.</summary>
internal static class SqliteCopyRows
{
    /// <summary>What <see cref="Entry"/> reads.</summary>
    public const string Columns = "article_id, version_order, at, keys, text_hash, shingles, smallest, host, provider, canonical_host, credits, agency, said_version, standing, lead";

    // Each note takes away at most so many that have expired: a day's worth never falls due at once, and what comes in pays for what goes.
    private const int ExpiredPerNote = 4;

    // A newer version takes the place, the number and what is known of the older one.
    public static long Put(SqliteSession session, CopySketch sketch, DateTimeOffset expiresAt)
    {
        var (id, keys) = (sketch.ArticleId, SketchBytes.OfKeys(sketch.Keys));
        foreach (var (old, oldKeys) in session.Query(
            "SELECT number, keys FROM copy_sketches WHERE article_id = @id AND keys != @keys", row => (row.GetInt64(0), row.GetFieldValue<byte[]>(1)), ("@id", id), ("@keys", keys)))
        {
            RemoveKeys(session, old, oldKeys);
        }

        var number = session.Scalar<long>(
            """
            INSERT INTO copy_sketches (article_id, version_order, at, expires_at, keys, text_hash, shingles, smallest, lead, host, provider, canonical_host, credits, agency)
            VALUES (@id, @order, @at, @expiresAt, @keys, @textHash, @shingles, @smallest, @lead, @host, @provider, @canonicalHost, @credits, @agency)
            ON CONFLICT (article_id) DO UPDATE SET version_order = excluded.version_order, at = excluded.at, expires_at = max(expires_at, excluded.expires_at),
                keys = excluded.keys, text_hash = excluded.text_hash, shingles = excluded.shingles, smallest = excluded.smallest, lead = excluded.lead, host = excluded.host,
                provider = excluded.provider, canonical_host = excluded.canonical_host, credits = excluded.credits, agency = excluded.agency
            RETURNING number
            """,
            ("@id", id), ("@order", sketch.VersionOrder), ("@at", Moments.Floor(sketch.At)), ("@expiresAt", Moments.Floor(expiresAt)), ("@keys", keys),
            ("@textHash", sketch.TextHash), ("@shingles", sketch.Shingles), ("@smallest", SketchBytes.Of(sketch.Smallest)), ("@lead", SketchBytes.OfLead(sketch.Lead)), ("@host", sketch.Host),
            ("@provider", sketch.Provider), ("@canonicalHost", sketch.CanonicalHost), ("@credits", sketch.Credits), ("@agency", sketch.Agency));
        session.Execute(
            "INSERT OR IGNORE INTO copy_keys (key, sketch) SELECT value, @number FROM json_each(@keys)", ("@number", number), ("@keys", Json(sketch.Keys)));
        return number;
    }

    public static List<(long Key, long Sketch)> Sharing(SqliteSession session, IReadOnlyList<long> keys, long number) => session.Query(
        "SELECT k.key, k.sketch FROM json_each(@keys) AS wanted CROSS JOIN copy_keys AS k ON k.key = wanted.value WHERE k.sketch != @number",
        row => (row.GetInt64(0), row.GetInt64(1)),
        ("@keys", Json(keys)), ("@number", number));

    public static void RemoveExpired(SqliteSession session, DateTimeOffset now)
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

    public static void Remove(SqliteSession session, long number, byte[] keys)
    {
        RemoveKeys(session, number, keys);
        session.Execute("DELETE FROM copy_sketches WHERE number = @number", ("@number", number));
    }

    private static void RemoveKeys(SqliteSession session, long number, byte[] keys) => session.Execute(
        "DELETE FROM copy_keys WHERE (key, sketch) IN (SELECT value, @number FROM json_each(@keys))", ("@number", number), ("@keys", Json(SketchBytes.Keys(keys))));

    public static CopyEntry Entry(SqliteDataReader row) => new(
        new CopySketch
        {
            ArticleId = row.GetString(0),
            VersionOrder = row.GetString(1),
            At = Moments.Of(row.GetInt64(2)),
            Keys = SketchBytes.Keys(row.GetFieldValue<byte[]>(3)),
            TextHash = row.GetInt64(4),
            Shingles = row.GetInt32(5),
            Smallest = SketchBytes.Hashes(row.GetFieldValue<byte[]>(6)),
            Lead = SketchBytes.Lead(row.GetFieldValue<byte[]>(14)),
            Host = Text(row, 7),
            Provider = Text(row, 8),
            CanonicalHost = Text(row, 9),
            Credits = Text(row, 10),
            Agency = Text(row, 11),
        },
        Standing(row, 12));

    public static CopyStanding Standing(SqliteDataReader row, int column) =>
        (row.IsDBNull(column + 1) ? CopyStanding.None : JsonSerializer.Deserialize<CopyStanding>(row.GetString(column + 1), ContractJson.Options)!)
            with
        { SaidVersion = row.GetInt64(column) };

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static string Json(IReadOnlyList<long> keys) => "[" + string.Join(',', keys.Select(key => key.ToString(CultureInfo.InvariantCulture))) + "]";
}
