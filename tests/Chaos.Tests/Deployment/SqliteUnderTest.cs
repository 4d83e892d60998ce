using System.Text.Json.Nodes;
using Ingestion.Chaos.Tests.Checks;
using Ingestion.Chaos.Tests.Faults;
using Microsoft.Data.Sqlite;

namespace Ingestion.Chaos.Tests.Deployment;

/// <summary>The one file that all services share. Out of reach is for it that somebody else holds the write lock.</summary>
internal sealed class SqliteUnderTest(DataDisk disk) : IStoreUnderTest
{
    private static readonly string[] States = ["in flight", "waiting", "closed"];
    private static readonly string[] LetterStates = ["Waiting", "Replaying", "Replayed", "Discarded"];

    public string Option => "sqlite";

    public string Database => "ingestion";

    public string Description => "SQLite" + (disk.IsOwn ? " on a tmpfs" : "");

    public bool Can(FaultKind kind) => kind switch
    {
        FaultKind.StoreAnswerLost => false, // there is no line to it
        FaultKind.DiskFull => disk.IsOwn,
        _ => true,
    };

    public async Task SufferAsync(Fault fault, CancellationToken stop)
    {
        await using var connection = Open(SqliteOpenMode.ReadWrite);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        end.CancelAfter(fault.For);
        var hold = fault.Kind == FaultKind.StoreAway ? fault.For : TimeSpan.FromSeconds(0.1 + (0.6 * fault.Size));
        while (!end.IsCancellationRequested)
        {
            Execute(connection, "BEGIN IMMEDIATE");
            try
            {
                await Task.Delay(hold, end.Token);
            }
            catch (OperationCanceledException)
            {
                // Its time is over.
            }

            Execute(connection, "ROLLBACK");
        }
    }

    public async Task<StoreContent> ReadAsync()
    {
        await using var connection = Open(SqliteOpenMode.ReadOnly);
        return new StoreContent
        {
            Ledger = Read(connection, "SELECT id, url, canonical_url, state, outcome, reason, detail, article_id, revision FROM ledger", row => new LedgerRow(
                Id(row, 0), row.GetString(1), row.GetString(2), States[row.GetInt32(3)], Text(row, 4), Text(row, 5), Text(row, 6), Text(row, 7), row.IsDBNull(8) ? null : row.GetInt32(8))),
            Articles = Read(connection, "SELECT id, canonical_url, revision, json FROM articles", row => new ArticleRow(
                row.GetString(0), row.GetString(1), row.GetInt32(2), JsonNode.Parse(row.GetString(3))!)),
            Contents = Read(connection, "SELECT article_id, json FROM contents", row => new ContentRow(row.GetString(0), StoreContent.FingerprintOf(JsonNode.Parse(row.GetString(1))!))),
            Scheduled = Read(connection, "SELECT entry_id, type, body FROM schedule", row => new ScheduledRow(Id(row, 0), row.GetString(1), row.GetString(2))),
            DeadLetters = Read(connection, "SELECT stage, kind, state, json FROM dead_letters", row => new DeadLetterRow(row.GetString(0), row.GetString(1), LetterStates[row.GetInt32(2)], row.GetString(3))),
            InStories = [.. Read(connection, "SELECT article_id FROM story_articles", row => row.GetString(0))],
        };
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private SqliteConnection Open(SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(disk.Folder, "ingestion.db"), Mode = mode, Pooling = false, DefaultTimeout = 30 }.ConnectionString);
        connection.Open();
        return connection;
    }

#pragma warning disable CA2100 // Texts of this file only.
    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static List<T> Read<T>(SqliteConnection connection, string sql, Func<SqliteDataReader, T> of)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(of(reader));
        }

        return rows;
    }
#pragma warning restore CA2100

    private static Guid Id(SqliteDataReader row, int column) => new(row.GetFieldValue<byte[]>(column), bigEndian: true);

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
