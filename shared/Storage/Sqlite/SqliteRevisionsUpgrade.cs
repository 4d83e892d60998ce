using System.Text.Json;
using Ingestion.Contracts;
using Ingestion.News.Versions;

namespace Ingestion.Storage.Sqlite;

/// <summary>Files the revisions of a file of version 2 as version 3 does: by their content and not by their number. An embargo held nothing back then.</summary>
internal static class SqliteRevisionsUpgrade
{
    public static void Run(SqliteSession session)
    {
        foreach (var id in session.Query("SELECT id FROM articles", row => row.GetString(0)))
        {
            var filed = session.Query(
                "SELECT json, entry_id FROM revisions WHERE article_id = @id ORDER BY revision",
                row => (Article: JsonSerializer.Deserialize<ArticleEnriched>(row.GetString(0), ContractJson.Options)!, EntryId: new Guid(row.GetFieldValue<byte[]>(1), bigEndian: true)),
                ("@id", id));
            if (filed[^1].Article is { PubStatus: PubStatus.Canceled } tombstone)
            {
                SqliteArticleStore.Put(session, Tombstone(tombstone), new ArticleStanding(PubStatus.Canceled, VersionOrder.Of(tombstone)), firstContent: "");
                continue;
            }

            foreach (var (article, entryId) in filed)
            {
                SqliteContents.Add(session, article, entryId);
            }

            session.Execute("UPDATE articles SET first_content = @name WHERE id = @id", ("@id", id), ("@name", Content.NameOf(filed[0].Article)));
            SqliteArticleStore.Stand(session, History.Of([.. SqliteContents.Of(session, id).Select(content => content.Filed)]), DateTimeOffset.MaxValue, name: "");
        }

        session.Execute("DROP TABLE revisions");
    }

    internal static ArticleEnriched Tombstone(ArticleEnriched old) =>
        old with { Revision = History.TombstoneRevision, Changes = null, Withdrawal = new Withdrawal { Reason = WithdrawReason.Kill, Detail = old.EdNote, At = old.IndexedAt!.Value } };
}
