using System.Globalization;
using System.Text.Json;
using Ingestion.Contracts;
using Microsoft.Data.Sqlite;

namespace Ingestion.Storage.Sqlite;

/// <summary>The books in SQLite.</summary>
internal sealed class SqliteLedger(SqliteDatabase database) : ILedger
{
    // Written with the move itself, and bounded.
    private static readonly string AddStep = string.Create(CultureInfo.InvariantCulture,
        $"steps = json_insert(CASE WHEN json_array_length(steps) >= {LedgerStep.MostKept} THEN json_remove(steps, '$[0]') ELSE coalesce(steps, '[]') END, '$[#]', json(@step))");

    private static readonly string MoveSql = $"UPDATE ledger SET state = @state, attempts = @attempts, moved_at = @at, detail = @detail, {AddStep} WHERE id = @id AND state < 2";

    private static readonly string HoldSql = $"UPDATE ledger SET state = 1, article_id = @articleId, moved_at = @at, detail = @detail, {AddStep} WHERE id = @id AND state < 2";

    private static readonly string ReopenSql = $"""
        UPDATE ledger SET state = 0, moved_at = @at, closed_at = NULL, outcome = NULL, reason = NULL, detail = NULL, dead_letter = NULL, {AddStep}
        WHERE id = @id AND outcome = '{Outcome.Dead}' AND (dead_letter IS NULL OR dead_letter = @letter)
        """;

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
                MoveSql,
                ("@id", Key(id)), ("@state", (int)state), ("@attempts", attempts), ("@at", Moments.Floor(at)), ("@detail", detail),
                ("@step", Json(new LedgerStep(at, state, attempts, detail)))),
            cancellationToken);
    }

    public Task HoldAsync(Guid id, string articleId, DateTimeOffset at, string detail, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.Execute(
            HoldSql,
            ("@id", Key(id)), ("@articleId", articleId), ("@at", Moments.Floor(at)), ("@detail", detail),
            ("@step", Json(new LedgerStep(at, LedgerState.Waiting, 0, detail)))),
        cancellationToken);

    public Task<bool> CloseAsync(Guid id, LedgerClosing closing, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(closing);
        return database.WriteAsync(
            session => session.Execute(
                """
                UPDATE ledger SET state = 2, moved_at = @at, closed_at = @at, outcome = @outcome, reason = @reason, detail = @detail,
                    article_id = @articleId, revision = @revision, dead_letter = @deadLetter, message_id = @messageId
                WHERE id = @id AND state < 2
                """,
                ("@id", Key(id)), ("@at", Moments.Floor(closing.At)), ("@outcome", closing.Outcome), ("@reason", closing.Reason),
                ("@detail", closing.Detail), ("@articleId", closing.ArticleId), ("@revision", closing.Revision),
                ("@deadLetter", closing.DeadLetterId is { } letter ? Key(letter) : null),
                ("@messageId", closing.MessageId is { } message ? Key(message) : null)) == 1,
            cancellationToken);
    }

    public Task<bool> ReopenAsync(Guid id, Guid deadLetterId, DateTimeOffset at, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.Execute(
            ReopenSql,
            ("@id", Key(id)), ("@letter", Key(deadLetterId)), ("@at", Moments.Floor(at)),
            ("@step", Json(new LedgerStep(at, LedgerState.InFlight, 0, $"It had ended as dead; dead letter {deadLetterId} is sent again.")))) == 1,
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
            + (query.ArticleId is null ? "" : $" AND article_id = @articleId AND outcome IN ({SqliteSchema.FiledOutcomes})")
            + (query.MessageId is null ? "" : " AND message_id = @messageId")
            + " ORDER BY opened_at DESC, number DESC LIMIT @limit";
        return await database.ReadAsync(
            session => session.Query(
                sql, Read, ("@state", (int?)query.State), ("@outcome", query.Outcome), ("@url", query.CanonicalUrl),
                ("@articleId", query.ArticleId), ("@messageId", query.MessageId is { } message ? Key(message) : null), ("@limit", query.Limit)),
            cancellationToken);
    }

    public Task<LedgerBalance> BalanceAsync(CancellationToken cancellationToken) => database.ReadAsync(Balance, cancellationToken);

    public async Task<IReadOnlyList<LedgerStep>> StepsAsync(Guid id, CancellationToken cancellationToken)
    {
        var json = await database.ReadAsync(session => session.Scalar<string>("SELECT steps FROM ledger WHERE id = @id", ("@id", Key(id))), cancellationToken);
        return json is null ? [] : JsonSerializer.Deserialize<List<LedgerStep>>(json, ContractJson.Options)!;
    }

    public async Task<IReadOnlyList<LedgerEntry>> StaleAsync(DateTimeOffset movedBefore, LedgerPlace? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 1000);
        return await database.ReadAsync(
            session => session.Query(
                $"""
                SELECT {Columns} FROM ledger WHERE state = 0 AND moved_at < @before AND moved_at >= @at AND (moved_at > @at OR id > @after)
                ORDER BY moved_at, id LIMIT @limit
                """,
                Read,
                ("@before", Moments.Floor(movedBefore)), ("@at", after?.At ?? long.MinValue), ("@after", after is null ? Array.Empty<byte>() : Key(after.Id)), ("@limit", limit)),
            cancellationToken);
    }

    public Task<LedgerComparison> CompareAsync(LedgerPlace? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 10_000);
        return database.ReadAsync(session => SqliteLedgerComparison.Page(session, Columns, Read, after, limit), cancellationToken);
    }

    public async Task<IReadOnlyList<LedgerSuspect>> CompareAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return await database.ReadAsync(session => SqliteLedgerComparison.Of(session, Columns, Read, ids), cancellationToken);
    }

    private static LedgerBalance Balance(SqliteSession session)
    {
        var counts = session.Query(
            "SELECT state, outcome, count(*) FROM ledger GROUP BY state, outcome",
            row => (State: (LedgerState)row.GetInt32(0), Outcome: Text(row, 1), Count: row.GetInt64(2)));
        var passedAt = session.Query("SELECT json FROM reconciliation", row => JsonSerializer.Deserialize<Reconciliation>(row.GetString(0), ContractJson.Options)!.PassedAt).FirstOrDefault();
        var unexplained = session.Scalar<long>("SELECT count(*) FROM findings WHERE state = @unexplained", ("@unexplained", (int)FindingState.Unexplained));
        var oldest = session.Query(
            "SELECT min(opened_at) FROM ledger WHERE state IN (0, 1)", row => row.IsDBNull(0) ? (long?)null : row.GetInt64(0)).Single();
        return new LedgerBalance(
            counts.Sum(count => count.Count),
            counts.Where(count => count.State == LedgerState.Closed).ToDictionary(count => count.Outcome ?? "", count => count.Count),
            counts.Where(count => count.State == LedgerState.Waiting).Sum(count => count.Count),
            counts.Where(count => count.State == LedgerState.InFlight).Sum(count => count.Count),
            passedAt is null ? null : unexplained,
            oldest is { } at ? Moments.Of(at) : null,
            passedAt);
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

    private static string Json(LedgerStep step) => JsonSerializer.Serialize(step with { At = Moments.Of(Moments.Floor(step.At)) }, ContractJson.Options);

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
