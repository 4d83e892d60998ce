using System.Text.Json;
using Ingestion.Contracts;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Ingestion.Storage.Mongo;

/// <summary>
/// Stories in MongoDB: one document each, its articles' ids beside it for the index. A save is decided by one write, that of the last number with the story that it
/// is of; then the story is put in its place, by who saved it or by whoever reads next. Who knows a number has so read all saves up to it, though their writers may
/// have been held up or died in between.
/// </summary>
internal sealed class MongoStories(MongoConnection connection) : IStories
{
    private const string Counter = "sequence", Sequence = "sequence", Version = "version", Saved = "saved";
    private static readonly FilterDefinitionBuilder<BsonDocument> Filter = Builders<BsonDocument>.Filter;

    public async Task<bool> TrySaveAsync(Story story, DateTimeOffset now, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(story);
        var before = await connection.Stories.Find(Filter.Eq("_id", story.StoryId)).Project(Builders<BsonDocument>.Projection.Include(Version)).FirstOrDefaultAsync(cancellationToken);
        if (before is not null && before[Version].ToInt64() != story.Version - 1)
        {
            return false;
        }

        var saved = new BsonDocument
        {
            ["_id"] = story.StoryId,
            [Version] = story.Version,
            [Sequence] = story.Sequence,
            ["articles"] = new BsonArray(story.Members.Select(member => member.ArticleId).Concat(story.Left is null ? [] : [story.Left])),
            ["updatedAt"] = Date(story.UpdatedAt),
            ["expiresAt"] = Date(expiresAt),
            ["story"] = JsonSerializer.Serialize(story, ContractJson.Options),
        };
        if (!await TryTakeAsync(story.Sequence, saved, cancellationToken))
        {
            return false;
        }

        await PutAsync(saved, cancellationToken);
        return true;
    }

    public async Task<(IReadOnlyList<Story> Stories, long Sequence)> ActiveAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        // The number first: what is saved after it was read makes the next save fail, and is read then.
        var last = await LastAsync(known: 0, cancellationToken);
        return ((await connection.Stories.Find(Filter.Gte("updatedAt", Date(since))).ToListAsync(cancellationToken)).ConvertAll(Read), last);
    }

    public async Task<(IReadOnlyList<Story> Stories, long Sequence)> ChangedSinceAsync(long sequence, CancellationToken cancellationToken)
    {
        var last = await LastAsync(sequence, cancellationToken);
        return last == sequence ? ([], last) : ((await connection.Stories.Find(Filter.Gt(Sequence, sequence)).ToListAsync(cancellationToken)).ConvertAll(Read), last);
    }

    public async Task<Story?> FindAsync(string storyId, CancellationToken cancellationToken) =>
        await connection.Stories.Find(Filter.Eq("_id", storyId)).FirstOrDefaultAsync(cancellationToken) is { } found ? Read(found) : null;

    // An article that left one story and joined another is in both, until the first has its next version.
    public async Task<Story?> FindOfAsync(string articleId, CancellationToken cancellationToken) =>
        (await connection.Stories.Find(Filter.Eq("articles", articleId)).ToListAsync(cancellationToken)).Select(Read).MaxBy(story => (story.Left != articleId, story.Sequence));

    // Number of the last save, whose story is in its place. Who knows the number has put it there, or saw that it was.
    private async Task<long> LastAsync(long known, CancellationToken cancellationToken)
    {
        var last = await connection.StorySequence.Find(Filter.Eq("_id", Counter)).FirstOrDefaultAsync(cancellationToken);
        var number = last is null ? 0 : last[Counter].ToInt64();
        if (number != known && last!.TryGetValue(Saved, out var saved))
        {
            await PutAsync(saved.AsBsonDocument, cancellationToken);
        }

        return number;
    }

    // Any number of times, and late: a later version stays.
    private async Task PutAsync(BsonDocument saved, CancellationToken cancellationToken)
    {
        try
        {
            await connection.Stories.ReplaceOneAsync(
                Filter.Eq("_id", saved["_id"]) & Filter.Lt(Version, saved[Version].ToInt64()), saved, new ReplaceOptions { IsUpsert = true }, cancellationToken);
        }
        catch (MongoWriteException exception) when (exception.WriteError?.Category == ServerErrorCategory.DuplicateKey)
        {
            // It is there, or a later one.
        }
    }

    private async Task<bool> TryTakeAsync(long number, BsonDocument saved, CancellationToken cancellationToken)
    {
        try
        {
            var taken = await connection.StorySequence.ReplaceOneAsync(
                Filter.Eq("_id", Counter) & Filter.Eq(Counter, number - 1),
                new BsonDocument { ["_id"] = Counter, [Counter] = number, [Saved] = saved },
                new ReplaceOptions { IsUpsert = number == 1 }, // the first number only: where nothing was ever saved any other is wrong
                cancellationToken);
            return taken.MatchedCount == 1 || taken.UpsertedId is not null;
        }
        catch (MongoWriteException exception) when (exception.WriteError?.Category == ServerErrorCategory.DuplicateKey)
        {
            return false;
        }
    }

    private static Story Read(BsonDocument document) => JsonSerializer.Deserialize<Story>(document["story"].AsString, ContractJson.Options)!;

    private static DateTime Date(DateTimeOffset moment) => Moments.Of(Moments.Floor(moment)).UtcDateTime;
}
