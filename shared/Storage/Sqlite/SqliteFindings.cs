using System.Text.Json;
using Ingestion.Contracts;

namespace Ingestion.Storage.Sqlite;

/// <summary>Findings in SQLite: the whole finding as JSON, and beside it its state.</summary>
internal sealed class SqliteFindings(SqliteDatabase database) : IFindings
{
    public Task SaveAsync(IReadOnlyCollection<Finding> findings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(findings);
        return database.WriteAsync(
            session => findings.Sum(finding => session.Execute(
                "INSERT INTO findings (entry_id, state, json) VALUES (@id, @state, @json) ON CONFLICT (entry_id) DO UPDATE SET state = excluded.state, json = excluded.json",
                ("@id", Key(finding.EntryId)), ("@state", (int)finding.State), ("@json", JsonSerializer.Serialize(finding, ContractJson.Options)))),
            cancellationToken);
    }

    public Task RemoveAsync(IReadOnlyCollection<Guid> entryIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entryIds);
        return database.WriteAsync(session => entryIds.Sum(id => session.Execute("DELETE FROM findings WHERE entry_id = @id", ("@id", Key(id)))), cancellationToken);
    }

    public async Task<IReadOnlyList<Finding>> FindAsync(IReadOnlyCollection<Guid> entryIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entryIds);
        return await database.ReadAsync(
            session => entryIds.SelectMany(id => session.Query("SELECT json FROM findings WHERE entry_id = @id", row => Read(row.GetString(0)), ("@id", Key(id)))).ToList(), cancellationToken);
    }

    public async Task<IReadOnlyList<Finding>> ListAsync(FindingState? state, Guid? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 1000);
        var sql = "SELECT json FROM findings WHERE entry_id > @after" + (state is null ? "" : " AND state = @state") + " ORDER BY entry_id LIMIT @limit";
        return await database.ReadAsync(
            session => session.Query(sql, row => Read(row.GetString(0)), ("@after", after is { } id ? Key(id) : Array.Empty<byte>()), ("@state", (int?)state), ("@limit", limit)), cancellationToken);
    }

    private static byte[] Key(Guid id) => id.ToByteArray(bigEndian: true);

    private static Finding Read(string json) => JsonSerializer.Deserialize<Finding>(json, ContractJson.Options)!;
}
