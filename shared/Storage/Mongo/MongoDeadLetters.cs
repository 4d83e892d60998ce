using System.Text.Json;
using Ingestion.Contracts;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Ingestion.Storage.Mongo;

/// <summary>Dead letters in MongoDB: one document each, replaced while its version is the one before. Groups are counted from one index.</summary>
internal sealed class MongoDeadLetters(MongoConnection connection) : IDeadLetters
{
    private const int PartBytes = 8 << 20; // below the 16 MB that a document may have
    private static readonly FilterDefinitionBuilder<DeadLetterRecord> Filter = Builders<DeadLetterRecord>.Filter;

    public static async Task CreateIndexesAsync(MongoConnection connection, CancellationToken cancellationToken)
    {
        var letters = Builders<DeadLetterRecord>.IndexKeys;
        await connection.DeadLetters.Indexes.CreateManyAsync(
            [
                MongoIndexes.Named(letters.Ascending(letter => letter.State).Ascending(letter => letter.Fingerprint).Descending(letter => letter.FirstAt).Descending(letter => letter.Id).Ascending(letter => letter.LastAt), "groups"),
                MongoIndexes.Named(letters.Ascending(letter => letter.State).Descending(letter => letter.FirstAt).Descending(letter => letter.Id), "standing"),
                MongoIndexes.Named(letters.Descending(letter => letter.FirstAt).Descending(letter => letter.Id), "newest"),
                MongoIndexes.Named(letters.Ascending(letter => letter.EntryId), "byEntry"),
                new CreateIndexModel<DeadLetterRecord>(letters.Ascending(letter => letter.MessageId), new CreateIndexOptions { Name = "byMessage", Sparse = true }),
                new CreateIndexModel<DeadLetterRecord>(letters.Ascending(letter => letter.DoneAt), new CreateIndexOptions { Name = "done", Sparse = true }),
            ],
            cancellationToken);
        await MongoDeadLetterResults.CreateIndexesAsync(connection, cancellationToken);
    }

    public async Task<bool> TrySaveAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(letter);
        var record = Record(letter);
        if (letter.Version > 1)
        {
            var replaced = await connection.DeadLetters.ReplaceOneAsync(
                Filter.Eq(saved => saved.Id, letter.Id) & Filter.Eq(saved => saved.Version, letter.Version - 1), record, cancellationToken: cancellationToken);
            return replaced.MatchedCount == 1;
        }

