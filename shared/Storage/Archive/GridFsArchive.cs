using Ingestion.News;
using Ingestion.Storage.Mongo;
using MongoDB.Bson;
using MongoDB.Driver;
using MongoDB.Driver.GridFS;

namespace Ingestion.Storage.Archive;

/// <summary>
/// The raw archive in MongoDB: bucket <c>raw</c>, the key as file name. A unique index on the name makes it one file for each key: of two that
/// upload the same bytes at once, the one that comes second takes its chunks back. One that dies half-way leaves chunks that no file names.
/// Not packed here: the server's storage engine packs what it writes.
/// </summary>
internal sealed class GridFsArchive(MongoConnection connection) : IRawArchive
{
    private const string Bucket = "raw";

    private IMongoCollection<BsonDocument> Notes => connection.Database.GetCollection<BsonDocument>(Bucket + ".deleted");

    private GridFSBucket Files => new(connection.Database, new GridFSBucketOptions { BucketName = Bucket });

    private IMongoCollection<BsonDocument> Names => connection.Database.GetCollection<BsonDocument>(Bucket + ".files");

    /// <summary>Makes the unique index.</summary>
    public Task PrepareAsync(CancellationToken cancellationToken) => Names.Indexes.CreateOneAsync(
        new CreateIndexModel<BsonDocument>(Builders<BsonDocument>.IndexKeys.Ascending("filename"), new CreateIndexOptions { Name = "key", Unique = true }),
        null, cancellationToken);

    public async Task<string> PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var key = ContentKey.Of(bytes.Span);
        if (await Names.Find(Builders<BsonDocument>.Filter.Eq("filename", key)).Limit(1).AnyAsync(cancellationToken))
        {
            return key;
        }

        var id = ObjectId.GenerateNewId();
        try
        {
            await Files.UploadFromBytesAsync(id, key, bytes.ToArray(), null, cancellationToken);
        }
        catch (MongoException exception) when (exception is MongoWriteException { WriteError.Category: ServerErrorCategory.DuplicateKey }
            or MongoBulkWriteException { WriteErrors: [{ Category: ServerErrorCategory.DuplicateKey }] })
        {
            await connection.Database.GetCollection<BsonDocument>(Bucket + ".chunks")
                .DeleteManyAsync(Builders<BsonDocument>.Filter.Eq("files_id", id), cancellationToken);
        }

        await Notes.DeleteOneAsync(Builders<BsonDocument>.Filter.Eq("_id", key), cancellationToken);
        return key;
    }

    public async Task<byte[]?> GetAsync(string key, CancellationToken cancellationToken)
    {
        ArchiveKey.Hash(key);
        try
        {
            return ArchiveKey.Checked(key, await Files.DownloadAsBytesByNameAsync(key, null, cancellationToken));
        }
        catch (GridFSFileNotFoundException)
        {
            return null;
        }
        catch (GridFSChunkException exception)
        {
            throw new InvalidDataException($"What is stored under {key} is not whole.", exception);
        }
    }

    public Task<bool> ExistsAsync(string key, CancellationToken cancellationToken)
    {
        ArchiveKey.Hash(key);
        return Names.Find(Builders<BsonDocument>.Filter.Eq("filename", key)).Limit(1).AnyAsync(cancellationToken);
    }

    public async Task DeleteAsync(string key, string note, CancellationToken cancellationToken)
    {
        // The note first: bytes that are gone without one are an accident.
        ArchiveKey.Hash(key);
        await Notes.ReplaceOneAsync(
            Builders<BsonDocument>.Filter.Eq("_id", key), new BsonDocument { ["_id"] = key, ["note"] = note }, new ReplaceOptions { IsUpsert = true }, cancellationToken);
        var file = await Names.Find(Builders<BsonDocument>.Filter.Eq("filename", key)).FirstOrDefaultAsync(cancellationToken);
        try
        {
            if (file is not null)
            {
                await Files.DeleteAsync(file["_id"].AsObjectId, cancellationToken);
            }
        }
        catch (GridFSFileNotFoundException)
        {
            // Somebody else was quicker.
        }
    }

    public async Task<string?> WhyDeletedAsync(string key, CancellationToken cancellationToken)
    {
        ArchiveKey.Hash(key);
        var note = await Notes.Find(Builders<BsonDocument>.Filter.Eq("_id", key)).FirstOrDefaultAsync(cancellationToken);
        return note?["note"].AsString;
    }
}
