using System.Text.Json;
using Ingestion.Contracts;
using Ingestion.News.Versions;
using Microsoft.Data.Sqlite;

namespace Ingestion.Storage.Sqlite;

/// <summary>
/// Articles in SQLite: <c>contents</c> and <c>annotations</c> have what was filed, <c>articles</c> what stands of each article and <c>search</c> its words where it is listed.
/// They change in one transaction.
/// </summary>
internal sealed class SqliteArticleStore(SqliteDatabase database) : IArticleStore
{
    public Task<ArticleEnriched?> FindAsync(string articleId, CancellationToken cancellationToken) => database.ReadAsync(
        session => Standing(session, articleId), cancellationToken);

    public Task<IReadOnlyList<ArticleEnriched>> RevisionsAsync(string articleId, CancellationToken cancellationToken) => database.ReadAsync(
        session => Standing(session, articleId) is { PubStatus: PubStatus.Canceled } tombstone ? [tombstone] : History.Of(Filed(session, articleId)), cancellationToken);

    public Task<ArticleStanding?> FindStandingAsync(string articleId, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.Query(
            "SELECT pub_status, newest_order FROM articles WHERE id = @id", row => new ArticleStanding(row.GetString(0), row.GetString(1)), ("@id", articleId)).SingleOrDefault(),
        cancellationToken);

    public Task<Filing> FileAsync(ArticleEnriched article, Guid entryId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(article);
        _ = article.IndexedAt ?? throw new ArgumentException("No filing time is set.", nameof(article));
        if (article.PubStatus == PubStatus.Canceled)
        {
            throw new ArgumentException("What is canceled is not filed but withdrawn.", nameof(article));
        }

        return database.WriteAsync(
            session =>
            {
                if (Standing(session, article.ArticleId) is { PubStatus: PubStatus.Canceled } tombstone)
                {
                    return new Filing(tombstone, [], entryId, false);
                }

                var name = SqliteContents.Add(session, article, entryId);
                var contents = SqliteContents.Of(session, article.ArticleId);
                if (StoredContent.IsReading(article) && SqliteContents.AddReading(session, contents.Single(one => one.Name == name), article, entryId))
                {
                    contents = SqliteContents.Of(session, article.ArticleId);
                }

                var revisions = History.Of([.. contents.Select(one => one.Filed)]);
                var first = Stand(session, revisions, now, name);
                var content = contents.Single(one => one.Name == name);
                return new Filing(null, revisions, content.EntryId, first == name) { Readings = content.Readings, LastOrder = content.LastOrder };
            },
            cancellationToken);
    }

