using System.Text.Json;
using Ingestion.Contracts;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Ingestion.Storage.Mongo;

/// <summary>
/// Stories in MongoDB: one document each, its articles' ids beside it for the index. The number of the save is taken first: who dies before the story is written
/// leaves a number without a save, and nobody is misled.
/// </summary>
internal sealed class MongoStories(MongoConnection connection) : IStories
{
    private const string Counter = "sequence", Version = "version";
    private static readonly FilterDefinitionBuilder<BsonDocument> Filter = Builders<BsonDocument>.Filter;

    public async Task<bool> TrySaveAsync(Story story, DateTimeOffset now, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(story);
        if (!await TryTakeAsync(story.Sequence, cancellationToken))
        {
            return false;
        }

        try
        {
            // Who took the number before this one and was held up then may write only now: neither of the two may take the other's place.
            var saved = await connection.Stories.ReplaceOneAsync(
                Filter.Eq("_id", story.StoryId) & Filter.Eq(Version, story.Version - 1),
                new BsonDocument
                {
                    ["_id"] = story.StoryId,
                    [Version] = story.Version,
                    ["articles"] = new BsonArray(story.Members.Select(member => member.ArticleId).Concat(story.Left is null ? [] : [story.Left])),
                    ["updatedAt"] = Date(story.UpdatedAt),
                    ["expiresAt"] = Date(expiresAt),
                    ["story"] = JsonSerializer.Serialize(story, ContractJson.Options),
                },
                new ReplaceOptions { IsUpsert = true }, // refused as a duplicate where another version is there
                cancellationToken);
            return saved.MatchedCount == 1 || saved.UpsertedId is not null;
        }
        catch (MongoWriteException exception) when (exception.WriteError?.Category == ServerErrorCategory.DuplicateKey)
        {
            return false;
        }
    }

    public async Task<(IReadOnlyList<Story> Stories, long Sequence)> ActiveAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        // The number first: what is saved after it was read makes the next save fail, and everything is read again.
        var counter = await connection.StorySequence.Find(Filter.Eq("_id", Counter)).FirstOrDefaultAsync(cancellationToken);
        var stories = await connection.Stories.Find(Filter.Gte("updatedAt", Date(since))).ToListAsync(cancellationToken);
        return (stories.ConvertAll(Read), counter is null ? 0 : counter[Counter].ToInt64());
    }

    // An article that left one story and joined another is in both, until the first has its next version.
    public async Task<Story?> FindOfAsync(string articleId, CancellationToken cancellationToken) =>
        (await connection.Stories.Find(Filter.Eq("articles", articleId)).ToListAsync(cancellationToken)).Select(Read).MaxBy(story => (story.Left != articleId, story.Sequence));

    private async Task<bool> TryTakeAsync(long number, CancellationToken cancellationToken)
    {
        try
        {
            var taken = await connection.StorySequence.ReplaceOneAsync(
                Filter.Eq("_id", Counter) & Filter.Eq(Counter, number - 1),
                new BsonDocument { ["_id"] = Counter, [Counter] = number },
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
