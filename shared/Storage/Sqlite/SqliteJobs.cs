using System.Text.Json;
using Ingestion.Contracts;

namespace Ingestion.Storage.Sqlite;

/// <summary>Jobs in SQLite: the whole job as JSON, and beside it what queries need.</summary>
internal sealed class SqliteJobs<TJob>(SqliteDatabase database, string table) : IJobs<TJob>
    where TJob : Job
{
    public Task<bool> TrySaveAsync(TJob job, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        return database.WriteAsync(
            session => session.Execute(
                job.Version == 1
                    ? $"INSERT INTO {table} (id, version, is_open, started_at, json) VALUES (@id, @version, @open, @startedAt, @json) ON CONFLICT (id) DO NOTHING"
                    : $"UPDATE {table} SET version = @version, is_open = @open, started_at = @startedAt, json = @json WHERE id = @id AND version = @version - 1",
                ("@id", Key(job.Id)), ("@version", job.Version), ("@open", job.IsOpen ? 1 : 0), ("@startedAt", Moments.Floor(job.StartedAt)),
                ("@json", JsonSerializer.Serialize(job, ContractJson.Options))) == 1,
            cancellationToken);
    }

    public Task<TJob?> FindAsync(Guid id, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.Query($"SELECT json FROM {table} WHERE id = @id", row => Read(row.GetString(0)), ("@id", Key(id))).FirstOrDefault(), cancellationToken);

    public async Task<IReadOnlyList<TJob>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 1000);
        return await database.ReadAsync(
            session => session.Query($"SELECT json FROM {table} ORDER BY started_at DESC, id DESC LIMIT @limit", row => Read(row.GetString(0)), ("@limit", limit)),
            cancellationToken);
    }

    public Task<TJob?> FindOpenAsync(CancellationToken cancellationToken) => database.ReadAsync(
        session => session.Query($"SELECT json FROM {table} WHERE is_open = 1 ORDER BY started_at, id LIMIT 1", row => Read(row.GetString(0))).FirstOrDefault(),
        cancellationToken);

    private static byte[] Key(Guid id) => id.ToByteArray(bigEndian: true);

    private static TJob Read(string json) => JsonSerializer.Deserialize<TJob>(json, ContractJson.Options)!;
}
