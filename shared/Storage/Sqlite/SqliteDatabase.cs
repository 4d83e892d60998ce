using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Ingestion.Storage.Sqlite;

/// <summary>
/// The one file, shared by any number of processes of one machine. In a process all writes go through one session, one after another:
/// SQLite has one writer anyway, and a queue in memory is cheaper than processes' and threads' waiting for its lock. Reads go beside it.
/// Nothing is opened before the first use.
/// </summary>
internal sealed class SqliteDatabase(string path) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly ConcurrentBag<SqliteSession> readers = [];
    private SqliteSession? writer;
    private volatile bool prepared;
    private volatile bool disposed;

    /// <summary>Full path of the file.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>Makes folder, file and tables where they are missing.</summary>
    public Task PrepareAsync(CancellationToken cancellationToken) => WriteAsync(_ => 0, cancellationToken);

    /// <summary>Runs work in one transaction that begins as a writer, and ends when it is committed. An exception takes all of it back.</summary>
    public async Task<T> WriteAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            writer ??= OpenWriter();
            return Write(writer, work);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Runs work that only reads, all of it on the database as it was at one moment.</summary>
    public async Task<T> ReadAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken)
    {
        if (!prepared)
        {
            await PrepareAsync(cancellationToken);
        }

        ObjectDisposedException.ThrowIf(disposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        if (!readers.TryTake(out var session))
        {
            session = SqliteSession.Open(Path);
            // A process that answers many at once has many of them: the system's own cache serves them nearly as well.
            session.Execute("PRAGMA query_only = ON; PRAGMA cache_size = -8192");
        }

        try
        {
            session.Execute("BEGIN");
            var result = work(session);
            session.Execute("COMMIT");
            readers.Add(session);
            return result;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        gate.Wait();
        disposed = true;
        while (readers.TryTake(out var session))
        {
            session.Dispose();
        }

        writer?.Dispose();
        writer = null;
        gate.Release();
    }

    private T Write<T>(SqliteSession session, Func<SqliteSession, T> work)
    {
        try
        {
            session.Execute("BEGIN IMMEDIATE");
            var result = work(session);
            session.Execute("COMMIT");
            return result;
        }
        catch
        {
            try
            {
                session.Execute("ROLLBACK");
            }
            catch (SqliteException)
            {
                // SQLite took it back by itself, or the file is out of reach: the next write starts with a new connection.
                writer = null;
                session.Dispose();
            }

            throw;
        }
    }

    private SqliteSession OpenWriter()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        var session = SqliteSession.Open(Path);
        try
        {
            session.Execute("BEGIN IMMEDIATE");
            SqliteSchema.Apply(session);
            session.Execute("COMMIT");
            prepared = true;
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }
}
