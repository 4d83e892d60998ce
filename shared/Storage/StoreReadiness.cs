using Ingestion.Storage.Archive;
using Ingestion.Storage.Mongo;
using Ingestion.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Ingestion.Storage;

/// <summary>Makes the chosen store ready, and says whether it answers.</summary>
public sealed class StoreReadiness
{
    private readonly SqliteDatabase? sqlite;
    private readonly MongoConnection? mongo;
    private readonly IRawArchive archive;

    /// <summary>For the service container.</summary>
    /// <param name="services">Where <see cref="StorageServices.AddIngestionStorage"/> put the stores.</param>
    public StoreReadiness(IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = services.GetRequiredService<IOptions<StorageOptions>>().Value;
        sqlite = options.IsSqlite ? services.GetRequiredService<SqliteDatabase>() : null;
        mongo = options.IsSqlite ? null : services.GetRequiredService<MongoConnection>();
        archive = services.GetRequiredService<IRawArchive>();
        Description = mongo?.Description ?? "sqlite " + Path.Combine(options.Folder, StorageServices.SqliteFile);
    }

    /// <summary>Which store, such as <c>sqlite data/ingestion.db</c> or <c>mongodb localhost:27017/ingestion</c>: never a name or password.</summary>
    public string Description { get; }

    /// <summary>Makes folders, tables and indexes where they are missing. Harmless when done again, or by several processes at once.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task.</returns>
    /// <remarks>A store out of reach throws; <see cref="StoreOutage.Is"/> tells that from a mistake.</remarks>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (sqlite is not null)
        {
            await sqlite.PrepareAsync(cancellationToken);
        }

        if (mongo is not null)
        {
            await MongoIndexes.CreateAsync(mongo, cancellationToken);
            await MongoRevisionsUpgrade.RunAsync(mongo, cancellationToken);
        }

        switch (archive)
        {
            case FolderArchive files:
                Directory.CreateDirectory(files.Folder);
                break;
            case GridFsArchive bucket:
                await bucket.PrepareAsync(cancellationToken);
                break;
        }
    }

    /// <summary>Asks the store for a sign of life.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task that ends when the store has answered, and throws when it does not.</returns>
    public async Task PingAsync(CancellationToken cancellationToken)
    {
        if (sqlite is not null)
        {
            await sqlite.ReadAsync(session => session.Scalar<long>("SELECT count(*) FROM sqlite_schema"), cancellationToken);
        }

        if (mongo is not null)
        {
            await mongo.PingAsync(cancellationToken);
        }
    }
}
