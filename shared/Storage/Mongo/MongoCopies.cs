using System.Text.Json;
using Ingestion.Contracts;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Ingestion.Storage.Mongo;

/// <summary>
/// Sketches in MongoDB. Written with the concern <c>majority</c>, then asked for at the primary: of two that write at the same moment one at least sees the other.
/// A link is inserted and never changed but to a smaller id further on its way, so links of any number of writers make one forest whose roots are the smallest ids.
/// </summary>
internal sealed class MongoCopies(MongoConnection connection) : ICopies
{
    private const string Keys = "keys", ExpiresAt = "expiresAt", Order = "versionOrder", Version = "version", Said = "saidVersion", Standing = "standing", Parent = "parent", KeepUntil = "keepUntil";
    private static readonly FilterDefinitionBuilder<BsonDocument> Filter = Builders<BsonDocument>.Filter;
    private static readonly UpdateDefinitionBuilder<BsonDocument> Update = Builders<BsonDocument>.Update;

    public async Task<CopyNote?> NoteAsync(CopySketch sketch, DateTimeOffset now, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sketch);
        var (isPut, before) = await PutAsync(sketch, expiresAt, cancellationToken);
        if (!isPut)
        {
            return null;
        }

        var sharing = await connection.CopySketches
            .Find(Filter.In(Keys, sketch.Keys) & Filter.Gt(ExpiresAt, Date(now)) & Filter.Ne("_id", sketch.ArticleId))
            .Project(new BsonDocument(Keys, 1)).ToListAsync(cancellationToken);
        var own = sketch.Keys.ToHashSet();
        var (articles, full) = CopyCandidates.Choose<string>(
            [.. sharing.SelectMany(found => found[Keys].AsBsonArray.Select(key => key.ToInt64()).Where(own.Contains).Select(key => (key, found["_id"].AsString)))]);
        if (full.Count > 0)
        {
            await connection.CopySketches.UpdateOneAsync(Filter.Eq("_id", sketch.ArticleId), Update.PullAll(Keys, full), null, cancellationToken);
        }

