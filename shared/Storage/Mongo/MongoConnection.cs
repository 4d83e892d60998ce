using MongoDB.Bson;
using MongoDB.Driver;

namespace Ingestion.Storage.Mongo;

/// <summary>The database and its collections. Nothing is connected before the first use.</summary>
internal sealed class MongoConnection : IDisposable
{
    private readonly MongoUrl url;
    private readonly Lazy<MongoClient> client;
    private readonly string database;

    static MongoConnection()
    {
        RecordMap.Register<Page>(page => page.Url);
        RecordMap.Register<Feed>(feed => feed.Url);
    }

    public MongoConnection(string connectionString, string database)
    {
        this.database = database;
        url = new MongoUrl(connectionString);
        client = new Lazy<MongoClient>(() =>
        {
            var settings = MongoClientSettings.FromUrl(url);
            settings.ServerSelectionTimeout = TimeSpan.FromSeconds(5); // an absent server is to be noticed, not waited for: retries are the caller's
            settings.ConnectTimeout = TimeSpan.FromSeconds(5);
            settings.WriteConcern = WriteConcern.WMajority; // what is acknowledged survives a failover
            settings.ApplicationName ??= "ingestion";
            return new MongoClient(settings);
        });
    }

    /// <summary>Servers and database, without credentials.</summary>
    public string Description => $"mongodb {string.Join(',', url.Servers)}/{database}";

    public IMongoDatabase Database => client.Value.GetDatabase(database);

    /// <summary>What stands of each article, listed and searched.</summary>
    public IMongoCollection<BsonDocument> Articles => Database.GetCollection<BsonDocument>("articles");

    /// <summary>What was filed of each article.</summary>
    public IMongoCollection<BsonDocument> Contents => Database.GetCollection<BsonDocument>("contents");

    /// <summary>What was found in contents later.</summary>
    public IMongoCollection<BsonDocument> Annotations => Database.GetCollection<BsonDocument>("annotations");

    /// <summary>What was filed by version 0.1, until it is carried over.</summary>
    public IMongoCollection<BsonDocument> OldRevisions => Database.GetCollection<BsonDocument>("revisions");

    public IMongoCollection<LedgerDocument> Ledger => Database.GetCollection<LedgerDocument>("ledger");

    public IMongoCollection<ScheduleDocument> Schedule => Database.GetCollection<ScheduleDocument>("schedule");

    public IMongoCollection<HostDocument> Hosts => Database.GetCollection<HostDocument>("hosts");

    public IMongoCollection<RobotsDocument> Robots => Database.GetCollection<RobotsDocument>("robots");

    public IMongoCollection<Page> Pages => Database.GetCollection<Page>("pages");

    public IMongoCollection<Feed> Feeds => Database.GetCollection<Feed>("feeds");

    /// <summary>The same as they are stored, with what is not in <see cref="Feed"/>.</summary>
    public IMongoCollection<BsonDocument> FeedDocuments => Database.GetCollection<BsonDocument>("feeds");

    public IMongoCollection<SeenDocument> FeedSeen => Database.GetCollection<SeenDocument>("feedSeen");

    public IMongoCollection<DocumentRecord> Documents => Database.GetCollection<DocumentRecord>("documents");

    /// <summary>Texts of the window, and what is known of their copies.</summary>
    public IMongoCollection<BsonDocument> CopySketches => Database.GetCollection<BsonDocument>("copySketches");

    /// <summary>From an article to a smaller id of its group.</summary>
    public IMongoCollection<BsonDocument> CopyLinks => Database.GetCollection<BsonDocument>("copyLinks");

    public IMongoCollection<BsonDocument> Stories => Database.GetCollection<BsonDocument>("stories");

    /// <summary>One document: the number of the last save of any story.</summary>
    public IMongoCollection<BsonDocument> StorySequence => Database.GetCollection<BsonDocument>("storySequence");

    public IMongoCollection<JobRecord> ReprocessJobs => Database.GetCollection<JobRecord>("reprocessJobs");

    public IMongoCollection<JobRecord> DeadLetterJobs => Database.GetCollection<JobRecord>("deadLetterJobs");

    public IMongoCollection<DeadLetterRecord> DeadLetters => Database.GetCollection<DeadLetterRecord>("deadLetters");

    /// <summary>Bodies in parts, since a document takes 16 MB at most.</summary>
    public IMongoCollection<BsonDocument> DeadLetterBodies => Database.GetCollection<BsonDocument>("deadLetterBodies");

    /// <summary>What was done with dead letters, and what came of it.</summary>
    public IMongoCollection<DeadLetterResultRecord> DeadLetterResults => Database.GetCollection<DeadLetterResultRecord>("deadLetterResults");

    /// <summary>What the reconciler found.</summary>
    public IMongoCollection<BsonDocument> Findings => Database.GetCollection<BsonDocument>("findings");

    /// <summary>One document: how far the reconciler is.</summary>
    public IMongoCollection<JobRecord> Reconciliation => Database.GetCollection<JobRecord>("reconciliation");

    /// <summary>Who has begun, alone, with which message.</summary>
    public IMongoCollection<CrashStartDocument> CrashStarts => Database.GetCollection<CrashStartDocument>("crashStarts");

    public Task PingAsync(CancellationToken cancellationToken) =>
        Database.RunCommandAsync<BsonDocument>(new BsonDocument("ping", 1), ReadPreference.Primary, cancellationToken);

    public void Dispose()
    {
        if (client.IsValueCreated)
        {
            client.Value.Dispose();
        }
    }
}
