using Ingestion.Contracts;
using Ingestion.News.Versions;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Ingestion.Storage.Mongo;

/// <summary>What was filed of an article: contents, and what was found in them later.</summary>
internal sealed class MongoContents(MongoConnection connection)
{
    private static readonly FilterDefinitionBuilder<BsonDocument> Filter = Builders<BsonDocument>.Filter;

    public static string Id(string articleId, string name) => $"{articleId}/{name}";

    public async Task<List<StoredContent>> OfAsync(string articleId, CancellationToken cancellationToken)
    {
        var contents = await connection.Contents.Find(Filter.Eq("articleId", articleId)).ToListAsync(cancellationToken);
        var later = (await connection.Annotations.Find(Filter.Eq("articleId", articleId)).ToListAsync(cancellationToken))
            .ToLookup(document => document["content"].AsString, Reading, StringComparer.Ordinal);
        return contents.ConvertAll(document =>
        {
            var (id, article) = (document["_id"].AsString, ArticleBson.Read(document["article"].AsBsonDocument));
            var entryId = EntryId(document);
            return new StoredContent(
                id[(articleId.Length + 1)..], entryId, document["firstOrder"].AsString, document["lastOrder"].AsString, article, Readings.Of(article, entryId, later[id]));
        });
    }

    /// <summary>Adds what was found in a content that is filed. Of several writers of the same annotations one writes, and the others look again.</summary>
    public async Task AddReadingAsync(string name, ArticleEnriched read, Guid entryId, CancellationToken cancellationToken)
    {
        while ((await OfAsync(read.ArticleId, cancellationToken)).Find(one => one.Name == name) is { } content
            && Readings.Further(content.Article, content.Readings, read, entryId) is { } reading)
        {
            var before = content.Readings.FirstOrDefault(one => one.Fingerprint == reading.Fingerprint && one.Enricher == reading.Enricher);
            if (before is null ? await TryInsertAsync(Document(name, read.ArticleId, reading), cancellationToken) : await TryRaiseAsync(Document(name, read.ArticleId, reading), before, cancellationToken))
            {
                return;
            }
        }
    }

    public Task NoteSaidAsync(ArticleEnriched announced, CancellationToken cancellationToken) => connection.Annotations.UpdateOneAsync(
        Filter.Eq("_id", ReadingId(Id(announced.ArticleId, Content.NameOf(announced)), announced.Provenance.Enricher, Annotations.Fingerprint(announced))),
        Builders<BsonDocument>.Update.Set("isSaid", true), null, cancellationToken);

    private async Task<bool> TryInsertAsync(BsonDocument reading, CancellationToken cancellationToken)
    {
        try
        {
            await connection.Annotations.InsertOneAsync(reading, null, cancellationToken);
            return true;
        }
        catch (MongoWriteException exception) when (exception.WriteError?.Category == ServerErrorCategory.DuplicateKey)
        {
            return false;
        }
    }

    private async Task<bool> TryRaiseAsync(BsonDocument reading, Reading before, CancellationToken cancellationToken)
    {
        var unchanged = Filter.Eq("_id", reading["_id"]) & Filter.Eq("archiveKey", before.ArchiveKey) & Filter.Eq("enrichedAt", Date(before.EnrichedAt));
        var update = Builders<BsonDocument>.Update
            .Set("enrichedAt", reading["enrichedAt"]).Set("archiveKey", reading["archiveKey"]).Set("entryId", reading["entryId"]).Set("isSaid", reading["isSaid"]);
        return (await connection.Annotations.UpdateOneAsync(unchanged, update, null, cancellationToken)).MatchedCount == 1;
    }

    private static string ReadingId(string content, string? enricher, string fingerprint) => $"{content}/{fingerprint}/{enricher}";

    private static BsonDocument Document(string name, string articleId, Reading reading)
    {
        var content = Id(articleId, name);
        var document = new BsonDocument
        {
            { "_id", ReadingId(content, reading.Enricher, reading.Fingerprint) },
            { "articleId", articleId },
            { "content", content },
            { "fingerprint", reading.Fingerprint },
            { "enrichedAt", Date(reading.EnrichedAt) },
            { "archiveKey", reading.ArchiveKey },
            { "entryId", ArticleBson.Binary(reading.EntryId) },
            { "isSaid", reading.IsSaid },
        };
        if (reading.Enricher is { } enricher)
        {
            document.Add("enricher", enricher);
        }

        if (reading.Article is { } article)
        {
            document.Add("article", ArticleBson.Fields(StoredContent.Alone(article, VersionOrder.Of(article))));
        }

        return document;
    }

    private static Reading Reading(BsonDocument document) => new()
    {
        Fingerprint = document["fingerprint"].AsString,
        Enricher = document.TryGetValue("enricher", out var enricher) ? enricher.AsString : null,
        EnrichedAt = document["enrichedAt"] is BsonDateTime at ? Moments.Of(at.MillisecondsSinceEpoch) : null,
        ArchiveKey = document["archiveKey"].AsString,
        EntryId = EntryId(document),
        IsSaid = document["isSaid"].AsBoolean,
        Article = document.TryGetValue("article", out var article) ? ArticleBson.Read(article.AsBsonDocument) : null,
    };

    private static Guid EntryId(BsonDocument document) => document["entryId"].AsBsonBinaryData.ToGuid(GuidRepresentation.Standard);

    private static BsonValue Date(DateTimeOffset? moment) => moment is { } at ? new BsonDateTime(Moments.Floor(at)) : BsonNull.Value;
}
