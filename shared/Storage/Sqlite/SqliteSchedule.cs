using Microsoft.Data.Sqlite;

namespace Ingestion.Storage.Sqlite;

/// <summary>What waits, in SQLite.</summary>
internal sealed class SqliteSchedule(SqliteDatabase database) : ISchedule
{
    private const string Due = "due_at <= @now AND (lease_until IS NULL OR lease_until <= @now)";

    public Task PutAsync(IReadOnlyCollection<ScheduledMessage> messages, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return database.WriteAsync(
            session =>
            {
                foreach (var message in messages)
                {
                    session.Execute(
                        """
                        INSERT INTO schedule (entry_id, due_at, type, body, about) VALUES (@id, @dueAt, @type, @body, @about)
                        ON CONFLICT (entry_id) DO UPDATE SET due_at = excluded.due_at, type = excluded.type, body = excluded.body, about = excluded.about,
                            token = NULL, lease_until = NULL
                        """,
                        ("@id", Key(message.EntryId)), ("@dueAt", Moments.Ceiling(message.DueAt)), ("@type", message.Type), ("@body", message.Body),
                        ("@about", message.About is { } about ? Key(about) : null));
                }

                return messages.Count;
            },
            cancellationToken);
    }

    public async Task<IReadOnlyList<ScheduledClaim>> ClaimDueAsync(DateTimeOffset now, TimeSpan lease, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 1000);
        var at = Moments.Floor(now);

        // Schedulers ask often and mostly in vain: looking first leaves the write lock to those who have something to write.
        var any = await database.ReadAsync(session => session.Scalar<long>($"SELECT EXISTS (SELECT 1 FROM schedule WHERE {Due})", ("@now", at)), cancellationToken);
        if (any == 0)
        {
            return [];
        }

        var token = Guid.NewGuid();
        return await database.WriteAsync(
            session =>
            {
                var due = session.Query(
                    $"SELECT entry_id, due_at, type, body, about FROM schedule WHERE {Due} ORDER BY due_at LIMIT @limit",
                    Read,
                    ("@now", at), ("@limit", limit));
                foreach (var message in due)
                {
                    session.Execute(
                        "UPDATE schedule SET token = @token, lease_until = @until WHERE entry_id = @id",
                        ("@id", Key(message.EntryId)), ("@token", Key(token)), ("@until", at + Moments.Ceiling(lease)));
                }

                return due.ConvertAll(message => new ScheduledClaim(message, token));
            },
            cancellationToken);
    }

    public Task<bool> CompleteAsync(ScheduledClaim claim, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return database.WriteAsync(
            session => session.Execute(
                "DELETE FROM schedule WHERE entry_id = @id AND token = @token", ("@id", Key(claim.Message.EntryId)), ("@token", Key(claim.Token))) == 1,
            cancellationToken);
    }

    public Task<bool> PostponeAsync(ScheduledClaim claim, DateTimeOffset dueAt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return database.WriteAsync(
            session => session.Execute(
                "UPDATE schedule SET due_at = @dueAt, token = NULL, lease_until = NULL WHERE entry_id = @id AND token = @token",
                ("@id", Key(claim.Message.EntryId)), ("@token", Key(claim.Token)), ("@dueAt", Moments.Ceiling(dueAt))) == 1,
            cancellationToken);
    }

    public Task RemoveAsync(IReadOnlyCollection<ScheduledMessage> messages, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return database.WriteAsync(
            session =>
            {
                foreach (var message in messages)
                {
                    session.Execute(
                        "DELETE FROM schedule WHERE entry_id = @id AND due_at = @dueAt AND token IS NULL",
                        ("@id", Key(message.EntryId)), ("@dueAt", Moments.Ceiling(message.DueAt)));
                }

                return messages.Count;
            },
            cancellationToken);
    }

    public async Task<IReadOnlyList<ScheduledMessage>> FindAsync(IReadOnlyCollection<Guid> entryIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entryIds);
        return await database.ReadAsync(
            session => entryIds.SelectMany(id => session.Query(
                """
                SELECT entry_id, due_at, type, body, about FROM schedule WHERE entry_id = @id
                UNION ALL SELECT entry_id, due_at, type, body, about FROM schedule WHERE about = @id
                """,
                Read, ("@id", Key(id)))).ToList(),
            cancellationToken);
    }

    public Task<long> CountAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.Scalar<long>("SELECT count(*) FROM schedule"), cancellationToken);

    private static ScheduledMessage Read(SqliteDataReader row) => new()
    {
        EntryId = new Guid(row.GetFieldValue<byte[]>(0), bigEndian: true),
        DueAt = Moments.Of(row.GetInt64(1)),
        Type = row.GetString(2),
        Body = row.GetString(3),
        About = row.IsDBNull(4) ? null : new Guid(row.GetFieldValue<byte[]>(4), bigEndian: true),
    };

    private static byte[] Key(Guid id) => id.ToByteArray(bigEndian: true);
}
