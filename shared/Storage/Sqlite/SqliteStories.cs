using System.Text.Json;
using Ingestion.Contracts;
using Microsoft.Data.Sqlite;

namespace Ingestion.Storage.Sqlite;

/// <summary>Stories in SQLite: one row with the whole story as JSON, and one for each of its articles.</summary>
internal sealed class SqliteStories(SqliteDatabase database) : IStories
{
    // A save deletes at most so many that have expired: what comes in pays for what goes.
    private const int ExpiredPerSave = 4;

    public Task<bool> TrySaveAsync(Story story, DateTimeOffset now, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(story);
        return database.WriteAsync(
            session =>
            {
                var before = session.Scalar<long>("SELECT version FROM stories WHERE id = @id", ("@id", story.StoryId)); // 0: there is none
                if (Sequence(session) != story.Sequence - 1 || (before != 0 && before != story.Version - 1))
                {
                    return false;
                }

                foreach (var expired in session.Query(
                    "SELECT id FROM stories WHERE expires_at <= @now AND id != @id ORDER BY expires_at LIMIT @most", row => row.GetString(0),
                    ("@now", Moments.Floor(now)), ("@id", story.StoryId), ("@most", ExpiredPerSave)))
                {
                    session.Execute("DELETE FROM story_articles WHERE story_id = @id", ("@id", expired));
                    session.Execute("DELETE FROM stories WHERE id = @id", ("@id", expired));
                }

                session.Execute("INSERT OR REPLACE INTO story_sequence (one, sequence) VALUES (1, @sequence)", ("@sequence", story.Sequence));
                session.Execute(
                    "INSERT OR REPLACE INTO stories (id, version, sequence, updated_at, expires_at, json) VALUES (@id, @version, @sequence, @updatedAt, @expiresAt, @json)",
                    ("@id", story.StoryId), ("@version", story.Version), ("@sequence", story.Sequence), ("@updatedAt", Moments.Floor(story.UpdatedAt)), ("@expiresAt", Moments.Floor(expiresAt)),
                    ("@json", JsonSerializer.Serialize(story, ContractJson.Options)));
                if (story.Joined is { } joined)
                {
                    session.Execute("INSERT OR REPLACE INTO story_articles (article_id, story_id) VALUES (@article, @id)", ("@article", joined), ("@id", story.StoryId));
                }

                return true;
            },
            cancellationToken);
    }

    public Task<(IReadOnlyList<Story> Stories, long Sequence)> ActiveAsync(DateTimeOffset since, CancellationToken cancellationToken) => database.ReadAsync(
        session => ((IReadOnlyList<Story>)session.Query("SELECT json FROM stories WHERE updated_at >= @since", Read, ("@since", Moments.Floor(since))), Sequence(session)),
        cancellationToken);

    public Task<(IReadOnlyList<Story> Stories, long Sequence)> ChangedSinceAsync(long sequence, CancellationToken cancellationToken) => database.ReadAsync(
        session => Sequence(session) is var last && last == sequence
            ? ((IReadOnlyList<Story>)[], last)
            : (session.Query("SELECT json FROM stories WHERE sequence > @sequence", Read, ("@sequence", sequence)), last),
        cancellationToken);

    public Task<Story?> FindAsync(string storyId, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.Query("SELECT json FROM stories WHERE id = @id", Read, ("@id", storyId)).FirstOrDefault(), cancellationToken);

    public Task<Story?> FindOfAsync(string articleId, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.Query("SELECT json FROM story_articles JOIN stories ON id = story_id WHERE article_id = @article", Read, ("@article", articleId)).FirstOrDefault(),
        cancellationToken);

    private static long Sequence(SqliteSession session) => session.Scalar<long>("SELECT sequence FROM story_sequence");

    private static Story Read(SqliteDataReader row) => JsonSerializer.Deserialize<Story>(row.GetString(0), ContractJson.Options)!;
}
