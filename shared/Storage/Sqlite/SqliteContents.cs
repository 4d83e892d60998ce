using System.Text.Json;
using Ingestion.Contracts;
using Ingestion.News.Versions;

namespace Ingestion.Storage.Sqlite;

/// <summary>What was filed of an article: contents, and what was found in them later. Within the caller's transaction.</summary>
internal static class SqliteContents
{
    /// <summary>Adds a version to what is filed.</summary>
    /// <returns>The name of its content.</returns>
    public static string Add(SqliteSession session, ArticleEnriched article, Guid entryId)
    {
        var (name, order) = (Content.NameOf(article), VersionOrder.Of(article));
        session.Execute(
            """
            INSERT INTO contents (article_id, name, first_order, last_order, entry_id, json) VALUES (@id, @name, @order, @order, @entry, @json)
            ON CONFLICT (article_id, name) DO UPDATE SET first_order = min(first_order, excluded.first_order), last_order = max(last_order, excluded.last_order)
            """,
            ("@id", article.ArticleId), ("@name", name), ("@order", order), ("@entry", entryId.ToByteArray(bigEndian: true)),
            ("@json", JsonSerializer.Serialize(StoredContent.Alone(article, order), ContractJson.Options)));
        session.Execute(
            "INSERT INTO article_bytes (article_id, archive_key) VALUES (@id, @key) ON CONFLICT DO NOTHING", ("@id", article.ArticleId), ("@key", article.Provenance.ArchiveKey));
        return name;
    }

    /// <summary>Adds what was found in a content that is filed.</summary>
    /// <returns>False when there is nothing new.</returns>
    public static bool AddReading(SqliteSession session, StoredContent content, ArticleEnriched read, Guid entryId)
    {
        if (Readings.Further(content.Article, content.Readings, read, entryId) is not { } reading)
        {
            return false;
        }

        return session.Execute(
            """
            INSERT INTO annotations (article_id, name, enricher, fingerprint, enriched_at, archive_key, entry_id, is_said, json)
            VALUES (@id, @name, @enricher, @fingerprint, @at, @key, @entry, @said, @json)
            ON CONFLICT (article_id, name, enricher, fingerprint) DO UPDATE
            SET enriched_at = excluded.enriched_at, archive_key = excluded.archive_key, entry_id = excluded.entry_id, is_said = excluded.is_said
            """,
            ("@id", read.ArticleId), ("@name", content.Name), ("@enricher", reading.Enricher ?? ""), ("@fingerprint", reading.Fingerprint),
            ("@at", reading.EnrichedAt is { } at ? Moments.Floor(at) : null), ("@key", reading.ArchiveKey), ("@entry", reading.EntryId.ToByteArray(bigEndian: true)),
            ("@said", reading.IsSaid ? 1 : 0),
            ("@json", reading.Article is { } article ? JsonSerializer.Serialize(StoredContent.Alone(article, VersionOrder.Of(article)), ContractJson.Options) : null)) > 0;
    }

    public static int NoteSaid(SqliteSession session, ArticleEnriched announced) => session.Execute(
        "UPDATE annotations SET is_said = 1 WHERE article_id = @id AND name = @name AND enricher = @enricher AND fingerprint = @fingerprint",
        ("@id", announced.ArticleId), ("@name", Content.NameOf(announced)), ("@enricher", announced.Provenance.Enricher ?? ""), ("@fingerprint", Annotations.Fingerprint(announced)));

    public static List<StoredContent> Of(SqliteSession session, string articleId)
    {
        var later = session.Query(
            "SELECT json, name, enricher, fingerprint, enriched_at, archive_key, entry_id, is_said FROM annotations WHERE article_id = @id",
            row => (Name: row.GetString(1), Reading: new Reading
            {
                Fingerprint = row.GetString(3),
                Enricher = row.GetString(2) is { Length: > 0 } enricher ? enricher : null,
                EnrichedAt = row.IsDBNull(4) ? null : Moments.Of(row.GetInt64(4)),
                ArchiveKey = row.GetString(5),
                EntryId = new Guid(row.GetFieldValue<byte[]>(6), bigEndian: true),
                IsSaid = row.GetInt64(7) == 1,
                Article = row.IsDBNull(0) ? null : SqliteArticleStore.Read(row),
            }),
            ("@id", articleId)).ToLookup(one => one.Name, one => one.Reading, StringComparer.Ordinal);
        return session.Query(
            "SELECT json, name, entry_id, first_order, last_order FROM contents WHERE article_id = @id",
            row =>
            {
                var (article, name, entryId) = (SqliteArticleStore.Read(row), row.GetString(1), new Guid(row.GetFieldValue<byte[]>(2), bigEndian: true));
                return new StoredContent(name, entryId, row.GetString(3), row.GetString(4), article, Readings.Of(article, entryId, later[name]));
            },
            ("@id", articleId));
    }
}
