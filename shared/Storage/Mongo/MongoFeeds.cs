using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Driver;

namespace Ingestion.Storage.Mongo;

/// <summary>
/// Feeds in MongoDB, and in a collection of its own what was seen in them. A feed is read, changed, and written if nobody has written it since;
/// else all again. Each write gives it a version that it never had; one that was only added has none.
/// </summary>
internal sealed class MongoFeeds(MongoConnection connection) : IFeeds
{
    private const string Version = "version";
    private const int KeysAtOnce = 1000; // 50,000 keys in one command would keep the server from everybody else for a while

    private static readonly FilterDefinitionBuilder<Feed> Filter = Builders<Feed>.Filter;
    private static readonly FilterDefinitionBuilder<SeenDocument> SeenFilter = Builders<SeenDocument>.Filter;

    public async Task<int> AddAsync(IReadOnlyCollection<Feed> feeds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(feeds);
        if (feeds.Count == 0)
        {
            return 0;
        }

        try
        {
            await connection.Feeds.InsertManyAsync(feeds, new InsertManyOptions { IsOrdered = false }, cancellationToken);
            return feeds.Count;
        }
        catch (MongoBulkWriteException<Feed> exception) when (exception.WriteConcernError is null
            && exception.WriteErrors.All(error => error.Category == ServerErrorCategory.DuplicateKey))
        {
            await SubscribeAsync(feeds, cancellationToken);
            return feeds.Count - exception.WriteErrors.Count;
        }
    }

    public async Task<Feed?> FindAsync(string url, CancellationToken cancellationToken) =>
        await connection.Feeds.Find(Filter.Eq(feed => feed.Url, url)).FirstOrDefaultAsync(cancellationToken);

    public async Task<IReadOnlyList<Feed>> ListAsync(string? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 1000);
        return await connection.Feeds.Find(after is null ? Filter.Empty : Filter.Gt(feed => feed.Url, after))
            .SortBy(feed => feed.Url).Limit(limit).ToListAsync(cancellationToken);
    }

    public async Task<Feed?> UpdateAsync(string url, Func<Feed, Feed> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        var (documents, filter) = (connection.FeedDocuments, Builders<BsonDocument>.Filter);
        while (await documents.Find(filter.Eq("_id", url)).FirstOrDefaultAsync(cancellationToken) is { } found)
        {
            var before = BsonSerializer.Deserialize<Feed>(found);
            var after = change(before);
            if (after == before)
            {
                return after;
            }

            // The moment tells one that was removed and added again, and has no version either.
            var unchanged = filter.Eq("_id", url) & filter.Eq(Version, found.GetValue(Version, BsonNull.Value)) & filter.Eq("addedAt", found["addedAt"]);
            var written = await documents.ReplaceOneAsync(
                unchanged, after.ToBsonDocument().Set(Version, ObjectId.GenerateNewId()), new ReplaceOptions(), cancellationToken);
            if (written.MatchedCount == 1)
            {
                return after;
            }
        }

        return null;
    }

    /// <summary>The feed first: who dies in between leaves keys that nobody asks for, until the removal is asked for again.</summary>
    public async Task<bool> RemoveAsync(string url, CancellationToken cancellationToken)
    {
        var removed = await connection.Feeds.DeleteOneAsync(Filter.Eq(feed => feed.Url, url), cancellationToken);
        await connection.FeedSeen.DeleteManyAsync(SeenFilter.Eq(entry => entry.Feed, FeedKey.Of(url)), cancellationToken);
        return removed.DeletedCount == 1;
    }

    public async Task<IReadOnlyList<Feed>> ListOverdueAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 1000);
        return await connection.Feeds
            .Find(Filter.Eq(feed => feed.Subscribed, true) & Filter.Lt(feed => feed.NextPollAt, Moments.Of(Moments.Ceiling(before))))
            .SortBy(feed => feed.NextPollAt).ThenBy(feed => feed.Url).Limit(limit).ToListAsync(cancellationToken);
    }

    public async Task<IReadOnlyDictionary<string, SeenEntry>> FindSeenAsync(string feed, IReadOnlyCollection<string> urls, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(urls);
        var seen = new Dictionary<string, SeenEntry>(StringComparer.Ordinal);
        foreach (var chunk in urls.Distinct(StringComparer.Ordinal).Chunk(KeysAtOnce))
        {
            var asked = chunk.ToDictionary(url => Convert.ToHexString(Key(feed, url)), StringComparer.Ordinal);
            var found = await connection.FeedSeen.Find(SeenFilter.In(entry => entry.Id, chunk.Select(url => Key(feed, url)))).ToListAsync(cancellationToken);
            foreach (var entry in found)
            {
                seen.Add(asked[Convert.ToHexString(entry.Id)], new SeenEntry(entry.Stamp, Moments.Of(entry.At)));
            }
        }

        return seen;
    }

    public async Task NoteSeenAsync(string feed, IReadOnlyDictionary<string, SeenEntry> entries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entries);
        if (entries.Count == 0)
        {
            return;
        }

        var replacements = entries.Select(entry => Document(feed, entry.Key, entry.Value))
            .Select(document => new ReplaceOneModel<SeenDocument>(SeenFilter.Eq(each => each.Id, document.Id), document) { IsUpsert = true })
            .ToList();
        await Upserts.RetryAsync(() => connection.FeedSeen.BulkWriteAsync(replacements, new BulkWriteOptions { IsOrdered = false }, cancellationToken));
    }

    public async Task<int> ForgetSeenAsync(string feed, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var forgotten = await connection.FeedSeen.DeleteManyAsync(
            SeenFilter.Eq(entry => entry.Feed, FeedKey.Of(feed)) & SeenFilter.Lt(entry => entry.At, Moments.Of(Moments.Ceiling(before)).UtcDateTime),
            cancellationToken);
        return (int)forgotten.DeletedCount;
    }

    /// <summary>Those that were there before become subscribed: those first that no poll is planned for, with it.</summary>
    private async Task SubscribeAsync(IReadOnlyCollection<Feed> feeds, CancellationToken cancellationToken)
    {
        var subscribe = Builders<Feed>.Update.Set(feed => feed.Subscribed, true).Set(Version, ObjectId.GenerateNewId());
        var updates = feeds.Where(feed => feed.Subscribed).SelectMany(feed =>
        {
            var known = Filter.Eq(document => document.Url, feed.Url) & Filter.Eq(document => document.Subscribed, false);
            return new[]
            {
                new UpdateOneModel<Feed>(
                    known & Filter.Eq(document => document.NextPollAt, null), subscribe.Set(document => document.NextPollAt, feed.NextPollAt)),
                new UpdateOneModel<Feed>(known, subscribe),
            };
        }).ToList();
        if (updates.Count > 0)
        {
            await connection.Feeds.BulkWriteAsync(updates, new BulkWriteOptions { IsOrdered = true }, cancellationToken);
        }
    }

    private static byte[] Key(string feed, string url) => FeedKey.Of(feed + " " + url);

    private static SeenDocument Document(string feed, string url, SeenEntry entry) => new()
    {
        Id = Key(feed, url),
        Feed = FeedKey.Of(feed),
        Stamp = entry.Stamp,
        At = Moments.Of(Moments.Floor(entry.At)).UtcDateTime,
    };
}
