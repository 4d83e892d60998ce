namespace Ingestion.Storage.Sqlite;

/// <summary>Hosts' next slots in SQLite: each change is one statement.</summary>
internal sealed class SqliteHostSlots(SqliteDatabase database) : IHostSlots
{
    public async Task<DateTimeOffset> ReserveAsync(string host, DateTimeOffset now, TimeSpan gap, CancellationToken cancellationToken) => Moments.Of(
        await database.WriteAsync(
            session => session.Scalar<long>(
                """
                INSERT INTO host_slots (host, next_at) VALUES (@host, @now + @gap)
                ON CONFLICT (host) DO UPDATE SET next_at = max(next_at, @now) + @gap
                RETURNING next_at - @gap
                """,
                ("@host", host), ("@now", Moments.Ceiling(now)), ("@gap", Moments.Ceiling(gap))),
            cancellationToken));

    public Task DeferAsync(string host, DateTimeOffset until, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.Execute(
            "INSERT INTO host_slots (host, next_at) VALUES (@host, @until) ON CONFLICT (host) DO UPDATE SET next_at = max(next_at, excluded.next_at)",
            ("@host", host), ("@until", Moments.Ceiling(until))),
        cancellationToken);
}
