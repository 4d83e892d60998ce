using Microsoft.Data.Sqlite;

namespace Ingestion.Storage.Sqlite;

/// <summary>Hosts in SQLite: a line is read, decided on and written in one write transaction.</summary>
internal sealed class SqliteHosts(SqliteDatabase database) : IHosts
{
    private const string Columns = "open_at, tail_at, step, token, lease_until, entered_at, latency, back_off";

    public Task<HostTurn> EnterAsync(string host, DateTimeOffset now, TimeSpan lease, bool hasPlace, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session =>
            {
                var before = Find(session, host);
                var (line, turn) = before.Enter(host, Guid.NewGuid(), now, lease, hasPlace);
                if (!ReferenceEquals(line, before))
                {
                    Save(session, host, line);
                }

                return turn;
            },
            cancellationToken);

    public Task LeaveAsync(HostTurn turn, DateTimeOffset openAt, HostPace pace, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        return database.WriteAsync(session => Save(session, turn.Host, Find(session, turn.Host).Leave(turn, openAt, pace)), cancellationToken);
    }

    public Task<RobotsFile?> FindRobotsAsync(string origin, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.Query(
            "SELECT text, expires_at, next, hops FROM robots WHERE origin = @origin",
            row => new RobotsFile(origin, row.IsDBNull(0) ? null : row.GetString(0), Moments.Of(row.GetInt64(1)))
            {
                Next = row.IsDBNull(2) ? null : row.GetString(2),
                Hops = row.GetInt32(3),
            },
            ("@origin", origin)).FirstOrDefault(),
        cancellationToken);

    public Task SaveRobotsAsync(RobotsFile robots, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(robots);
        return database.WriteAsync(
            session => session.Execute(
                """
                INSERT INTO robots (origin, text, expires_at, next, hops) VALUES (@origin, @text, @expiresAt, @next, @hops)
                ON CONFLICT (origin) DO UPDATE SET text = excluded.text, expires_at = excluded.expires_at, next = excluded.next, hops = excluded.hops
                """,
                ("@origin", robots.Origin), ("@text", robots.Text), ("@expiresAt", Moments.Ceiling(robots.ExpiresAt)), ("@next", robots.Next), ("@hops", robots.Hops)),
            cancellationToken);
    }

    private static HostLine Find(SqliteSession session, string host) =>
        session.Query($"SELECT {Columns} FROM hosts WHERE host = @host", Read, ("@host", host)).FirstOrDefault() ?? new HostLine();

    private static int Save(SqliteSession session, string host, HostLine line) => session.Execute(
        $"""
        INSERT OR REPLACE INTO hosts (host, {Columns}) VALUES (@host, @openAt, @tailAt, @step, @token, @leaseUntil, @enteredAt, @latency, @backOff)
        """,
        ("@host", host), ("@openAt", Moments.Ceiling(line.OpenAt)), ("@tailAt", Moments.Ceiling(line.TailAt)), ("@step", Moments.Ceiling(line.Step)),
        ("@token", line.Token?.ToByteArray(bigEndian: true)), ("@leaseUntil", Moments.Ceiling(line.LeaseUntil)),
        ("@enteredAt", Moments.Ceiling(line.EnteredAt)), ("@latency", Moments.Ceiling(line.Pace.Latency)), ("@backOff", Moments.Ceiling(line.Pace.BackOff)));

    private static HostLine Read(SqliteDataReader row) => new()
    {
        OpenAt = Moments.Of(row.GetInt64(0)),
        TailAt = Moments.Of(row.GetInt64(1)),
        Step = TimeSpan.FromMilliseconds(row.GetInt64(2)),
        Token = row.IsDBNull(3) ? null : new Guid(row.GetFieldValue<byte[]>(3), bigEndian: true),
        LeaseUntil = Moments.Of(row.GetInt64(4)),
        EnteredAt = Moments.Of(row.GetInt64(5)),
        Pace = new HostPace(TimeSpan.FromMilliseconds(row.GetInt64(6)), TimeSpan.FromMilliseconds(row.GetInt64(7))),
    };
}
