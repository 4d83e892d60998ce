using MongoDB.Driver;

namespace Ingestion.Storage.Mongo;

/// <summary>
/// Two upserts of one key at the same moment may both find nothing and both insert; the server then refuses one as a duplicate key,
/// and the documentation of upserts says to send it again. The second time it finds the other's document.
/// </summary>
internal static class Upserts
{
    private const int Tries = 5; // a refusal needs a deletion between two tries to come again

    public static async Task<T> RetryAsync<T>(Func<Task<T>> upsert)
    {
        for (var tried = 1; ; tried++)
        {
            try
            {
                return await upsert();
            }
            catch (MongoException exception) when (tried < Tries && IsDuplicateKey(exception))
            {
                // Again.
            }
        }
    }

    private static bool IsDuplicateKey(MongoException exception) => exception switch
    {
        MongoCommandException command => command.Code == 11000,
        MongoWriteException write => write.WriteError?.Category == ServerErrorCategory.DuplicateKey,
        MongoBulkWriteException bulk => bulk.WriteConcernError is null && bulk.WriteErrors.All(error => error.Category == ServerErrorCategory.DuplicateKey),
        _ => false,
    };
}
