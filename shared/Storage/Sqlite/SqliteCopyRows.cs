using System.Text.Json;
using Ingestion.Contracts;
using Microsoft.Data.Sqlite;

namespace Ingestion.Storage.Sqlite;

/// <summary>Sketches as rows of <c>copy_sketches</c>; of their keys see <see cref="SqliteCopyKeys"/>.</summary>
internal static class SqliteCopyRows
{
    /// <summary>What <see cref="Entry"/> reads.</summary>
    public const string Columns = "article_id, version_order, at, keys, text_hash, shingles, smallest, host, provider, canonical_host, credits, agency, said_version, standing, lead";

    // Each note takes away at most so many that have expired: a day's worth never falls due at once, and what comes in pays for what goes.
    private const int ExpiredPerNote = 4;

    // A newer version takes the place of the older one, with what is known of it. Each time under a new number: what was noted last expires last.
    public static long Put(SqliteSession session, CopySketch sketch, DateTimeOffset expiresAt)
    {
        RemoveKeys(session, sketch.ArticleId, upTo: null);
        var number = session.Scalar<long>("UPDATE copy_sequence SET number = number + 1 RETURNING number");
        session.Execute(
            """
            INSERT INTO copy_sketches (number, article_id, version_order, at, expires_at, keys, text_hash, shingles, smallest, lead, host, provider, canonical_host, credits, agency)
            VALUES (@number, @id, @order, @at, @expiresAt, @keys, @textHash, @shingles, @smallest, @lead, @host, @provider, @canonicalHost, @credits, @agency)
            ON CONFLICT (article_id) DO UPDATE SET number = excluded.number, version_order = excluded.version_order, at = excluded.at,
                expires_at = max(expires_at, excluded.expires_at), keys = excluded.keys, text_hash = excluded.text_hash, shingles = excluded.shingles,
                smallest = excluded.smallest, lead = excluded.lead, host = excluded.host, provider = excluded.provider, canonical_host = excluded.canonical_host,
                credits = excluded.credits, agency = excluded.agency
            """,
            ("@number", number), ("@id", sketch.ArticleId), ("@order", sketch.VersionOrder), ("@at", Moments.Floor(sketch.At)), ("@expiresAt", Moments.Floor(expiresAt)),
            ("@keys", SketchBytes.OfKeys(sketch.Keys)), ("@textHash", sketch.TextHash), ("@shingles", sketch.Shingles), ("@smallest", SketchBytes.Of(sketch.Smallest)),
            ("@lead", SketchBytes.OfLead(sketch.Lead)), ("@host", sketch.Host), ("@provider", sketch.Provider), ("@canonicalHost", sketch.CanonicalHost),
            ("@credits", sketch.Credits), ("@agency", sketch.Agency));
        SqliteCopyKeys.Add(session, number, sketch.Keys);
        return number;
    }

    public static void RemoveExpired(SqliteSession session, DateTimeOffset now)
    {
        session.Execute(
            "DELETE FROM copy_sketches WHERE number IN (SELECT number FROM copy_sketches WHERE expires_at <= @now ORDER BY expires_at LIMIT @most)",
            ("@now", Moments.Floor(now)), ("@most", ExpiredPerNote));
        session.Execute(
            "DELETE FROM copy_links WHERE article_id IN (SELECT article_id FROM copy_links WHERE keep_until <= @now ORDER BY keep_until LIMIT @most)",
            ("@now", Moments.Floor(now)), ("@most", ExpiredPerNote));
    }

    public static void Remove(SqliteSession session, string articleId, string? upTo)
    {
        RemoveKeys(session, articleId, upTo);
        session.Execute("DELETE FROM copy_sketches WHERE article_id = @id AND (@upTo IS NULL OR version_order <= @upTo)", ("@id", articleId), ("@upTo", upTo));
    }

    private static void RemoveKeys(SqliteSession session, string articleId, string? upTo)
    {
        foreach (var (number, keys) in session.Query(
            "SELECT number, keys FROM copy_sketches WHERE article_id = @id AND (@upTo IS NULL OR version_order <= @upTo)",
            row => (row.GetInt64(0), row.GetFieldValue<byte[]>(1)), ("@id", articleId), ("@upTo", upTo)))
        {
            SqliteCopyKeys.Remove(session, number, SketchBytes.Keys(keys));
        }
    }

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
}
