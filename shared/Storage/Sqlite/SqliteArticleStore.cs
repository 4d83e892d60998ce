using System.Text.Json;
using Ingestion.Contracts;
using Microsoft.Data.Sqlite;

namespace Ingestion.Storage.Sqlite;

/// <summary>
/// Articles in SQLite: <c>articles</c> has the latest revision of each, <c>revisions</c> the JSON of all, <c>search</c> the words of the usable ones.
/// The three change in one transaction.
/// </summary>
internal sealed class SqliteArticleStore(SqliteDatabase database) : IArticleStore
{
    private const string Latest = "SELECT r.json FROM articles a JOIN revisions r ON r.article_id = a.id AND r.revision = a.revision ";

    public Task<ArticleEnriched?> FindAsync(string articleId, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.Query(Latest + "WHERE a.id = @id", Read, ("@id", articleId)).FirstOrDefault(), cancellationToken);

    public async Task<IReadOnlyList<ArticleEnriched>> RevisionsAsync(string articleId, CancellationToken cancellationToken) => await database.ReadAsync(
        session => session.Query("SELECT json FROM revisions WHERE article_id = @id ORDER BY revision", Read, ("@id", articleId)), cancellationToken);

    public Task<ArticleEnriched?> FindFiledByAsync(string articleId, Guid entryId, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.Query(
            "SELECT json FROM revisions WHERE article_id = @id AND entry_id = @entry ORDER BY revision DESC LIMIT 1",
            Read, ("@id", articleId), ("@entry", entryId.ToByteArray(bigEndian: true))).FirstOrDefault(),
        cancellationToken);

    public Task<bool> TryFileAsync(ArticleEnriched article, Guid entryId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(article);
        var revision = article.Revision ?? throw new ArgumentException("No revision is set.", nameof(article));
        var indexedAt = Moments.Floor(article.IndexedAt ?? throw new ArgumentException("No filing time is set.", nameof(article)));
        // All that takes time is done before the write lock is taken.
        var json = JsonSerializer.Serialize(article, ContractJson.Options);
        var usable = article.PubStatus == PubStatus.Usable;
        var (headline, body) = usable ? (SearchText.Words(article.Headline), SearchText.Words(article.Body.Text)) : ("", "");

        return database.WriteAsync(
            session =>
            {
                var latest = session.Query(
                    "SELECT number, revision, pub_status FROM articles WHERE id = @id",
                    row => (Number: row.GetInt64(0), Revision: row.GetInt32(1), PubStatus: row.GetString(2)), ("@id", article.ArticleId))
                    .SingleOrDefault();
                if (revision != latest.Revision + 1 || latest.PubStatus == PubStatus.Canceled)
                {
                    return false;
                }

                if (article.PubStatus == PubStatus.Canceled)
                {
                    session.Execute("DELETE FROM revisions WHERE article_id = @id", ("@id", article.ArticleId));
                }

                session.Execute(
                    """
                    INSERT INTO revisions (article_id, revision, entry_id, fingerprint, indexed_at, json)
                    VALUES (@id, @revision, @entry, @fingerprint, @indexedAt, @json)
                    """,
                    ("@id", article.ArticleId), ("@revision", revision), ("@entry", entryId.ToByteArray(bigEndian: true)),
                    ("@fingerprint", article.Body.Fingerprint), ("@indexedAt", indexedAt), ("@json", json));
                var number = session.Scalar<long>(
                    """
                    INSERT INTO articles (id, revision, pub_status, host, language, canonical_url, indexed_at)
                    VALUES (@id, @revision, @pubStatus, @host, @language, @canonicalUrl, @indexedAt)
                    ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, pub_status = excluded.pub_status, host = excluded.host,
                        language = excluded.language, canonical_url = excluded.canonical_url, indexed_at = excluded.indexed_at
                    RETURNING number
                    """,
                    ("@id", article.ArticleId), ("@revision", revision), ("@pubStatus", article.PubStatus), ("@host", article.Provider.Host),
                    ("@language", article.Language.Tag), ("@canonicalUrl", article.CanonicalUrl), ("@indexedAt", indexedAt));
                if (revision > 1)
                {
                    session.Execute("DELETE FROM search WHERE rowid = @number", ("@number", number));
                }

                if (usable)
                {
                    session.Execute(
                        "INSERT INTO search (rowid, headline, body) VALUES (@number, @headline, @body)",
                        ("@number", number), ("@headline", headline), ("@body", body));
                }

                return true;
            },
            cancellationToken);
    }

    public async Task<ArticlePage> ListAsync(ArticleQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, 200, nameof(query));
        var after = PageCursor.Parse(query.After);
        var phrases = string.IsNullOrWhiteSpace(query.Text) ? null : SearchText.Phrases(query.Text);
        if (phrases is { Count: 0 })
        {
            return new ArticlePage([], null);
        }

        // Each phrase between quotation marks, which no folded word holds: FTS5 sees only strings, joined by its implicit AND.
        var match = phrases is null ? null : string.Join(' ', phrases.Select(phrase => $"\"{phrase}\""));
        var sql = Latest + $"WHERE a.pub_status = '{PubStatus.Usable}'"
            + (match is null ? "" : " AND a.number IN (SELECT rowid FROM search WHERE search MATCH @match)")
            + (query.Language is null ? "" : " AND a.language = @language")
            + (query.Host is null ? "" : " AND a.host = @host")
            + (query.CanonicalUrl is null ? "" : " AND a.canonical_url = @url")
            + (after is null ? "" : " AND (a.indexed_at, a.id) < (@afterAt, @afterId)")
            + " ORDER BY a.indexed_at DESC, a.id DESC LIMIT @limit";
        var found = await database.ReadAsync(
            session => session.Query(
                sql, Read, ("@match", match), ("@language", query.Language), ("@host", query.Host), ("@url", query.CanonicalUrl),
                ("@afterAt", after?.IndexedAt), ("@afterId", after?.ArticleId), ("@limit", query.Limit + 1)),
            cancellationToken);
        return PageCursor.PageOf(found, query.Limit);
    }

    public Task<long> CountAsync(CancellationToken cancellationToken) => database.ReadAsync(
        session => session.Scalar<long>(
            $"SELECT (SELECT count(*) FROM articles) - (SELECT count(*) FROM articles WHERE pub_status = '{PubStatus.Canceled}')"),
        cancellationToken);

    private static ArticleEnriched Read(SqliteDataReader row) => JsonSerializer.Deserialize<ArticleEnriched>(row.GetString(0), ContractJson.Options)!;
}
