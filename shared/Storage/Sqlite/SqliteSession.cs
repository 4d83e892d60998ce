using Microsoft.Data.Sqlite;

namespace Ingestion.Storage.Sqlite;

/// <summary>One connection with its prepared statements. For one user at a time.</summary>
internal sealed class SqliteSession : IDisposable
{
    /// <summary>How long SQLite itself waits for another process, in steps of 1 to 100 ms.</summary>
    public const int BusyTimeoutMilliseconds = 10_000;

    // Above the busy timeout: when SQLite gives up waiting, the provider would go on trying in steps of 150 ms until this many seconds are over.
    private const int CommandTimeoutSeconds = 11;

    private readonly SqliteConnection connection;
    private readonly Dictionary<string, SqliteCommand> prepared = new(StringComparer.Ordinal);

    private SqliteSession(SqliteConnection connection) => this.connection = connection;

    /// <summary>Opens the file, or makes it.</summary>
    public static SqliteSession Open(string path)
    {
        var opened = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            Pooling = false, // SqliteDatabase keeps sessions, with their statements, itself.
            DefaultTimeout = CommandTimeoutSeconds,
        }.ConnectionString);
        try
        {
            opened.Open();
            var session = new SqliteSession(opened);
            session.Execute($"PRAGMA busy_timeout = {BusyTimeoutMilliseconds}");
            // NORMAL in WAL mode: a commit survives the death of the process at any moment; a power cut may take the last moments, never the file.
            session.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 67108864");
            // 32 MB of log before it is carried over, and not 4: lists of a million URLs touch the same index pages again and again; measured a quarter
            // less to write, and a fifth less CPU.
            session.Execute("PRAGMA wal_autocheckpoint = 8000");
            session.Execute("PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY");
            // What is withdrawn is overwritten where that costs no further writes.
            session.Execute("PRAGMA secure_delete = FAST");
            return session;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Runs a statement.</summary>
    /// <returns>Rows changed.</returns>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) => Command(sql, parameters).ExecuteNonQuery();

    /// <summary>First column of the first row; the default when there is none or it is null.</summary>
    public T? Scalar<T>(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Command(sql, parameters).ExecuteScalar() is T value ? value : default;

    /// <summary>All rows.</summary>
    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var reader = Command(sql, parameters).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    public void Dispose()
    {
        foreach (var command in prepared.Values)
        {
            command.Dispose();
        }

        connection.Dispose();
    }

    // The texts are constants of this folder, few in number: values travel as parameters only.
#pragma warning disable CA2100
    private SqliteCommand Command(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (!prepared.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, _) in parameters)
            {
                command.Parameters.AddWithValue(name, DBNull.Value);
            }

            prepared.Add(sql, command);
        }

        foreach (var (name, value) in parameters)
        {
            command.Parameters[name].Value = value ?? DBNull.Value;
        }

        return command;
    }
#pragma warning restore CA2100
}
