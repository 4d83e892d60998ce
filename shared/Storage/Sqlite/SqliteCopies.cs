using System.Text.Json;
using Ingestion.Contracts;

namespace Ingestion.Storage.Sqlite;

/// <summary>Sketches in SQLite. The own sketch is written in the transaction that searches: the one writer at a time of the file does the rest.</summary>
internal sealed class SqliteCopies(SqliteDatabase database) : ICopies
{
    private readonly SqliteCopyKeys keys = new(database);

    public async Task<CopyNote?> NoteAsync(CopySketch sketch, DateTimeOffset now, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sketch);
        await keys.LearnAsync(cancellationToken);
        return await database.WriteAsync(
            session =>
            {
                SqliteCopyRows.RemoveExpired(session, now);
                var before = session.Query(
                    "SELECT version_order, said_version, standing FROM copy_sketches WHERE article_id = @id",
                    row => (Order: row.GetString(0), Standing: SqliteCopyRows.Standing(row, 1)),
                    ("@id", sketch.ArticleId)).FirstOrDefault();
                if (before.Order is not null && string.CompareOrdinal(before.Order, sketch.VersionOrder) > 0)
                {
                    return null;
                }

                var number = SqliteCopyRows.Put(session, sketch, expiresAt);
                var (articles, full) = CopyCandidates.Choose(keys.Sharing(session, sketch.Keys, number));
                SqliteCopyKeys.Remove(session, number, full);
                var candidates = articles.Count == 0
                    ? []
                    : session.Query(
                        $"SELECT {SqliteCopyRows.Columns}, number FROM copy_sketches WHERE number IN (SELECT value FROM json_each(@numbers)) AND expires_at > @now",
                        row => (Entry: SqliteCopyRows.Entry(row), Number: row.GetInt64(15)),
                        ("@numbers", JsonSerializer.Serialize(articles)), ("@now", Moments.Floor(now)));
                var places = articles.Select((article, place) => (article, place)).ToDictionary(pair => pair.article, pair => pair.place);
                return new CopyNote(before.Standing ?? CopyStanding.None, before.Order is null, [.. candidates.OrderBy(found => places[found.Number]).Select(found => found.Entry)]);
            },
            cancellationToken);
    }

    public Task<string> JoinAsync(IReadOnlyList<string> articleIds, DateTimeOffset keepUntil, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(articleIds);
        return database.WriteAsync(
            session =>
            {
                var roots = articleIds.Select(id => SqliteCopyLinks.Root(session, id, Moments.Floor(keepUntil))).Distinct().Order(StringComparer.Ordinal).ToList();
                foreach (var root in roots.Skip(1))
                {
                    session.Execute(
                        "INSERT INTO copy_links (article_id, parent, keep_until) VALUES (@id, @parent, @until)",
                        ("@id", root), ("@parent", roots[0]), ("@until", Moments.Floor(keepUntil)));
                }

                return roots[0];
            },
            cancellationToken);
    }

    public Task<string> GroupOfAsync(string articleId, CancellationToken cancellationToken) =>
        database.ReadAsync(session => SqliteCopyLinks.Path(session, articleId)[^1], cancellationToken);

    public Task<IReadOnlyCollection<string>> JoinedAsync(string groupId, CancellationToken cancellationToken) => database.ReadAsync(
        session => (IReadOnlyCollection<string>)session.Query($"{SqliteCopyLinks.Joined} SELECT id FROM joined", row => row.GetString(0), ("@id", groupId)), cancellationToken);

    public Task<IReadOnlyList<CopyEntry>> MembersAsync(string groupId, CancellationToken cancellationToken) => database.ReadAsync(
        session => (IReadOnlyList<CopyEntry>)session.Query(
            $"{SqliteCopyLinks.Joined} SELECT {SqliteCopyRows.Columns} FROM joined CROSS JOIN copy_sketches ON copy_sketches.article_id = joined.id",
            SqliteCopyRows.Entry, ("@id", groupId)),
        cancellationToken);

    public Task<CopyEntry?> FindAsync(string articleId, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.Query($"SELECT {SqliteCopyRows.Columns} FROM copy_sketches WHERE article_id = @id", SqliteCopyRows.Entry, ("@id", articleId)).FirstOrDefault(), cancellationToken);

    public Task<bool> TrySaveAsync(string articleId, CopyStanding standing, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(standing);
        return database.WriteAsync(
            session => session.Execute(
                "UPDATE copy_sketches SET version = @version, standing = @standing WHERE article_id = @id AND version = @version - 1",
                ("@id", articleId), ("@version", standing.Version), ("@standing", JsonSerializer.Serialize(standing, ContractJson.Options))) == 1,
            cancellationToken);
    }

    public Task NoteSaidAsync(string articleId, long version, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.Execute(
            "UPDATE copy_sketches SET said_version = @version WHERE article_id = @id AND said_version < @version", ("@id", articleId), ("@version", version)),
        cancellationToken);

    public Task RemoveAsync(string articleId, string? upTo, CancellationToken cancellationToken) => database.WriteAsync(
        session =>
        {
            SqliteCopyRows.Remove(session, articleId, upTo);
            return 0;
        },
        cancellationToken);
}
