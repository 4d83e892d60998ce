using System.Net;
using System.Text.Json.Nodes;
using Ingestion.Chaos.Tests.Checks;
using Ingestion.Chaos.Tests.Faults;
using Ingestion.TestSupport;
using Ingestion.TestSupport.Faults;
using MongoDB.Bson;
using MongoDB.Bson.IO;
using MongoDB.Driver;

namespace Ingestion.Chaos.Tests.Deployment;

/// <summary>MongoDB, or the stand-in for one, behind a line that can have faults.</summary>
internal sealed class MongoUnderTest : IStoreUnderTest
{
    private static readonly JsonWriterSettings Relaxed = new() { OutputMode = JsonOutputMode.RelaxedExtendedJson };
    private readonly MongoServer server;
    private readonly FaultProxy line;

    private MongoUnderTest(MongoServer server)
    {
        this.server = server;
        line = new FaultProxy(stop => Sockets.ConnectAsync(new IPEndPoint(IPAddress.Loopback, new MongoUrl(server.ConnectionString).Server.Port), stop));
    }

    public string Option => new MongoUrlBuilder(server.ConnectionString) { Server = new MongoServerAddress("127.0.0.1", line.Port), DirectConnection = true }.ToString();

    public string Database { get; } = MongoServer.NewDatabase();

    public string Description => $"MongoDB: {server.Served}";

    public static async Task<MongoUnderTest> StartAsync()
    {
        var started = new MongoServer();
        await started.InitializeAsync();
        return new MongoUnderTest(started);
    }

    public bool Can(FaultKind kind) => true;

    public async Task SufferAsync(Fault fault, CancellationToken stop)
    {
        line.Line = fault.Kind switch
        {
            FaultKind.StoreAway => new Line { Refuses = true },
            FaultKind.StoreSlow => new Line { Latency = TimeSpan.FromSeconds(0.02 + (0.5 * fault.Size)) },
            _ => new Line { LosesAnswers = true },
        };
        if (fault.Kind == FaultKind.StoreAway)
        {
            line.Reset();
        }

        try
        {
            await Task.Delay(fault.For, stop);
        }
        finally
        {
            line.Line = Line.Good;
        }
    }

    public async Task<StoreContent> ReadAsync()
    {
        using var client = new MongoClient(server.ConnectionString);
        var database = client.GetDatabase(Database);
        async Task<List<BsonDocument>> AllAsync(string name) => await database.GetCollection<BsonDocument>(name).Find(FilterDefinition<BsonDocument>.Empty).ToListAsync();
        return new StoreContent
        {
            Ledger = (await AllAsync("ledger")).ConvertAll(entry => new LedgerRow(
                entry["_id"].AsGuid, entry["url"].AsString, entry["canonicalUrl"].AsString,
                entry["state"].AsString switch { "InFlight" => "in flight", "Waiting" => "waiting", _ => "closed" },
                Text(entry, "outcome"), Text(entry, "reason"), Text(entry, "detail"), Text(entry, "articleId"), entry.Contains("revision") ? entry["revision"].ToInt32() : null)),
            Articles = (await AllAsync("articles")).ConvertAll(article => new ArticleRow(article["_id"].AsString, article["canonicalUrl"].AsString, article["revision"].ToInt32(), Json(article))),
            Contents = (await AllAsync("contents")).ConvertAll(content => new ContentRow(content["articleId"].AsString, content["article"]["body"]["fingerprint"].AsString)),
            Scheduled = (await AllAsync("schedule")).ConvertAll(waiting => new ScheduledRow(waiting["_id"].AsGuid, waiting["type"].AsString, waiting["body"].AsString)),
            DeadLetters = (await AllAsync("deadLetters")).ConvertAll(letter => new DeadLetterRow(letter["stage"].AsString, letter["kind"].AsString, letter["state"].AsString, letter["letter"].AsString)),
            InStories = [.. (await AllAsync("stories")).SelectMany(story => story["articles"].AsBsonArray.Select(article => article.AsString))],
        };
    }

    public async ValueTask DisposeAsync()
    {
        await line.DisposeAsync();
        await server.DisposeAsync();
    }

    private static JsonNode Json(BsonDocument document) => JsonNode.Parse(document.ToJson(Relaxed))!;

    private static string? Text(BsonDocument document, string name) => document.TryGetValue(name, out var value) && value.IsString ? value.AsString : null;
}
