using System.Text.Json;
using Ingestion.Contracts;
using Microsoft.Data.Sqlite;

namespace Ingestion.Storage.Sqlite;

/// <summary>Dead letters in SQLite: the whole letter as JSON, and beside it what queries need. Groups are counted from one index.</summary>
internal sealed class SqliteDeadLetters(SqliteDatabase database) : IDeadLetters
{
    private const int PartBytes = 1 << 20; // a part is read and written whole
    private const string ResultColumns = "job, letter, number, action, requested_by, reason, taken_at, result, detail, at";

    public Task<bool> TrySaveAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(letter);
        return database.WriteAsync(session => Save(session, letter) == 1, cancellationToken);
    }

    public Task PutBodyAsync(Guid id, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) => database.WriteAsync(
        session =>
        {
            session.Execute("DELETE FROM dead_letter_bodies WHERE id = @id", ("@id", Key(id)));
            for (var part = 0; part == 0 || part * PartBytes < body.Length; part++)
            {
                session.Execute(
                    "INSERT INTO dead_letter_bodies (id, part, bytes) VALUES (@id, @part, @bytes)",
                    ("@id", Key(id)), ("@part", part), ("@bytes", body[(part * PartBytes)..Math.Min(body.Length, (part + 1) * PartBytes)].ToArray()));
            }

            return 0;
        },
        cancellationToken);

    public Task<byte[]> BodyAsync(Guid id, CancellationToken cancellationToken) => database.ReadAsync(
        session =>
        {
            using var body = new MemoryStream();
            session.Query("SELECT bytes FROM dead_letter_bodies WHERE id = @id ORDER BY part", row => row.GetFieldValue<byte[]>(0), ("@id", Key(id))).ForEach(part => body.Write(part));
            return body.ToArray();
        },
        cancellationToken);

    public async Task<IReadOnlyList<DeadLetter>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return await database.ReadAsync(session => ids.SelectMany(id => Find(session, Key(id))).ToList(), cancellationToken);
    }

    public Task<long> CountAsync(DeadLetterSlice slice, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.Scalar<long>("SELECT count(*) FROM dead_letters" + Where(slice), Values(slice)), cancellationToken);

    public async Task<IReadOnlyList<DeadLetter>> ListAsync(DeadLetterSlice slice, DeadLetterPlace? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 1000);
        var sql = "SELECT json FROM dead_letters" + Where(slice) + (after is null ? "" : " AND (first_at, id) < (@afterAt, @afterId)") + " ORDER BY first_at DESC, id DESC LIMIT @limit";
        return await database.ReadAsync(
            session => session.Query(sql, Letter, [.. Values(slice), ("@afterAt", after?.FirstAt), ("@afterId", after is null ? null : Key(after.Id)), ("@limit", limit)]), cancellationToken);
    }

    public async Task<IReadOnlyList<DeadLetterGroup>> GroupsAsync(int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 1000);
        return await database.ReadAsync(session => Groups(session, limit), cancellationToken);
    }

    public Task NoteAsync(IReadOnlyCollection<DeadLetterResult> results, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(results);
        return database.WriteAsync(session => results.Sum(result => Note(session, result)), cancellationToken);
    }

    public Task<DeadLetterResult?> FindResultAsync(Guid jobId, Guid letterId, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.Query($"SELECT {ResultColumns} FROM dead_letter_results WHERE job = @job AND letter = @letter", Result, ("@job", Key(jobId)), ("@letter", Key(letterId))).FirstOrDefault(),
        cancellationToken);

    public async Task<IReadOnlyList<DeadLetterResult>> ResultsAsync(Guid jobId, string? result, long after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 1000);
        var sql = $"SELECT {ResultColumns} FROM dead_letter_results WHERE job = @job AND number > @after" + (result is null ? "" : " AND result = @result") + " ORDER BY number LIMIT @limit";
        return await database.ReadAsync(session => session.Query(sql, Result, ("@job", Key(jobId)), ("@after", after), ("@result", result), ("@limit", limit)), cancellationToken);
    }

    public async Task<IReadOnlyDictionary<string, long>> CountResultsAsync(Guid jobId, CancellationToken cancellationToken) => await database.ReadAsync(
        session => session.Query("SELECT result, count(*) FROM dead_letter_results WHERE job = @job GROUP BY result", row => (row.GetString(0), row.GetInt64(1)), ("@job", Key(jobId)))
            .ToDictionary(row => row.Item1, row => row.Item2, StringComparer.Ordinal),
        cancellationToken);

    public async Task<IReadOnlyList<DeadLetterResult>> ResultsOfAsync(Guid letterId, CancellationToken cancellationToken) => await database.ReadAsync(
        session => session.Query($"SELECT {ResultColumns} FROM dead_letter_results WHERE letter = @letter ORDER BY taken_at DESC, job DESC LIMIT 100", Result, ("@letter", Key(letterId))),
        cancellationToken);

    public Task<int> ForgetAsync(DateTimeOffset doneBefore, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 1000);
        return database.WriteAsync(
            session =>
            {
                var done = session.Query(
                    "SELECT id FROM dead_letters WHERE done_at < @before ORDER BY done_at LIMIT @limit", row => row.GetFieldValue<byte[]>(0), ("@before", Moments.Ceiling(doneBefore)), ("@limit", limit));
                foreach (var id in done)
                {
                    // A body that somebody wrote in its place is kept under the job's id.
                    session.Execute("DELETE FROM dead_letter_bodies WHERE id = @id OR id IN (SELECT job FROM dead_letter_results WHERE letter = @id)", ("@id", id));
                    session.Execute("DELETE FROM dead_letter_results WHERE letter = @id", ("@id", id));
                    session.Execute("DELETE FROM dead_letters WHERE id = @id", ("@id", id));
                }

                return done.Count;
            },
            cancellationToken);
    }

    private static int Save(SqliteSession session, DeadLetter letter)
    {
        ReadOnlySpan<(string, object?)> values =
        [
            ("@id", Key(letter.Id)), ("@version", letter.Version), ("@state", (int)letter.State), ("@fingerprint", letter.Fingerprint), ("@stage", letter.Stage), ("@kind", letter.Kind),
            ("@type", letter.ExceptionType), ("@message", letter.MessageType), ("@entry", letter.EntryId is { } entry ? Key(entry) : null), ("@messageId", letter.MessageId),
            ("@firstAt", Moments.Floor(letter.FirstAt)), ("@lastAt", Moments.Floor(letter.LastAt)), ("@doneAt", letter.DoneAt is { } done ? Moments.Floor(done) : null), ("@json", JsonSerializer.Serialize(letter, ContractJson.Options)),
        ];
        return session.Execute(
            letter.Version == 1
                ? """
                  INSERT INTO dead_letters (id, version, state, fingerprint, stage, kind, exception_type, message_type, entry_id, first_at, last_at, done_at, json, message_id)
                  VALUES (@id, @version, @state, @fingerprint, @stage, @kind, @type, @message, @entry, @firstAt, @lastAt, @doneAt, @json, @messageId) ON CONFLICT (id) DO NOTHING
                  """
                : """
                  UPDATE dead_letters SET version = @version, state = @state, fingerprint = @fingerprint, stage = @stage, kind = @kind, exception_type = @type,
                      message_type = @message, entry_id = @entry, message_id = @messageId, first_at = @firstAt, last_at = @lastAt, done_at = @doneAt, json = @json
                  WHERE id = @id AND version = @version - 1
                  """,
            values);
    }

    private static List<DeadLetterGroup> Groups(SqliteSession session, int limit)
    {
        // One state at a time, so that the index is read in the order of groups.
        var rows = new[] { DeadLetterState.Waiting, DeadLetterState.Replaying }.SelectMany(state => session.Query(
            "SELECT fingerprint, count(*), min(first_at), max(last_at), max(id) FROM dead_letters WHERE state = @state GROUP BY fingerprint",
            row => (Fingerprint: row.GetString(0), State: state, Count: row.GetInt64(1), First: row.GetInt64(2), Last: row.GetInt64(3), Example: row.GetFieldValue<byte[]>(4)),
            ("@state", (int)state)));
        return
        [
            .. rows.GroupBy(row => row.Fingerprint).OrderByDescending(group => group.Sum(row => row.Count)).ThenBy(group => group.Key, StringComparer.Ordinal).Take(limit)
                .Select(group => new DeadLetterGroup(
                    group.Key,
                    group.Where(row => row.State == DeadLetterState.Waiting).Sum(row => row.Count),
                    group.Where(row => row.State == DeadLetterState.Replaying).Sum(row => row.Count),
                    Moments.Of(group.Min(row => row.First)),
                    Moments.Of(group.Max(row => row.Last)),
                    Find(session, group.First().Example).Single())),
        ];
    }

    private static int Note(SqliteSession session, DeadLetterResult result) => session.Execute(
        $"""
        INSERT INTO dead_letter_results ({ResultColumns}) VALUES (@job, @letter, @number, @action, @by, @reason, @takenAt, @result, @detail, @at)
        ON CONFLICT (job, letter) DO UPDATE SET result = @result, detail = @detail, at = @at
        """,
        ("@job", Key(result.JobId)), ("@letter", Key(result.LetterId)), ("@number", result.Number), ("@action", result.Action), ("@by", result.RequestedBy), ("@reason", result.Reason),
        ("@takenAt", Moments.Floor(result.TakenAt)), ("@result", result.Result), ("@detail", result.Detail), ("@at", Moments.Floor(result.At)));

    private static string Where(DeadLetterSlice slice)
    {
        ArgumentNullException.ThrowIfNull(slice);
        return " WHERE 1"
            + (slice.State is null ? "" : " AND state = @state") + (slice.Fingerprint is null ? "" : " AND fingerprint = @fingerprint")
            + (slice.Stage is null ? "" : " AND stage = @stage") + (slice.Kind is null ? "" : " AND kind = @kind")
            + (slice.ExceptionType is null ? "" : " AND exception_type = @type") + (slice.MessageType is null ? "" : " AND message_type = @message")
            + (slice.EntryId is null ? "" : " AND entry_id = @entry") + (slice.MessageId is null ? "" : " AND message_id = @messageId")
            + (slice.From is null ? "" : " AND first_at >= @from") + (slice.To is null ? "" : " AND first_at < @to");
    }

    private static (string, object?)[] Values(DeadLetterSlice slice) =>
    [
        ("@state", (int?)slice.State), ("@fingerprint", slice.Fingerprint), ("@stage", slice.Stage), ("@kind", slice.Kind), ("@type", slice.ExceptionType), ("@message", slice.MessageType),
        ("@entry", slice.EntryId is { } entry ? Key(entry) : null), ("@messageId", slice.MessageId),
        ("@from", slice.From is { } from ? Moments.Ceiling(from) : null), ("@to", slice.To is { } to ? Moments.Ceiling(to) : null),
    ];

    private static List<DeadLetter> Find(SqliteSession session, byte[] id) => session.Query("SELECT json FROM dead_letters WHERE id = @id", Letter, ("@id", id));

    private static byte[] Key(Guid id) => id.ToByteArray(bigEndian: true);

    private static Guid Id(SqliteDataReader row, int column) => new(row.GetFieldValue<byte[]>(column), bigEndian: true);

    private static DeadLetter Letter(SqliteDataReader row) => JsonSerializer.Deserialize<DeadLetter>(row.GetString(0), ContractJson.Options)!;

    private static DeadLetterResult Result(SqliteDataReader row) => new()
    {
        JobId = Id(row, 0),
        LetterId = Id(row, 1),
        Number = row.GetInt64(2),
        Action = row.GetString(3),
        RequestedBy = row.GetString(4),
        Reason = row.IsDBNull(5) ? null : row.GetString(5),
        TakenAt = Moments.Of(row.GetInt64(6)),
        Result = row.GetString(7),
        Detail = row.IsDBNull(8) ? null : row.GetString(8),
        At = Moments.Of(row.GetInt64(9)),
    };
}
