namespace Ingestion.Storage.Sqlite;

/// <summary>Pages in SQLite: each change is one statement.</summary>
internal sealed class SqlitePages(SqliteDatabase database) : IPages
{
    public Task<Page?> FindAsync(string url, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.Query(
            "SELECT first_fetched_at, fetched_at, changed_at, archive_key, etag, last_modified, checks, next_check FROM pages WHERE url = @url",
            row => new Page
            {
                Url = url,
                FirstFetchedAt = Moments.Of(row.GetInt64(0)),
                FetchedAt = Moments.Of(row.GetInt64(1)),
                ChangedAt = Moments.Of(row.GetInt64(2)),
                ArchiveKey = row.GetString(3),
                ETag = row.IsDBNull(4) ? null : row.GetString(4),
                LastModified = row.IsDBNull(5) ? null : row.GetString(5),
                Checks = row.GetInt32(6),
                NextCheck = row.IsDBNull(7) ? null : new Guid(row.GetFieldValue<byte[]>(7), bigEndian: true),
            },
            ("@url", url)).FirstOrDefault(),
        cancellationToken);

    public Task NoteFetchAsync(
        string url, string archiveKey, string? etag, string? lastModified, DateTimeOffset at, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.Execute(
            """
            INSERT INTO pages (url, first_fetched_at, fetched_at, changed_at, archive_key, etag, last_modified, checks)
            VALUES (@url, @at, @at, @at, @archiveKey, @etag, @lastModified, 0)
            ON CONFLICT (url) DO UPDATE SET fetched_at = excluded.fetched_at, archive_key = excluded.archive_key, etag = excluded.etag,
                last_modified = excluded.last_modified
            """,
            ("@url", url), ("@at", Moments.Floor(at)), ("@archiveKey", archiveKey), ("@etag", etag), ("@lastModified", lastModified)),
        cancellationToken);

    public Task PlanAsync(string url, DateTimeOffset changedAt, int checks, Guid? nextCheck, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.Execute(
            "UPDATE pages SET changed_at = @changedAt, checks = @checks, next_check = @nextCheck WHERE url = @url",
            ("@url", url), ("@changedAt", Moments.Floor(changedAt)), ("@checks", checks), ("@nextCheck", nextCheck?.ToByteArray(bigEndian: true))),
        cancellationToken);
}
