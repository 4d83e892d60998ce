using Ingestion.Storage.Archive;
using Ingestion.Storage.Mongo;
using Ingestion.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using MongoDB.Driver;

namespace Ingestion.Storage;

/// <summary>Puts the stores into a service container.</summary>
public static class StorageServices
{
    internal const string SqliteFile = "ingestion.db";

    /// <summary>
    /// Registers <see cref="IArticleStore"/>, <see cref="ILedger"/>, <see cref="ISchedule"/>, <see cref="IHosts"/>, <see cref="IPages"/>, <see cref="IFeeds"/>,
    /// <see cref="IDocuments"/>, <see cref="IJobs{TJob}"/>, <see cref="IDeadLetters"/>, <see cref="ICrashStarts"/>, <see cref="IFindings"/>, <see cref="ICopies"/>, <see cref="IStories"/>, <see cref="IRawArchive"/> and <see cref="StoreReadiness"/> as <see cref="StorageOptions"/> say. None of them touches disk or network before it is used.
    /// </summary>
    /// <param name="services">The container.</param>
    /// <returns>The same container.</returns>
    public static IServiceCollection AddIngestionStorage(this IServiceCollection services)
    {
        services.AddOptions<StorageOptions>()
            .BindConfiguration(StorageOptions.Section)
            .ValidateDataAnnotations()
            .Validate(options => options.IsSqlite || IsMongoUrl(options.Store), "Storage:Store is not a connection string that the MongoDB driver can read.")
            .Validate(options => options.Archive != "gridfs" || !options.IsSqlite, "Storage:Archive 'gridfs' needs MongoDB in Storage:Store.")
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);

        services.AddSingleton(provider => new SqliteDatabase(Path.Combine(Options(provider).Folder, SqliteFile)));
        services.AddSingleton(provider => new MongoConnection(Options(provider).Store, Options(provider).Database));

        services.AddSingleton<IArticleStore>(provider => Options(provider).IsSqlite
            ? new SqliteArticleStore(provider.GetRequiredService<SqliteDatabase>())
            : new MongoArticleStore(provider.GetRequiredService<MongoConnection>()));
        services.AddSingleton<ILedger>(provider => Options(provider).IsSqlite
            ? new SqliteLedger(provider.GetRequiredService<SqliteDatabase>())
            : new MongoLedger(provider.GetRequiredService<MongoConnection>()));
        services.AddSingleton<ISchedule>(provider => Options(provider).IsSqlite
            ? new SqliteSchedule(provider.GetRequiredService<SqliteDatabase>())
            : new MongoSchedule(provider.GetRequiredService<MongoConnection>()));
        services.AddSingleton<IHosts>(provider => Options(provider).IsSqlite
            ? new SqliteHosts(provider.GetRequiredService<SqliteDatabase>())
            : new MongoHosts(provider.GetRequiredService<MongoConnection>()));
        services.AddSingleton<IPages>(provider => Options(provider).IsSqlite
            ? new SqlitePages(provider.GetRequiredService<SqliteDatabase>())
            : new MongoPages(provider.GetRequiredService<MongoConnection>()));
        services.AddSingleton<IFeeds>(provider => Options(provider).IsSqlite
            ? new SqliteFeeds(provider.GetRequiredService<SqliteDatabase>())
            : new MongoFeeds(provider.GetRequiredService<MongoConnection>()));
        services.AddSingleton<IDocuments>(provider => Options(provider).IsSqlite
            ? new SqliteDocuments(provider.GetRequiredService<SqliteDatabase>())
            : new MongoKnownDocuments(provider.GetRequiredService<MongoConnection>()));
        services.AddSingleton<IJobs<ReprocessJob>>(provider => Options(provider).IsSqlite
            ? new SqliteJobs<ReprocessJob>(provider.GetRequiredService<SqliteDatabase>(), "reprocess_jobs")
            : new MongoJobs<ReprocessJob>(() => provider.GetRequiredService<MongoConnection>().ReprocessJobs));
        services.AddSingleton<IJobs<DeadLetterJob>>(provider => Options(provider).IsSqlite
            ? new SqliteJobs<DeadLetterJob>(provider.GetRequiredService<SqliteDatabase>(), "dead_letter_jobs")
            : new MongoJobs<DeadLetterJob>(() => provider.GetRequiredService<MongoConnection>().DeadLetterJobs));
        services.AddSingleton<IDeadLetters>(provider => Options(provider).IsSqlite
            ? new SqliteDeadLetters(provider.GetRequiredService<SqliteDatabase>())
            : new MongoDeadLetters(provider.GetRequiredService<MongoConnection>()));
        services.AddSingleton<ICrashStarts>(provider => Options(provider).IsSqlite
            ? new SqliteCrashStarts(provider.GetRequiredService<SqliteDatabase>())
            : new MongoCrashStarts(provider.GetRequiredService<MongoConnection>()));
        services.AddSingleton<IFindings>(provider => Options(provider).IsSqlite
            ? new SqliteFindings(provider.GetRequiredService<SqliteDatabase>())
            : new MongoFindings(provider.GetRequiredService<MongoConnection>()));
        services.AddSingleton<IJobs<Reconciliation>>(provider => Options(provider).IsSqlite
            ? new SqliteJobs<Reconciliation>(provider.GetRequiredService<SqliteDatabase>(), "reconciliation")
            : new MongoJobs<Reconciliation>(() => provider.GetRequiredService<MongoConnection>().Reconciliation));
        services.AddSingleton<ICopies>(provider => Options(provider).IsSqlite
            ? new SqliteCopies(provider.GetRequiredService<SqliteDatabase>())
            : new MongoCopies(provider.GetRequiredService<MongoConnection>()));
        services.AddSingleton<IStories>(provider => Options(provider).IsSqlite
            ? new SqliteStories(provider.GetRequiredService<SqliteDatabase>())
            : new MongoStories(provider.GetRequiredService<MongoConnection>()));
        services.AddSingleton<IRawArchive>(provider => Options(provider).Archive == "folder"
            ? new FolderArchive(Path.Combine(Options(provider).Folder, "archive"), provider.GetRequiredService<TimeProvider>())
            : new GridFsArchive(provider.GetRequiredService<MongoConnection>()));
        services.AddSingleton<StoreReadiness>();
        return services;
    }

    private static StorageOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<StorageOptions>>().Value;

    private static bool IsMongoUrl(string text)
    {
        try
        {
            _ = new MongoUrl(text);
            return true;
        }
        catch (Exception exception) when (exception is FormatException or MongoConfigurationException or ArgumentException)
        {
            return false;
        }
    }
}