        var candidates = articles.Count == 0 ? [] : await EntriesAsync(articles, cancellationToken);
        var places = articles.Select((article, place) => (article, place)).ToDictionary(pair => pair.article, pair => pair.place);
        return new CopyNote(before is null ? CopyStanding.None : StandingOf(before), before is null, [.. candidates.OrderBy(entry => places[entry.Sketch.ArticleId])]);
    }

    public async Task<string> JoinAsync(IReadOnlyList<string> articleIds, DateTimeOffset keepUntil, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(articleIds);
        while (true)
        {
            List<string> roots = [];
            foreach (var id in articleIds)
            {
                roots.Add(await RootAsync(id, keepUntil, cancellationToken));
            }

            roots = [.. roots.Distinct().Order(StringComparer.Ordinal)];
            if (roots.Count == 1)
            {
                return roots[0];
            }

            // A root that somebody else has joined meanwhile has a link already: then all is looked at again. So it is in any case, since the smallest may have been.
            foreach (var root in roots.Skip(1))
            {
                try
                {
                    await connection.CopyLinks.InsertOneAsync(new BsonDocument { ["_id"] = root, [Parent] = roots[0], [KeepUntil] = Date(keepUntil) }, null, cancellationToken);
                }
                catch (MongoWriteException exception) when (exception.WriteError?.Category == ServerErrorCategory.DuplicateKey)
                {
                    // Its way leads further now.
                }
            }
        }
    }

    public async Task<string> GroupOfAsync(string articleId, CancellationToken cancellationToken) => (await PathAsync(articleId, cancellationToken))[^1];

    public async Task<IReadOnlyCollection<string>> JoinedAsync(string groupId, CancellationToken cancellationToken)
    {
        HashSet<string> joined = [groupId];
        for (List<string> level = [groupId]; level.Count > 0;)
        {
            var below = await connection.CopyLinks.Find(Filter.In(Parent, level)).Project(new BsonDocument("_id", 1)).ToListAsync(cancellationToken);
            level = [.. below.Select(link => link["_id"].AsString).Where(joined.Add)];
        }

        return joined;
    }

    public async Task<IReadOnlyList<CopyEntry>> MembersAsync(string groupId, CancellationToken cancellationToken) =>
        await EntriesAsync(await JoinedAsync(groupId, cancellationToken), cancellationToken);

    public async Task<CopyEntry?> FindAsync(string articleId, CancellationToken cancellationToken) => (await EntriesAsync([articleId], cancellationToken)).FirstOrDefault();

    public async Task<bool> TrySaveAsync(string articleId, CopyStanding standing, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(standing);
        var saved = await connection.CopySketches.UpdateOneAsync(
            Filter.Eq("_id", articleId) & Filter.Eq(Version, standing.Version - 1),
            Update.Set(Version, standing.Version).Set(Standing, JsonSerializer.Serialize(standing, ContractJson.Options)),
            null, cancellationToken);
        return saved.MatchedCount == 1;
    }

    public Task NoteSaidAsync(string articleId, long version, CancellationToken cancellationToken) =>
        connection.CopySketches.UpdateOneAsync(Filter.Eq("_id", articleId), Update.Max(Said, version), null, cancellationToken);

    public Task RemoveAsync(string articleId, string? upTo, CancellationToken cancellationToken) =>
        connection.CopySketches.DeleteOneAsync(Filter.Eq("_id", articleId) & (upTo is null ? Filter.Empty : Filter.Lte(Order, upTo)), cancellationToken);

    /// <summary>False when a newer version is there, and stays; else what was there before, null when nothing was.</summary>
    private async Task<(bool IsPut, BsonDocument? Before)> PutAsync(CopySketch sketch, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var update = Update.Combine(MongoCopyDocuments.Fields(sketch).Select(field => Update.Set(field.Name, field.Value)))
            .Max(ExpiresAt, Date(expiresAt)).SetOnInsert(Version, 0L).SetOnInsert(Said, 0L);
        var mine = Filter.Eq("_id", sketch.ArticleId);
        while (true)
        {
            try
            {
                return (true, await connection.CopySketches.FindOneAndUpdateAsync(
                    mine & Filter.Lte(Order, sketch.VersionOrder), update, new FindOneAndUpdateOptions<BsonDocument, BsonDocument> { IsUpsert = true }, cancellationToken));
            }
            catch (MongoCommandException exception) when (exception.Code == 11000)
            {
                if (await connection.CopySketches.Find(mine & Filter.Gt(Order, sketch.VersionOrder)).AnyAsync(cancellationToken))
                {
                    return (false, null);
                }

                // An older version, or another delivery of this one, was inserted between the look and the insert: now it is there to be updated.
            }
        }
    }

    private async Task<string> RootAsync(string articleId, DateTimeOffset keepUntil, CancellationToken cancellationToken)
    {
        var path = await PathAsync(articleId, cancellationToken);
        if (path.Count > 1)
        {
            await connection.CopyLinks.UpdateManyAsync(
                Filter.In("_id", path.SkipLast(1)), Update.Min(Parent, path[^1]).Max(KeepUntil, Date(keepUntil)), null, cancellationToken);
        }

        return path[^1];
    }

    // Each step is to a smaller id, so it ends.
    private async Task<List<string>> PathAsync(string articleId, CancellationToken cancellationToken)
    {
        List<string> path = [articleId];
        while (await connection.CopyLinks.Find(Filter.Eq("_id", path[^1])).FirstOrDefaultAsync(cancellationToken) is { } link)
        {
            path.Add(link[Parent].AsString);
        }

        return path;
    }

    private async Task<List<CopyEntry>> EntriesAsync(IEnumerable<string> articleIds, CancellationToken cancellationToken) =>
        (await connection.CopySketches.Find(Filter.In("_id", articleIds)).ToListAsync(cancellationToken))
            .ConvertAll(document => new CopyEntry(MongoCopyDocuments.Sketch(document), StandingOf(document)));

    private static CopyStanding StandingOf(BsonDocument document) =>
        (document.TryGetValue(Standing, out var json) ? JsonSerializer.Deserialize<CopyStanding>(json.AsString, ContractJson.Options)! : CopyStanding.None)
            with
        { SaidVersion = document[Said].ToInt64() };

    private static DateTime Date(DateTimeOffset moment) => Moments.Of(Moments.Floor(moment)).UtcDateTime;
}
