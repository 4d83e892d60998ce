using Microsoft.Data.Sqlite;

namespace Ingestion.Storage.Sqlite;

/// <summary>Compares the books with what the other tables hold. One statement for a page: each entry is a look or two into an index.</summary>
internal static class SqliteLedgerComparison
{
    private const string Buried = "EXISTS (SELECT 1 FROM articles WHERE id = ledger.article_id AND pub_status = 'canceled')";

    // What the entry brought is what was first filed for it; a later entry with the same content, or one that came back, brought nothing of its own.
    private const string Fault = $"""
        CASE
            WHEN state = 1 AND NOT EXISTS (SELECT 1 FROM schedule WHERE entry_id = ledger.id) AND NOT EXISTS (SELECT 1 FROM schedule WHERE about = ledger.id) THEN 0
            WHEN outcome IN ({SqliteSchema.FiledOutcomes}) AND NOT EXISTS (SELECT 1 FROM articles WHERE id = ledger.article_id) THEN 1
            WHEN outcome = 'indexed' AND NOT {Buried} AND NOT EXISTS (SELECT 1 FROM contents WHERE article_id = ledger.article_id AND entry_id = ledger.id) THEN 2
            WHEN outcome IN ({SqliteSchema.FiledOutcomes}) AND NOT {Buried} AND NOT EXISTS (SELECT 1 FROM contents WHERE article_id = ledger.article_id) THEN 2
        END
        """;

    private const string After = "opened_at >= @at AND (opened_at > @at OR id > @id)";

    public static LedgerComparison Page(SqliteSession session, string columns, Func<SqliteDataReader, LedgerEntry> read, LedgerPlace? after, int limit)
    {
        ReadOnlySpan<(string, object?)> place = [("@at", after?.At ?? long.MinValue), ("@id", after is null ? Array.Empty<byte>() : Key(after.Id)), ("@limit", limit)];
        var page = $"(SELECT * FROM ledger WHERE {After} ORDER BY opened_at, id LIMIT @limit) AS ledger";
        var suspects = session.Query(
            $"SELECT * FROM (SELECT {columns}, {Fault} AS fault FROM {page}) WHERE fault IS NOT NULL", row => new LedgerSuspect(read(row), (LedgerFault)row.GetInt32(row.FieldCount - 1)), place);
        var keys = session.Query(
            $"SELECT ledger.id, archive_key FROM {page} JOIN article_bytes ON article_bytes.article_id = ledger.article_id WHERE {Fault} IS NULL AND outcome = 'indexed' AND NOT {Buried}",
            row => new EntryKey(new Guid(row.GetFieldValue<byte[]>(0), bigEndian: true), row.GetString(1)), place);
        var (looked, last) = session.Query(
            $"SELECT count(*), max(opened_at), (SELECT id FROM {page} ORDER BY opened_at DESC, id DESC LIMIT 1) FROM {page}",
            row => (row.GetInt32(0), row.IsDBNull(1) ? null : new LedgerPlace(row.GetInt64(1), new Guid(row.GetFieldValue<byte[]>(2), bigEndian: true))), place).Single();
        return new LedgerComparison(looked, suspects, keys, looked == limit ? last : null);
    }

    public static List<LedgerSuspect> Of(SqliteSession session, string columns, Func<SqliteDataReader, LedgerEntry> read, IReadOnlyCollection<Guid> ids) =>
        [.. ids.SelectMany(id => session.Query(
            $"SELECT * FROM (SELECT {columns}, {Fault} AS fault FROM ledger WHERE id = @id) WHERE fault IS NOT NULL",
            row => new LedgerSuspect(read(row), (LedgerFault)row.GetInt32(row.FieldCount - 1)), ("@id", Key(id))))];

    private static byte[] Key(Guid id) => id.ToByteArray(bigEndian: true);
}
