using Ingestion.Contracts;
using Ingestion.News.Versions;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Ingestion.Storage.Mongo;

/// <summary>
/// Articles in MongoDB, without transactions, which a standalone server does not have. What is filed is a set that only grows: (1) add the content to
/// <c>contents</c>, or note where it was seen, and what was found in it again to <c>annotations</c>; (2) make of all contents what stands of the article, and put it into <c>articles</c> if nobody wrote there since
/// it was read, else read again. Whoever writes last at (2) has read what all before him wrote at (1). A writer that dies in between is made up for by the
/// redelivery, or by the next version. A tombstone is written at (2) alone, and whoever comes later finds it there.
/// </summary>
internal sealed class MongoArticleStore(MongoConnection connection) : IArticleStore
{
    private static readonly FilterDefinitionBuilder<BsonDocument> Filter = Builders<BsonDocument>.Filter;
    private readonly MongoContents contents = new(connection);

    public async Task<ArticleEnriched?> FindAsync(string articleId, CancellationToken cancellationToken) =>
        await ReadAsync(articleId, cancellationToken) is { } found ? ArticleBson.Read(found) : null;

    public async Task<IReadOnlyList<ArticleEnriched>> RevisionsAsync(string articleId, CancellationToken cancellationToken)
    {
        var standing = await FindAsync(articleId, cancellationToken);
        return standing is null ? [] : standing.PubStatus == PubStatus.Canceled ? [standing] : History.Of(await FiledAsync(articleId, cancellationToken));
    }

    public async Task<ArticleStanding?> FindStandingAsync(string articleId, CancellationToken cancellationToken)
    {
        var found = await connection.Articles.Find(Filter.Eq("_id", articleId))
            .Project<BsonDocument>(Builders<BsonDocument>.Projection.Include("standing")).FirstOrDefaultAsync(cancellationToken);
        return found is null ? null : new ArticleStanding(found["standing"]["status"].AsString, found["standing"]["newestOrder"].AsString);
    }

    public async Task<Filing> FileAsync(ArticleEnriched article, Guid entryId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(article);
        _ = article.IndexedAt ?? throw new ArgumentException("No filing time is set.", nameof(article));
        if (article.PubStatus == PubStatus.Canceled)
        {
            throw new ArgumentException("What is canceled is not filed but withdrawn.", nameof(article));
        }

        if (await FindStandingAsync(article.ArticleId, cancellationToken) is { Status: PubStatus.Canceled })
        {
            return new Filing(await FindAsync(article.ArticleId, cancellationToken), [], entryId, false);
        }

        var (name, filedBy) = await AddAsync(article, entryId, cancellationToken);
        if (StoredContent.IsReading(article))
        {
            await contents.AddReadingAsync(name, article, entryId, cancellationToken);
        }

        return await StandAsync(article.ArticleId, name, now, cancellationToken) with { FiledBy = filedBy };
    }

    public async Task<bool> IsFiledAsync(ArticleEnriched version, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(version);
        var (name, order) = (Content.NameOf(version), VersionOrder.Of(version));
        return await connection.Contents.CountDocumentsAsync(
                Filter.Eq("_id", MongoContents.Id(version.ArticleId, name)) & Filter.Lte("firstOrder", order) & Filter.Gte("lastOrder", order), null, cancellationToken) > 0
            && await FindStandingAsync(version.ArticleId, cancellationToken) is not { Status: PubStatus.Canceled };
    }

    public async Task<IReadOnlyList<Reading>> ReadingsAsync(string articleId, CancellationToken cancellationToken) =>
        await FindStandingAsync(articleId, cancellationToken) is null or { Status: PubStatus.Canceled }
            ? []
            : [.. (await contents.OfAsync(articleId, cancellationToken)).SelectMany(content => content.Readings)];

    public Task NoteSaidAsync(ArticleEnriched announced, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(announced);
        return contents.NoteSaidAsync(announced, cancellationToken);
    }