        try
        {
            await connection.DeadLetters.InsertOneAsync(record, null, cancellationToken);
            return true;
        }
        catch (MongoWriteException exception) when (exception.WriteError?.Category == ServerErrorCategory.DuplicateKey)
        {
            return false;
        }
    }

    public async Task PutBodyAsync(Guid id, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var part = 0;
        for (; part == 0 || part * PartBytes < body.Length; part++)
        {
            var document = new BsonDocument
            {
                ["_id"] = $"{id:N}.{part}",
                ["bytes"] = body[(part * PartBytes)..Math.Min(body.Length, (part + 1) * PartBytes)].ToArray(),
            };
            await Upserts.RetryAsync(() => connection.DeadLetterBodies.ReplaceOneAsync(
                Builders<BsonDocument>.Filter.Eq("_id", document["_id"]), document, new ReplaceOptions { IsUpsert = true }, cancellationToken));
        }

        // Of a longer one before; there are few parts, so they are named.
        await DeleteBodyAsync(id, part, cancellationToken);
    }

    // Ids sort by text: parts are asked for one by one, as there are one or two.
    public async Task<byte[]> BodyAsync(Guid id, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        byte[] bytes;
        var part = 0;
        do
        {
            var found = await connection.DeadLetterBodies.Find(Builders<BsonDocument>.Filter.Eq("_id", $"{id:N}.{part++}")).FirstOrDefaultAsync(cancellationToken);
            bytes = found is null ? [] : found["bytes"].AsByteArray;
            body.Write(bytes);
        }
        while (bytes.Length == PartBytes);
        return body.ToArray();
    }

    public async Task<IReadOnlyList<DeadLetter>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return (await connection.DeadLetters.Find(Filter.In(saved => saved.Id, ids)).ToListAsync(cancellationToken)).ConvertAll(Letter);
    }

    public Task<long> CountAsync(DeadLetterSlice slice, CancellationToken cancellationToken) => connection.DeadLetters.CountDocumentsAsync(In(slice), null, cancellationToken);

    public async Task<IReadOnlyList<DeadLetter>> ListAsync(DeadLetterSlice slice, DeadLetterPlace? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 1000);
        var filter = In(slice);
        if (after is not null)
        {
            var at = Moments.Of(after.FirstAt).UtcDateTime;
            filter &= Filter.Lt(letter => letter.FirstAt, at) | (Filter.Eq(letter => letter.FirstAt, at) & Filter.Lt(letter => letter.Id, after.Id));
        }

        var found = await connection.DeadLetters.Find(filter).SortByDescending(letter => letter.FirstAt).ThenByDescending(letter => letter.Id).Limit(limit).ToListAsync(cancellationToken);
        return found.ConvertAll(Letter);
    }

    public async Task<IReadOnlyList<DeadLetterGroup>> GroupsAsync(int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 1000);
        var rows = await connection.DeadLetters.Aggregate()
            .Match(Filter.In(letter => letter.State, [DeadLetterState.Waiting, DeadLetterState.Replaying]))
            .Group(new BsonDocument
            {
                { "_id", new BsonDocument { { "fingerprint", "$fingerprint" }, { "state", "$state" } } },
                { "count", new BsonDocument("$sum", 1) },
                { "first", new BsonDocument("$min", "$firstAt") },
                { "last", new BsonDocument("$max", "$lastAt") },
                { "example", new BsonDocument("$first", "$_id") },
            })
            .ToListAsync(cancellationToken);
        var groups = rows.GroupBy(row => row["_id"]["fingerprint"].AsString)
            .OrderByDescending(group => group.Sum(Count)).ThenBy(group => group.Key, StringComparer.Ordinal).Take(limit).ToList();
        var examples = (await FindAsync([.. groups.Select(group => group.First()["example"].AsGuid)], cancellationToken)).ToDictionary(letter => letter.Id);
        return
        [
            .. groups.Select(group => new DeadLetterGroup(
                group.Key,
                group.Where(row => row["_id"]["state"] == nameof(DeadLetterState.Waiting)).Sum(Count),
                group.Where(row => row["_id"]["state"] == nameof(DeadLetterState.Replaying)).Sum(Count),
                Moments.Of(group.Min(row => row["first"].ToUniversalTime())),
                Moments.Of(group.Max(row => row["last"].ToUniversalTime())),
                examples[group.First()["example"].AsGuid])),
        ];
    }

    public Task NoteAsync(IReadOnlyCollection<DeadLetterResult> results, CancellationToken cancellationToken) => MongoDeadLetterResults.NoteAsync(connection, results, cancellationToken);

    public Task<DeadLetterResult?> FindResultAsync(Guid jobId, Guid letterId, CancellationToken cancellationToken) => MongoDeadLetterResults.FindAsync(connection, jobId, letterId, cancellationToken);

    public Task<IReadOnlyList<DeadLetterResult>> ResultsAsync(Guid jobId, string? result, long after, int limit, CancellationToken cancellationToken) =>
        MongoDeadLetterResults.ListAsync(connection, jobId, result, after, limit, cancellationToken);

    public Task<IReadOnlyDictionary<string, long>> CountResultsAsync(Guid jobId, CancellationToken cancellationToken) => MongoDeadLetterResults.CountAsync(connection, jobId, cancellationToken);

    public Task<IReadOnlyList<DeadLetterResult>> ResultsOfAsync(Guid letterId, CancellationToken cancellationToken) => MongoDeadLetterResults.OfLetterAsync(connection, letterId, cancellationToken);

    public async Task<int> ForgetAsync(DateTimeOffset doneBefore, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 1000);
        var isDone = Filter.Lt(letter => letter.DoneAt, Moments.Of(Moments.Ceiling(doneBefore)).UtcDateTime);
        var deleted = 0;
        foreach (var id in await connection.DeadLetters.Find(isDone).SortBy(letter => letter.DoneAt).Limit(limit).Project(letter => letter.Id).ToListAsync(cancellationToken))
        {
            // The letter first: one that came back meanwhile keeps what belongs to it.
            if ((await connection.DeadLetters.DeleteOneAsync(Filter.Eq(letter => letter.Id, id) & isDone, cancellationToken)).DeletedCount == 0)
            {
                continue;
            }

            // A body that somebody wrote in its place is kept under the job's id.
            foreach (var body in (await ResultsOfAsync(id, cancellationToken)).Select(result => result.JobId).Prepend(id))
            {
                await DeleteBodyAsync(body, firstPart: 0, cancellationToken);
            }

            await MongoDeadLetterResults.ForgetAsync(connection, id, cancellationToken);
            deleted++;
        }

        return deleted;
    }

    private Task<DeleteResult> DeleteBodyAsync(Guid id, int firstPart, CancellationToken cancellationToken) =>
        connection.DeadLetterBodies.DeleteManyAsync(Builders<BsonDocument>.Filter.In("_id", Enumerable.Range(firstPart, 16).Select(part => $"{id:N}.{part}")), cancellationToken);

    private static FilterDefinition<DeadLetterRecord> In(DeadLetterSlice slice)
    {
        ArgumentNullException.ThrowIfNull(slice);
        var filter = Filter.Empty;
        filter &= slice.State is { } state ? Filter.Eq(letter => letter.State, state) : Filter.Empty;
        filter &= slice.Fingerprint is { } fingerprint ? Filter.Eq(letter => letter.Fingerprint, fingerprint) : Filter.Empty;
        filter &= slice.Stage is { } stage ? Filter.Eq(letter => letter.Stage, stage) : Filter.Empty;
        filter &= slice.Kind is { } kind ? Filter.Eq(letter => letter.Kind, kind) : Filter.Empty;
        filter &= slice.ExceptionType is { } type ? Filter.Eq(letter => letter.ExceptionType, type) : Filter.Empty;
        filter &= slice.MessageType is { } message ? Filter.Eq(letter => letter.MessageType, message) : Filter.Empty;
        filter &= slice.MessageId is { } messageId ? Filter.Eq(letter => letter.MessageId, messageId) : Filter.Empty;
        filter &= slice.EntryId is { } entry ? Filter.Eq(letter => letter.EntryId, entry) : Filter.Empty;
        filter &= slice.From is { } from ? Filter.Gte(letter => letter.FirstAt, Moments.Of(Moments.Ceiling(from)).UtcDateTime) : Filter.Empty;
        filter &= slice.To is { } to ? Filter.Lt(letter => letter.FirstAt, Moments.Of(Moments.Ceiling(to)).UtcDateTime) : Filter.Empty;
        return filter;
    }

    private static DeadLetterRecord Record(DeadLetter letter) => new()
    {
        Id = letter.Id,
        Version = letter.Version,
        State = letter.State,
        Fingerprint = letter.Fingerprint,
        Stage = letter.Stage,
        Kind = letter.Kind,
        ExceptionType = letter.ExceptionType,
        MessageType = letter.MessageType,
        MessageId = letter.MessageId,
        EntryId = letter.EntryId,
        FirstAt = Moments.Of(Moments.Floor(letter.FirstAt)).UtcDateTime,
        LastAt = Moments.Of(Moments.Floor(letter.LastAt)).UtcDateTime,
        DoneAt = letter.DoneAt is { } done ? Moments.Of(Moments.Floor(done)).UtcDateTime : null,
        Letter = JsonSerializer.Serialize(letter, ContractJson.Options),
    };

    private static DeadLetter Letter(DeadLetterRecord record) => JsonSerializer.Deserialize<DeadLetter>(record.Letter, ContractJson.Options)!;

    private static long Count(BsonDocument row) => row["count"].ToInt64();
}
