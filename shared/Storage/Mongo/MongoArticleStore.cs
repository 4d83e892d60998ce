using Ingestion.Contracts;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Ingestion.Storage.Mongo;

/// <summary>
/// Articles in MongoDB, without transactions, which a standalone server does not have. A revision is filed in this order:
/// (1) insert it into <c>revisions</c>: its <c>_id</c> is unique, so one writer wins it; (2) replace the article in <c>articles</c> if the revision
/// before is still there; (3) for a tombstone, delete the earlier revisions.
/// A writer that dies between two steps leaves a revision that is won but not yet the latest. Whoever comes next finishes it: the redelivery,
/// which asks <see cref="FindFiledByAsync"/>, and any other writer, which fails to win the same number.
/// </summary>
internal sealed class MongoArticleStore(MongoConnection connection) : IArticleStore
{
    private static readonly FilterDefinitionBuilder<BsonDocument> Filter = Builders<BsonDocument>.Filter;

    private enum Finish
    {
        Latest,
        Superseded,
        Withdrawn,
    }

    public async Task<ArticleEnriched?> FindAsync(string articleId, CancellationToken cancellationToken) =>
        await connection.Articles.Find(Filter.Eq("_id", articleId)).FirstOrDefaultAsync(cancellationToken) is { } found ? ArticleBson.Read(found) : null;

    public async Task<IReadOnlyList<ArticleEnriched>> RevisionsAsync(string articleId, CancellationToken cancellationToken)
    {
        var latest = await FindAsync(articleId, cancellationToken);
        if (latest is null or { PubStatus: PubStatus.Canceled })
        {
            return latest is null ? [] : [latest]; // earlier revisions may be there for the moment that their deletion takes
        }

        var found = await connection.Revisions
            .Find(Filter.Eq("articleId", articleId) & Filter.Lte("revision", latest.Revision)).Sort(Builders<BsonDocument>.Sort.Ascending("revision"))
            .ToListAsync(cancellationToken);
        return found.ConvertAll(ArticleBson.Read);
    }

    public async Task<ArticleEnriched?> FindFiledByAsync(string articleId, Guid entryId, CancellationToken cancellationToken)
    {
        var found = await connection.Revisions
            .Find(Filter.Eq("articleId", articleId) & Filter.Eq(ArticleBson.EntryId, ArticleBson.Binary(entryId)))
            .Sort(Builders<BsonDocument>.Sort.Descending("revision"))
            .FirstOrDefaultAsync(cancellationToken);
        return found is not null && await FinishAsync(ArticleBson.Read(found), cancellationToken) != Finish.Withdrawn ? ArticleBson.Read(found) : null;
    }

    public async Task<bool> TryFileAsync(ArticleEnriched article, Guid entryId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(article);
        var revision = article.Revision ?? throw new ArgumentException("No revision is set.", nameof(article));
        _ = article.IndexedAt ?? throw new ArgumentException("No filing time is set.", nameof(article));
        var latest = await LatestAsync(article.ArticleId, cancellationToken);
        if (revision != latest.Revision + 1 || latest.Withdrawn)
        {
            return false;
        }

        try
        {
            await connection.Revisions.InsertOneAsync(ArticleBson.Revision(article, entryId), null, cancellationToken);
        }
        catch (MongoWriteException exception) when (exception.WriteError?.Category == ServerErrorCategory.DuplicateKey)
        {
            return await FinishOtherAsync(article.ArticleId, revision, entryId, cancellationToken);
        }

        return await FinishAsync(article, cancellationToken) != Finish.Withdrawn;
    }

    public async Task<ArticlePage> ListAsync(ArticleQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, 200, nameof(query));
        var filter = Filter.Eq("pubStatus", PubStatus.Usable);
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
        connection.Articles.CountDocumentsAsync(Filter.Ne("pubStatus", PubStatus.Canceled), null, cancellationToken);

    /// <summary>Steps 2 and 3, which anybody may do, any number of times, for a revision that is won.</summary>
    private async Task<Finish> FinishAsync(ArticleEnriched won, CancellationToken cancellationToken)
    {
        var revision = won.Revision!.Value;
        var document = ArticleBson.Latest(won);
        try
        {
            var before = Filter.Eq("_id", won.ArticleId) & Filter.Eq("revision", revision - 1) & Filter.Ne("pubStatus", PubStatus.Canceled);
            if (revision == 1)
            {
                await connection.Articles.InsertOneAsync(document, null, cancellationToken);
            }
            else
            {
                await connection.Articles.ReplaceOneAsync(before, document, new ReplaceOptions(), cancellationToken);
            }
        }
        catch (MongoWriteException exception) when (exception.WriteError?.Category == ServerErrorCategory.DuplicateKey)
        {
            // Somebody else finished revision 1 for us.
        }

        var latest = await LatestAsync(won.ArticleId, cancellationToken);
        if (!latest.Withdrawn)
        {
            return latest.Revision == revision ? Finish.Latest : Finish.Superseded;
        }

        // Also what a slow writer won after the tombstone had freed its number.
        await connection.Revisions.DeleteManyAsync(
            Filter.Eq("articleId", won.ArticleId) & Filter.Ne("revision", latest.Revision), cancellationToken);
        return latest.Revision == revision ? Finish.Latest : Finish.Withdrawn;
    }

    /// <summary>Somebody won this number before. If it was this very entry, in a try that was cut short, it is ours all the same.</summary>
    private async Task<bool> FinishOtherAsync(string articleId, int revision, Guid entryId, CancellationToken cancellationToken)
    {
        var found = await connection.Revisions.Find(Filter.Eq("_id", ArticleBson.RevisionId(articleId, revision))).FirstOrDefaultAsync(cancellationToken);
        return found is not null
            && await FinishAsync(ArticleBson.Read(found), cancellationToken) != Finish.Withdrawn
            && found[ArticleBson.EntryId] == ArticleBson.Binary(entryId);
    }

    private async Task<(int Revision, bool Withdrawn)> LatestAsync(string articleId, CancellationToken cancellationToken)
    {
        var found = await connection.Articles.Find(Filter.Eq("_id", articleId))
            .Project<BsonDocument>(Builders<BsonDocument>.Projection.Include("revision").Include("pubStatus"))
            .FirstOrDefaultAsync(cancellationToken);
        return found is null ? (0, false) : (found["revision"].ToInt32(), found["pubStatus"] == PubStatus.Canceled);
    }
}
