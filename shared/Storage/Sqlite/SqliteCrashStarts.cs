namespace Ingestion.Storage.Sqlite;

/// <summary>Who has begun with what, in SQLite.</summary>
internal sealed class SqliteCrashStarts(SqliteDatabase database) : ICrashStarts
{
    public Task<IReadOnlyList<CrashStart>> BeginAsync(CrashStart start, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(start);
        return database.WriteAsync<IReadOnlyList<CrashStart>>(
            session =>
            {
                session.Execute(
                    """
                    INSERT INTO crash_starts (message, process, queue, host, process_id, at) VALUES (@message, @process, @queue, @host, @processId, @at)
                    ON CONFLICT (message, process) DO UPDATE SET at = excluded.at
                    """,
                    ("@message", Key(start.Message)), ("@process", Key(start.Process)), ("@queue", start.Queue), ("@host", start.Host),
                    ("@processId", start.ProcessId), ("@at", Moments.Floor(start.At)));
                return session.Query(
                    "SELECT process, queue, host, process_id, at FROM crash_starts WHERE message = @message AND process <> @process",
                    row => new CrashStart
                    {
                        Message = start.Message,
                        Process = new Guid(row.GetFieldValue<byte[]>(0), bigEndian: true),
                        Queue = row.GetString(1),
                        Host = row.GetString(2),
                        ProcessId = row.GetInt32(3),
                        At = Moments.Of(row.GetInt64(4)),
                    },
                    ("@message", Key(start.Message)), ("@process", Key(start.Process)));
            },
            cancellationToken);
    }

    public Task EndAsync(Guid message, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.Execute("DELETE FROM crash_starts WHERE message = @message", ("@message", Key(message))), cancellationToken);

    private static byte[] Key(Guid id) => id.ToByteArray(bigEndian: true);
}
