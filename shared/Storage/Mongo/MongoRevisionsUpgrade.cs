using Ingestion.Contracts;
using Ingestion.News.Versions;
using Ingestion.Storage.Sqlite;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Ingestion.Storage.Mongo;

/// <summary>
/// Files the revisions of an earlier version as this one does: by their content and not by their number. Article by article; several may do so at once, and one
/// that is cut short goes on where it was. An embargo held nothing back then.
/// </summary>
internal static class MongoRevisionsUpgrade
{
    private static readonly FilterDefinitionBuilder<BsonDocument> Filter = Builders<BsonDocument>.Filter;

    public static async Task RunAsync(MongoConnection connection, CancellationToken cancellationToken)
    {
        var store = new MongoArticleStore(connection);
        while (await connection.OldRevisions.Find(Filter.Empty).FirstOrDefaultAsync(cancellationToken) is { } any)
        {
            var id = any["articleId"].AsString;
            var old = await connection.OldRevisions.Find(Filter.Eq("articleId", id)).Sort(Builders<BsonDocument>.Sort.Ascending("revision")).ToListAsync(cancellationToken);
            foreach (var revision in old)
            {
                await FileAsync(store, ArticleBson.Read(revision), revision, cancellationToken);
            }

            if (old.Count > 0 && old[^1]["pubStatus"] != PubStatus.Canceled)
            {
                await store.StandAsync(id, Content.NameOf(ArticleBson.Read(old[0])), DateTimeOffset.MaxValue, cancellationToken);
            }

            await connection.OldRevisions.DeleteManyAsync(Filter.Eq("articleId", id), cancellationToken);
        }
    }

    private static async Task FileAsync(MongoArticleStore store, ArticleEnriched article, BsonDocument revision, CancellationToken cancellationToken)
    {
        if (article.PubStatus == PubStatus.Canceled)
        {
            await store.WithdrawAsync(SqliteRevisionsUpgrade.Tombstone(article), cancellationToken);
        }
        else
        {
            await store.AddAsync(article, revision["entryId"].AsBsonBinaryData.ToGuid(GuidRepresentation.Standard), cancellationToken);
        }
    }
}
