using MongoDB.Bson;
using MongoDB.Driver;

namespace Ingestion.Storage.Mongo;

/// <summary>Indexes, made at the start. Making one that is there changes nothing, so several services may do it at once.</summary>
internal static class MongoIndexes
{
    public static async Task CreateAsync(MongoConnection connection, CancellationToken cancellationToken)
    {
        var articles = Builders<BsonDocument>.IndexKeys;
        await connection.Articles.Indexes.CreateManyAsync(
            [
                Named(articles.Descending(ArticleBson.IndexedAt).Descending("_id"), "newest"),
                Named(articles.Ascending("language.tag").Descending(ArticleBson.IndexedAt).Descending("_id"), "byLanguage"),
                Named(articles.Ascending("provider.host").Descending(ArticleBson.IndexedAt).Descending("_id"), "byHost"),
                Named(articles.Ascending("canonicalUrl"), "byUrl"),
                Named(articles.Ascending(ArticleBson.Status), "byStatus"),
                new CreateIndexModel<BsonDocument>(articles.Text(ArticleBson.Words), new CreateIndexOptions
                {
                    Name = "words",
                    DefaultLanguage = "none", // no stemming and no stop words: the words come folded from SearchText
                    LanguageOverride = "wordsLanguage", // else the server takes our field `language`, an object, for its own and refuses it
                }),
            ],
            cancellationToken);
        await connection.Contents.Indexes.CreateOneAsync(Named(articles.Ascending("articleId"), "byArticle"), null, cancellationToken);
        await connection.Annotations.Indexes.CreateOneAsync(Named(articles.Ascending("articleId"), "byArticle"), null, cancellationToken);

        var ledger = Builders<LedgerDocument>.IndexKeys;
        await connection.Ledger.Indexes.CreateManyAsync(
            [
                Named(ledger.Descending(entry => entry.OpenedAt).Descending(entry => entry.Id), "newest"),
                Named(ledger.Ascending(entry => entry.State).Ascending(entry => entry.Outcome).Ascending(entry => entry.OpenedAt), "standing"),
                Named(ledger.Ascending(entry => entry.CanonicalUrl).Ascending(entry => entry.OpenedAt), "byUrl"),
                Named(ledger.Ascending(entry => entry.State).Ascending(entry => entry.MovedAt), "moved"),
                Named(ledger.Ascending(entry => entry.Outcome).Ascending(entry => entry.ArticleId), "filed"),
                new CreateIndexModel<LedgerDocument>(ledger.Ascending(entry => entry.MessageId), new CreateIndexOptions { Name = "byMessage", Sparse = true }),
            ],
            cancellationToken);

        var schedule = Builders<ScheduleDocument>.IndexKeys;
        await connection.Schedule.Indexes.CreateManyAsync(
            [
                Named(schedule.Ascending(message => message.DueAt), "due"),
                new CreateIndexModel<ScheduleDocument>(schedule.Ascending(message => message.About), new CreateIndexOptions { Name = "about", Sparse = true }),
                new CreateIndexModel<ScheduleDocument>(schedule.Ascending(message => message.Token), new CreateIndexOptions { Name = "token", Sparse = true }),
            ],
            cancellationToken);

        var feeds = Builders<Feed>.IndexKeys;
        await connection.Feeds.Indexes.CreateOneAsync(Named(feeds.Ascending(feed => feed.Subscribed).Ascending(feed => feed.NextPollAt), "due"), null, cancellationToken);
        var seen = Builders<SeenDocument>.IndexKeys;
        await connection.FeedSeen.Indexes.CreateOneAsync(Named(seen.Ascending(entry => entry.Feed).Ascending(entry => entry.At), "byFeed"), null, cancellationToken);

        var documents = Builders<DocumentRecord>.IndexKeys;
        await connection.Documents.Indexes.CreateManyAsync(
            [
                Named(documents.Ascending(document => document.FetchedAt).Ascending(document => document.Id), "oldest"),
                Named(documents.Ascending(document => document.Host).Ascending(document => document.FetchedAt).Ascending(document => document.Id), "byHost"),
                Named(documents.Ascending(document => document.Reason).Ascending(document => document.FetchedAt).Ascending(document => document.Id), "byReason"),
                Named(documents.Ascending(document => document.ArticleId), "byArticle"),
                new CreateIndexModel<DocumentRecord>(documents.Ascending(document => document.NotedFor), new CreateIndexOptions { Name = "notedFor", Sparse = true }),
            ],
            cancellationToken);
        var jobs = Builders<JobRecord>.IndexKeys;
        await connection.ReprocessJobs.Indexes.CreateOneAsync(Named(jobs.Ascending(job => job.IsOpen).Ascending(job => job.StartedAt), "open"), null, cancellationToken);
        await connection.DeadLetterJobs.Indexes.CreateOneAsync(Named(jobs.Ascending(job => job.IsOpen).Ascending(job => job.StartedAt), "open"), null, cancellationToken);
        await MongoDeadLetters.CreateIndexesAsync(connection, cancellationToken);
        await connection.Findings.Indexes.CreateOneAsync(Named(articles.Ascending("state").Ascending("_id"), "standing"), null, cancellationToken);
        await connection.CrashStarts.Indexes.CreateOneAsync(Named(Builders<CrashStartDocument>.IndexKeys.Ascending(note => note.Message), "byMessage"), null, cancellationToken);
        await connection.CopySketches.Indexes.CreateManyAsync([Named(articles.Ascending("keys"), "byKey"), Expiring("expiresAt")], cancellationToken);
        await connection.CopyLinks.Indexes.CreateManyAsync([Named(articles.Ascending("parent"), "byParent"), Expiring("keepUntil")], cancellationToken);
        await connection.Stories.Indexes.CreateManyAsync(
            [Named(articles.Ascending("articles"), "byArticle"), Named(articles.Ascending("updatedAt"), "latest"), Named(articles.Ascending("sequence"), "saved"), Expiring("expiresAt")], cancellationToken);
    }

    // The server deletes a document some time after the moment in the field.
    private static CreateIndexModel<BsonDocument> Expiring(string field) =>
        new(Builders<BsonDocument>.IndexKeys.Ascending(field), new CreateIndexOptions { Name = "expired", ExpireAfter = TimeSpan.Zero });

    public static CreateIndexModel<T> Named<T>(IndexKeysDefinition<T> keys, string name) => new(keys, new CreateIndexOptions { Name = name });
}
