using Ingestion.Contracts;
using Microsoft.Data.Sqlite;

namespace Ingestion.Storage.Sqlite;

/// <summary>The books in SQLite.</summary>
internal sealed class SqliteLedger(SqliteDatabase database) : ILedger
{
    private const string Columns =
        "id, url, canonical_url, kind, opened_at, state, moved_at, attempts, outcome, reason, detail, article_id, revision, closed_at, dead_letter";

    public Task<int> OpenAsync(IReadOnlyCollection<LedgerEntry> entries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return database.WriteAsync(session => entries.Sum(entry => Open(session, entry)), cancellationToken);
    }

    public Task<LedgerEntry?> FindAsync(Guid id, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.Query($"SELECT {Columns} FROM ledger WHERE id = @id", Read, ("@id", Key(id))).FirstOrDefault(), cancellationToken);

    public async Task<IReadOnlyList<LedgerEntry>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return await database.ReadAsync(
            session => ids.SelectMany(id => session.Query($"SELECT {Columns} FROM ledger WHERE id = @id", Read, ("@id", Key(id)))).ToList(), cancellationToken);
    }

    public Task<LedgerEntry?> FindOpenAsync(string canonicalUrl, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.Query(
            $"SELECT {Columns} FROM ledger WHERE canonical_url = @url AND state < 2 AND article_id IS NULL AND kind NOT IN ('file', 'archive', 'reprocess') ORDER BY opened_at, number LIMIT 1",
            Read, ("@url", canonicalUrl)).FirstOrDefault(),
        cancellationToken);

    public Task MoveAsync(Guid id, LedgerState state, int attempts, DateTimeOffset at, string? detail, CancellationToken cancellationToken)
    {
        if (state == LedgerState.Closed)
        {
            throw new ArgumentOutOfRangeException(nameof(state), state, "Entries are closed with an outcome.");
        }

        return database.WriteAsync(
            session => session.Execute(
                "UPDATE ledger SET state = @state, attempts = @attempts, moved_at = @at, detail = @detail WHERE id = @id AND state < 2",
                ("@id", Key(id)), ("@state", (int)state), ("@attempts", attempts), ("@at", Moments.Floor(at)), ("@detail", detail)),
            cancellationToken);
    }

    public Task HoldAsync(Guid id, string articleId, DateTimeOffset at, string detail, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.Execute(
            "UPDATE ledger SET state = 1, article_id = @articleId, moved_at = @at, detail = @detail WHERE id = @id AND state < 2",
            ("@id", Key(id)), ("@articleId", articleId), ("@at", Moments.Floor(at)), ("@detail", detail)),
        cancellationToken);

    public Task<bool> CloseAsync(Guid id, LedgerClosing closing, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(closing);
        return database.WriteAsync(
            session => session.Execute(
                """
                UPDATE ledger SET state = 2, moved_at = @at, closed_at = @at, outcome = @outcome, reason = @reason, detail = @detail,
                    article_id = @articleId, revision = @revision, dead_letter = @deadLetter
                WHERE id = @id AND state < 2
                """,
                ("@id", Key(id)), ("@at", Moments.Floor(closing.At)), ("@outcome", closing.Outcome), ("@reason", closing.Reason),
                ("@detail", closing.Detail), ("@articleId", closing.ArticleId), ("@revision", closing.Revision),
                ("@deadLetter", closing.DeadLetterId is { } letter ? Key(letter) : null)) == 1,
            cancellationToken);
    }

    public Task<bool> ReopenAsync(Guid id, Guid deadLetterId, DateTimeOffset at, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.Execute(
            $"""
            UPDATE ledger SET state = 0, moved_at = @at, closed_at = NULL, outcome = NULL, reason = NULL, detail = NULL, dead_letter = NULL
            WHERE id = @id AND outcome = '{Outcome.Dead}' AND (dead_letter IS NULL OR dead_letter = @letter)
            """,
            ("@id", Key(id)), ("@letter", Key(deadLetterId)), ("@at", Moments.Floor(at))) == 1,
        cancellationToken);

    public async Task<IReadOnlyList<LedgerEntry>> ListAsync(LedgerQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, 1000, nameof(query));
        var sql = $"SELECT {Columns} FROM ledger WHERE 1"
            + (query.State is null ? "" : " AND state = @state")
            + (query.Outcome is null ? "" : " AND state = 2 AND outcome = @outcome") // only closed entries have one; said so that the index serves
            + (query.CanonicalUrl is null ? "" : " AND canonical_url = @url")
            + " ORDER BY opened_at DESC, number DESC LIMIT @limit";
        return await database.ReadAsync(
            session => session.Query(
                sql, Read, ("@state", (int?)query.State), ("@outcome", query.Outcome), ("@url", query.CanonicalUrl), ("@limit", query.Limit)),
            cancellationToken);
    }

    public Task<LedgerBalance> BalanceAsync(DateTimeOffset stuckBefore, CancellationToken cancellationToken) =>
        database.ReadAsync(session => Balance(session, Moments.Floor(stuckBefore)), cancellationToken);

    private static LedgerBalance Balance(SqliteSession session, long stuckBefore)
    {
        var counts = session.Query(
            "SELECT state, outcome, count(*) FROM ledger GROUP BY state, outcome",
            row => (State: (LedgerState)row.GetInt32(0), Outcome: Text(row, 1), Count: row.GetInt64(2)));
        var waitingUnscheduled = session.Scalar<long>(
            "SELECT count(*) FROM ledger WHERE state = 1 AND NOT EXISTS (SELECT 1 FROM schedule WHERE entry_id = ledger.id)");
        var stuck = session.Scalar<long>("SELECT count(*) FROM ledger WHERE state = 0 AND moved_at < @before", ("@before", stuckBefore));
        var filedNowhere = session.Scalar<long>(
            $"""
            SELECT count(*) FROM ledger WHERE outcome IN ({SqliteSchema.FiledOutcomes})
            AND NOT EXISTS (SELECT 1 FROM articles WHERE id = ledger.article_id)
            """);
        var oldest = session.Query(
            "SELECT min(opened_at) FROM ledger WHERE state IN (0, 1)", row => row.IsDBNull(0) ? (long?)null : row.GetInt64(0)).Single();
        return new LedgerBalance(
            counts.Sum(count => count.Count),
            counts.Where(count => count.State == LedgerState.Closed).ToDictionary(count => count.Outcome ?? "", count => count.Count),
            counts.Where(count => count.State == LedgerState.Waiting).Sum(count => count.Count),
            counts.Where(count => count.State == LedgerState.InFlight).Sum(count => count.Count),
            waitingUnscheduled + stuck + filedNowhere,
            oldest is { } at ? Moments.Of(at) : null);
    }

    private static int Open(SqliteSession session, LedgerEntry entry) => session.Execute(
        $"""
        INSERT INTO ledger ({Columns}) VALUES (@id, @url, @canonicalUrl, @kind, @openedAt, @state, @movedAt, @attempts,
            @outcome, @reason, @detail, @articleId, @revision, @closedAt, @deadLetter) ON CONFLICT (id) DO NOTHING
        """,
        ("@id", Key(entry.Id)), ("@url", entry.Url), ("@canonicalUrl", entry.CanonicalUrl), ("@kind", entry.Kind),
        ("@openedAt", Moments.Floor(entry.OpenedAt)), ("@state", (int)entry.State), ("@movedAt", Moments.Floor(entry.MovedAt)),
        ("@attempts", entry.Attempts), ("@outcome", entry.Outcome), ("@reason", entry.Reason), ("@detail", entry.Detail),
        ("@articleId", entry.ArticleId), ("@revision", entry.Revision), ("@closedAt", entry.ClosedAt is { } at ? Moments.Floor(at) : null),
        ("@deadLetter", entry.DeadLetterId is { } letter ? Key(letter) : null));

    private static byte[] Key(Guid id) => id.ToByteArray(bigEndian: true);

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static LedgerEntry Read(SqliteDataReader row) => new()
    {
        Id = new Guid(row.GetFieldValue<byte[]>(0), bigEndian: true),
        Url = row.GetString(1),
        CanonicalUrl = row.GetString(2),
        Kind = row.GetString(3),
        OpenedAt = Moments.Of(row.GetInt64(4)),
        State = (LedgerState)row.GetInt32(5),
        MovedAt = Moments.Of(row.GetInt64(6)),
        Attempts = row.GetInt32(7),
        Outcome = Text(row, 8),
        Reason = Text(row, 9),
        Detail = Text(row, 10),
        ArticleId = Text(row, 11),
        Revision = row.IsDBNull(12) ? null : row.GetInt32(12),
        ClosedAt = row.IsDBNull(13) ? null : Moments.Of(row.GetInt64(13)),
        DeadLetterId = row.IsDBNull(14) ? null : new Guid(row.GetFieldValue<byte[]>(14), bigEndian: true),
    };
}