    public async Task<ArticleEnriched> WithdrawAsync(ArticleEnriched tombstone, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tombstone);
        _ = tombstone.IndexedAt ?? throw new ArgumentException("No filing time is set.", nameof(tombstone));
        var buried = tombstone with { PubStatus = PubStatus.Canceled, Revision = History.TombstoneRevision };
        while (true)
        {
            var before = await ReadAsync(tombstone.ArticleId, cancellationToken);
            if (Status(before) == PubStatus.Canceled)
            {
                return ArticleBson.Read(before!);
            }

            if (await TryPutAsync(before, buried, new ArticleStanding(PubStatus.Canceled, VersionOrder.Of(tombstone)), "", cancellationToken))
            {
                return buried;
            }
        }
    }

    public async Task<IReadOnlyList<string>> ArchiveKeysAsync(string articleId, CancellationToken cancellationToken)
    {
        var found = await connection.Contents.Find(Filter.Eq("articleId", articleId))
            .Project<BsonDocument>(Builders<BsonDocument>.Projection.Include("archiveKeys")).ToListAsync(cancellationToken);
        return [.. found.SelectMany(content => content["archiveKeys"].AsBsonArray).Select(key => key.AsString).Distinct()];
    }

    public async Task PurgeAsync(string articleId, CancellationToken cancellationToken)
    {
        if (await FindStandingAsync(articleId, cancellationToken) is { Status: PubStatus.Canceled })
        {
            await connection.Annotations.DeleteManyAsync(Filter.Eq("articleId", articleId), cancellationToken);
            await connection.Contents.DeleteManyAsync(Filter.Eq("articleId", articleId), cancellationToken);
        }
    }

    public async Task<ArticlePage> ListAsync(ArticleQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, 200, nameof(query));
        var filter = Filter.Eq(ArticleBson.Status, PubStatus.Usable);
        if (!string.IsNullOrWhiteSpace(query.Text))
        {
            var phrases = SearchText.Phrases(query.Text);
            if (phrases.Count == 0)
            {
                return new ArticlePage([], null);
            }

            // $text takes several phrases as all of them, and matches a phrase as part of the stored text: the spaces keep it to whole words.
            filter &= Filter.Text(string.Join(' ', phrases.Select(phrase => $"\" {phrase} \"")));
        }

        filter &= query.Language is null ? Filter.Empty : Filter.Eq("language.tag", query.Language);
        filter &= query.Host is null ? Filter.Empty : Filter.Eq("provider.host", query.Host);
        filter &= query.CanonicalUrl is null ? Filter.Empty : Filter.Eq("canonicalUrl", query.CanonicalUrl);
        if (PageCursor.Parse(query.After) is { } after)
        {
            var at = new BsonDateTime(after.IndexedAt);
            filter &= Filter.Lt(ArticleBson.IndexedAt, at) | (Filter.Eq(ArticleBson.IndexedAt, at) & Filter.Lt("_id", after.ArticleId));
        }

        var found = await connection.Articles.Find(filter)
            .Project<BsonDocument>(Builders<BsonDocument>.Projection.Exclude(ArticleBson.Words))
            .Sort(Builders<BsonDocument>.Sort.Descending(ArticleBson.IndexedAt).Descending("_id"))
            .Limit(query.Limit + 1)
            .ToListAsync(cancellationToken);
        return PageCursor.PageOf(found.ConvertAll(ArticleBson.Read), query.Limit);
    }

    public Task<long> CountAsync(CancellationToken cancellationToken) =>
        connection.Articles.CountDocumentsAsync(Filter.Ne(ArticleBson.Status, PubStatus.Canceled), null, cancellationToken);

    /// <summary>Step 1. Where a content was seen first and last can be noted by any number of writers in any order.</summary>
    internal async Task<(string Name, Guid FiledBy)> AddAsync(ArticleEnriched article, Guid entryId, CancellationToken cancellationToken)
    {
        var (name, order) = (Content.NameOf(article), VersionOrder.Of(article));
        var update = Builders<BsonDocument>.Update
            .SetOnInsert("articleId", article.ArticleId).SetOnInsert("entryId", new BsonBinaryData(entryId, GuidRepresentation.Standard))
            .SetOnInsert("article", ArticleBson.Fields(StoredContent.Alone(article, order)))
            .Min("firstOrder", order).Max("lastOrder", order).AddToSet("archiveKeys", article.Provenance.ArchiveKey);
        var content = await Upserts.RetryAsync(() => connection.Contents.FindOneAndUpdateAsync(
            Filter.Eq("_id", MongoContents.Id(article.ArticleId, name)), update,
            new FindOneAndUpdateOptions<BsonDocument> { IsUpsert = true, ReturnDocument = ReturnDocument.After, Projection = Builders<BsonDocument>.Projection.Include("entryId") },
            cancellationToken));
        return (name, content["entryId"].AsBsonBinaryData.ToGuid(GuidRepresentation.Standard));
    }

    /// <summary>Step 2.</summary>
    internal async Task<Filing> StandAsync(string articleId, string name, DateTimeOffset now, CancellationToken cancellationToken)
    {
        while (true)
        {
            var before = await ReadAsync(articleId, cancellationToken);
            if (Status(before) == PubStatus.Canceled)
            {
                return new Filing(ArticleBson.Read(before!), [], Guid.Empty, false);
            }

            var filed = await contents.OfAsync(articleId, cancellationToken);
            var revisions = History.Of([.. filed.Select(one => one.Filed)]);
            if (revisions.Count == 0)
            {
                continue; // withdrawn and purged since it was read
            }

            var shown = History.Current(revisions, now);
            var first = before is not null && before.TryGetValue("standing", out var standing) ? standing["firstContent"].AsString : name;
            if (await TryPutAsync(before, shown ?? revisions[^1], ArticleStanding.Of(revisions, shown), first, cancellationToken))
            {
                var content = filed.Find(one => one.Name == name);
                return new Filing(null, revisions, Guid.Empty, first == name) { Readings = content?.Readings ?? [], LastOrder = content?.LastOrder };
            }
        }
    }

    internal async Task<bool> TryPutAsync(BsonDocument? before, ArticleEnriched article, ArticleStanding standing, string firstContent, CancellationToken cancellationToken)
    {
        try
        {
            if (before is null)
            {
                await connection.Articles.InsertOneAsync(ArticleBson.Standing(article, standing, firstContent, 1), null, cancellationToken);
                return true;
            }

            // A document of before editions were counted has none.
            var edition = before.TryGetValue("standing", out var known) ? known["edition"].ToInt64() : 0;
            var unchanged = Filter.Eq("_id", article.ArticleId) & (edition == 0 ? Filter.Exists(ArticleBson.Edition, exists: false) : Filter.Eq(ArticleBson.Edition, edition));
            var document = ArticleBson.Standing(article, standing, firstContent, edition + 1);
            return (await connection.Articles.ReplaceOneAsync(unchanged, document, new ReplaceOptions(), cancellationToken)).MatchedCount == 1;
        }
        catch (MongoWriteException exception) when (exception.WriteError?.Category == ServerErrorCategory.DuplicateKey)
        {
            return false; // somebody else was the first
        }
    }

    internal async Task<BsonDocument?> ReadAsync(string articleId, CancellationToken cancellationToken) =>
        await connection.Articles.Find(Filter.Eq("_id", articleId)).FirstOrDefaultAsync(cancellationToken);

    private async Task<List<FiledContent>> FiledAsync(string articleId, CancellationToken cancellationToken) =>
        (await contents.OfAsync(articleId, cancellationToken)).ConvertAll(content => content.Filed);

    private static string? Status(BsonDocument? article) =>
        article is not null && article.TryGetValue("standing", out var standing) ? standing["status"].AsString : null;
}
