using Ingestion.Storage.Archive;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MongoDB.Driver;

namespace Ingestion.Storage.Tests;

public sealed class StorageServicesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ingestion-services-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Registering_and_resolving_touches_no_disk()
    {
        using var services = Services(("Folder", Path.Combine(folder, "data")));

        Assert.NotNull(services.GetRequiredService<IArticleStore>());
        Assert.NotNull(services.GetRequiredService<ILedger>());
        Assert.NotNull(services.GetRequiredService<ISchedule>());
        Assert.NotNull(services.GetRequiredService<IHosts>());
        Assert.NotNull(services.GetRequiredService<IPages>());
        Assert.NotNull(services.GetRequiredService<IFeeds>());
        Assert.IsType<FolderArchive>(services.GetRequiredService<IRawArchive>());
        Assert.NotNull(services.GetRequiredService<StoreReadiness>());
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public async Task Preparing_twice_and_side_by_side_is_harmless()
    {
        using var one = Services(("Folder", Path.Combine(folder, "data")));
        using var two = Services(("Folder", Path.Combine(folder, "data")));

        await Task.WhenAll(new[] { one, two, one, two }.Select(each => Task.Run(() => each.GetRequiredService<StoreReadiness>().PrepareAsync(default))));
        await one.GetRequiredService<StoreReadiness>().PingAsync(default);

        Assert.True(File.Exists(Path.Combine(folder, "data", "ingestion.db")));
    }

    [Theory]
    [InlineData("sqlite", "sqlite data/ingestion.db")]
    [InlineData("mongodb://localhost:27017", "mongodb localhost:27017/ingestion")]
    [InlineData("mongodb://ada:secret@a.example:1,b.example:2/?replicaSet=r", "mongodb a.example:1,b.example:2/ingestion")]
    public void The_description_names_the_place_and_no_credentials(string store, string description)
    {
        using var services = Services(("Store", store));

        Assert.Equal(description, services.GetRequiredService<StoreReadiness>().Description);
    }

    [Theory]
    [InlineData("Store", "postgres://x")]
    [InlineData("Store", "")]
    [InlineData("Store", "mongodb://")]
    [InlineData("Store", "mongodb://a:b:c")]
    [InlineData("Folder", "")]
    [InlineData("Database", "")]
    [InlineData("Archive", "s3")]
    [InlineData("Archive", "gridfs")] // without MongoDB
    public void A_wrong_option_is_refused(string name, string value)
    {
        using var services = Services((name, value));

        Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<StoreReadiness>());
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_an_outage()
    {
        // Port 1 of this machine: nothing listens there.
        using var services = Services(("Store", "mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=100"));

        var thrown = await Assert.ThrowsAnyAsync<Exception>(() => services.GetRequiredService<StoreReadiness>().PingAsync(default));

        Assert.True(StoreOutage.Is(thrown));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_an_outage()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "data"), "a file where the folder should be");
        using var services = Services(("Folder", Path.Combine(folder, "data")));

        var thrown = await Assert.ThrowsAnyAsync<Exception>(() => services.GetRequiredService<StoreReadiness>().PrepareAsync(default));

        Assert.True(StoreOutage.Is(thrown), thrown.ToString());
    }

    [Fact]
    public void An_outage_is_told_from_a_bug()
    {
        Assert.All(
            new Exception[]
            {
                new SqliteException("busy", 5), new SqliteException("locked", 6), new SqliteException("io", 10), new SqliteException("full", 13),
                new SqliteException("cannot open", 14), new TimeoutException(), new IOException(), new AggregateException(new IOException()),
                new SpillException("/var/tmp", new IOException("No space left on device")),
            },
            outage => Assert.True(StoreOutage.Is(outage), outage.Message));
        Assert.All(
            new Exception[]
            {
                new SqliteException("constraint", 19), new SqliteException("error", 1), new SqliteException("corrupt", 11), new KeyNotFoundException(),
                new InvalidDataException(), new InvalidOperationException(), new MongoException("x"), new NotSupportedException(),
            },
            bug => Assert.False(StoreOutage.Is(bug), bug.Message));
    }

    private static ServiceProvider Services(params (string Name, string Value)[] options) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(options.Select(option => KeyValuePair.Create("Storage:" + option.Name, (string?)option.Value))).Build())
        .AddIngestionStorage()
        .BuildServiceProvider();
}
