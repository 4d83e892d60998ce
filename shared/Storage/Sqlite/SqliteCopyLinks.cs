namespace Ingestion.Storage.Sqlite;

/// <summary>Links as rows of <c>copy_links</c>: each leads from an article to a smaller id of its group.</summary>
internal static class SqliteCopyLinks
{
    /// <summary>All articles of the group <c>@id</c>, as the table <c>joined</c> with the column <c>id</c>.</summary>
    public const string Joined =
        "WITH RECURSIVE joined (id) AS (SELECT @id UNION SELECT copy_links.article_id FROM copy_links JOIN joined ON copy_links.parent = joined.id)";

    /// <summary>The end of an article's way, which is made shorter, and remembered as long as any whose way goes along it.</summary>
    public static string Root(SqliteSession session, string articleId, long keepUntil)
    {
        var path = Path(session, articleId);
        foreach (var step in path.SkipLast(1))
        {
            session.Execute(
                "UPDATE copy_links SET parent = @root, keep_until = max(keep_until, @until) WHERE article_id = @id", ("@root", path[^1]), ("@until", keepUntil), ("@id", step));
        }

        return path[^1];
    }

    // Each step is to a smaller id, so it ends.
    public static List<string> Path(SqliteSession session, string articleId)
    {
        List<string> path = [articleId];
        while (session.Scalar<string>("SELECT parent FROM copy_links WHERE article_id = @id", ("@id", path[^1])) is { } parent)
        {
            path.Add(parent);
        }

        return path;
    }
}