    public Task<ArticleEnriched> WithdrawAsync(ArticleEnriched tombstone, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tombstone);
        _ = tombstone.IndexedAt ?? throw new ArgumentException("No filing time is set.", nameof(tombstone));
        return database.WriteAsync(
            session =>
            {
                if (Standing(session, tombstone.ArticleId) is { PubStatus: PubStatus.Canceled } standing)
                {
                    return standing;
                }

                var buried = tombstone with { PubStatus = PubStatus.Canceled, Revision = History.TombstoneRevision };
                Put(session, buried, new ArticleStanding(PubStatus.Canceled, VersionOrder.Of(tombstone)), firstContent: "");
                return buried;
            },
            cancellationToken);
    }

    public Task<bool> IsFiledAsync(ArticleEnriched version, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(version);
        return database.ReadAsync(
            session => session.Scalar<long>(
                $"""
                SELECT count(*) FROM contents WHERE article_id = @id AND name = @name AND first_order <= @order AND last_order >= @order
                    AND article_id NOT IN (SELECT id FROM articles WHERE id = @id AND pub_status = '{PubStatus.Canceled}')
                """,
                ("@id", version.ArticleId), ("@name", Content.NameOf(version)), ("@order", VersionOrder.Of(version))) > 0,
            cancellationToken);
    }

    public async Task<IReadOnlyList<Reading>> ReadingsAsync(string articleId, CancellationToken cancellationToken) => await database.ReadAsync<List<Reading>>(
        session => Standing(session, articleId) is { PubStatus: PubStatus.Canceled } ? [] : [.. SqliteContents.Of(session, articleId).SelectMany(content => content.Readings)],
        cancellationToken);

    public Task NoteSaidAsync(ArticleEnriched announced, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(announced);
        return database.WriteAsync(session => SqliteContents.NoteSaid(session, announced), cancellationToken);
    }

    public async Task<IReadOnlyList<string>> ArchiveKeysAsync(string articleId, CancellationToken cancellationToken) => await database.ReadAsync(
        session => session.Query("SELECT archive_key FROM article_bytes WHERE article_id = @id", row => row.GetString(0), ("@id", articleId)), cancellationToken);

    public Task PurgeAsync(string articleId, CancellationToken cancellationToken) => database.WriteAsync(
        session =>
        {
            const string Withdrawn = $"WHERE article_id IN (SELECT id FROM articles WHERE id = @id AND pub_status = '{PubStatus.Canceled}')";
            session.Execute("DELETE FROM annotations " + Withdrawn, ("@id", articleId));
            session.Execute("DELETE FROM contents " + Withdrawn, ("@id", articleId));
            return session.Execute("DELETE FROM article_bytes " + Withdrawn, ("@id", articleId));
        },
        cancellationToken);

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
        var sql = $"SELECT a.json FROM articles a WHERE a.pub_status = '{PubStatus.Usable}'"
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

    /// <summary>Lists the newest revision that may be shown.</summary>
    /// <returns>The name of the content that was filed first.</returns>
    internal static string Stand(SqliteSession session, IReadOnlyList<ArticleEnriched> revisions, DateTimeOffset now, string name)
    {
        var shown = History.Current(revisions, now);
        return Put(session, shown ?? revisions[^1], ArticleStanding.Of(revisions, shown), name);
    }

    internal static string Put(SqliteSession session, ArticleEnriched article, ArticleStanding standing, string firstContent)
    {
        var (number, first) = session.Query(
            """
            INSERT INTO articles (id, revision, pub_status, host, language, canonical_url, indexed_at, json, first_content, newest_order)
            VALUES (@id, @revision, @status, @host, @language, @canonicalUrl, @indexedAt, @json, @firstContent, @newestOrder)
            ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, pub_status = excluded.pub_status, host = excluded.host, language = excluded.language,
                canonical_url = excluded.canonical_url, indexed_at = excluded.indexed_at, json = excluded.json, newest_order = excluded.newest_order
            RETURNING number, first_content
            """,
            row => (row.GetInt64(0), row.GetString(1)),
            ("@id", article.ArticleId), ("@revision", article.Revision), ("@status", standing.Status), ("@host", article.Provider.Host),
            ("@language", article.Language.Tag), ("@canonicalUrl", article.CanonicalUrl), ("@indexedAt", Moments.Floor(article.IndexedAt!.Value)),
            ("@json", JsonSerializer.Serialize(article, ContractJson.Options)), ("@firstContent", firstContent), ("@newestOrder", standing.NewestOrder)).Single();
        session.Execute("DELETE FROM search WHERE rowid = @number", ("@number", number));
        if (standing.Status == PubStatus.Usable)
        {
            session.Execute(
                "INSERT INTO search (rowid, headline, body) VALUES (@number, @headline, @body)",
                ("@number", number), ("@headline", SearchText.Words(article.Headline)), ("@body", SearchText.Words(article.Body.Text)));
        }

        return first;
    }

    private static List<FiledContent> Filed(SqliteSession session, string articleId) => [.. SqliteContents.Of(session, articleId).Select(content => content.Filed)];

    private static ArticleEnriched? Standing(SqliteSession session, string articleId) =>
        session.Query("SELECT json FROM articles WHERE id = @id", Read, ("@id", articleId)).SingleOrDefault();

    internal static ArticleEnriched Read(SqliteDataReader row) => JsonSerializer.Deserialize<ArticleEnriched>(row.GetString(0), ContractJson.Options)!;
}
