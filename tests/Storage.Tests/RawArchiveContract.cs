using System.Text;
using Ingestion.News;
using Ingestion.Storage.Archive;
using Ingestion.Storage.Mongo;
using Ingestion.TestSupport;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Ingestion.Storage.Tests;

public sealed class FolderArchiveTests : RawArchiveContract, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ingestion-archive-").FullName;
    private readonly FolderArchive archive;

    public FolderArchiveTests() => archive = new FolderArchive(Path.Combine(folder, "archive"), TimeProvider.System);

    private protected override IRawArchive Archive => archive;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_file_lies_under_its_hash_and_no_draft_is_left()
    {
        var key = await archive.PutAsync(Page, default);

        var hash = key["sha256:".Length..];
        Assert.Equal([Path.Combine(archive.Folder, hash[..2], hash[2..4], hash + ".br")], Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_draft_whose_writer_died_is_deleted_a_day_later()
    {
        var drafts = Directory.CreateDirectory(Path.Combine(folder, "archive", "drafts")).FullName;
        foreach (var (name, hours) in new[] { ("old", 25), ("young", 23) })
        {
            await File.WriteAllBytesAsync(Path.Combine(drafts, name), [1]);
            File.SetLastWriteTimeUtc(Path.Combine(drafts, name), TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-hours));
        }

        await archive.PutAsync(Page, default);

        Assert.Equal(["young"], Directory.GetFiles(drafts).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public async Task A_file_that_was_cut_off_is_written_anew(int bytesLeft)
    {
        var key = await archive.PutAsync(Page, default);
        var file = Assert.Single(Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
        await File.WriteAllBytesAsync(file, (await File.ReadAllBytesAsync(file))[..bytesLeft]);
        await Assert.ThrowsAsync<InvalidDataException>(() => archive.GetAsync(key, default));

        await archive.PutAsync(Page, default);

        Assert.Equal(Page, await archive.GetAsync(key, default));
    }

    private protected override async Task DamageAsync(string key)
    {
        var hash = key["sha256:".Length..];
        var other = ContentKey.Of(Encoding.UTF8.GetBytes("other"))["sha256:".Length..];
        await archive.PutAsync(Encoding.UTF8.GetBytes("other"), default);
        File.Copy(PathOf(other), PathOf(hash), overwrite: true);
    }

    private string PathOf(string hash) => Path.Combine(archive.Folder, hash[..2], hash[2..4], hash + ".br");
}

public sealed class GridFsArchiveTests(MongoServer mongo) : RawArchiveContract, IAsyncLifetime
{
    private MongoConnection connection = null!;
    private GridFsArchive archive = null!;

    private protected override IRawArchive Archive => archive;

    public async ValueTask InitializeAsync()
    {
        connection = new MongoConnection(mongo.ConnectionString, MongoServer.NewDatabase());
        archive = new GridFsArchive(connection);
        await archive.PrepareAsync(default);
    }

    public async ValueTask DisposeAsync()
    {
        if (connection is not null)
        {
            await connection.Database.Client.DropDatabaseAsync(connection.Database.DatabaseNamespace.DatabaseName);
            connection.Dispose();
        }
    }

    [Fact]
    public async Task Uploads_of_the_same_bytes_side_by_side_leave_one_file_and_its_chunks()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => archive.PutAsync(Page, default))));

        Assert.Equal(1, await connection.Database.GetCollection<BsonDocument>("raw.files").CountDocumentsAsync(FilterDefinition<BsonDocument>.Empty));
        Assert.Equal(1, await connection.Database.GetCollection<BsonDocument>("raw.chunks").CountDocumentsAsync(FilterDefinition<BsonDocument>.Empty));
        Assert.Equal(Page, await archive.GetAsync(ContentKey.Of(Page), default));
    }

    private protected override Task DamageAsync(string key) => connection.Database.GetCollection<BsonDocument>("raw.chunks").UpdateManyAsync(
        FilterDefinition<BsonDocument>.Empty, Builders<BsonDocument>.Update.Set("data", new BsonBinaryData(new byte[Page.Length])));
}

public abstract class RawArchiveContract
{
    protected static readonly byte[] Page = Encoding.UTF8.GetBytes("<html><body><p>Cranes stood still.</p></body></html>");

    private protected abstract IRawArchive Archive { get; }

    private protected abstract Task DamageAsync(string key);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1_000_000)]
    public async Task Bytes_come_back_under_the_key_of_their_content(int length)
    {
        var bytes = new byte[length];
        new Random(7).NextBytes(bytes);

        var key = await Archive.PutAsync(bytes, default);

        Assert.Equal(ContentKey.Of(bytes), key);
        Assert.Equal(key, await Archive.PutAsync(bytes, default));
        Assert.Equal(bytes, await Archive.GetAsync(key, default));
    }

    [Fact]
    public async Task A_key_that_was_never_put_gives_nothing() => Assert.Null(await Archive.GetAsync(ContentKey.Of("never"u8), default));

    [Fact]
    public async Task Bytes_that_were_deleted_are_gone_and_the_note_says_why()
    {
        var key = await Archive.PutAsync(Page, default);
        Assert.Null(await Archive.WhyDeletedAsync(key, default));

        await Archive.DeleteAsync(key, "entry 7", default);
        await Archive.DeleteAsync(key, "entry 8", default);

        Assert.Null(await Archive.GetAsync(key, default));
        Assert.Equal("entry 8", await Archive.WhyDeletedAsync(key, default));
    }

    [Fact]
    public async Task Bytes_that_are_put_again_after_a_deletion_are_there_and_the_note_is_gone()
    {
        var key = await Archive.PutAsync(Page, default);
        await Archive.DeleteAsync(key, "entry 7", default);

        await Archive.PutAsync(Page, default);

        Assert.Equal(Page, await Archive.GetAsync(key, default));
        Assert.Null(await Archive.WhyDeletedAsync(key, default));
    }

    [Fact]
    public async Task What_is_no_key_is_not_deleted()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Archive.DeleteAsync("sha256:../../etc", "x", default));
        await Assert.ThrowsAsync<ArgumentException>(() => Archive.WhyDeletedAsync("sha256:../../etc", default));
    }

    [Fact]
    public async Task Damage_is_noticed()
    {
        var key = await Archive.PutAsync(Page, default);
        await DamageAsync(key);

        await Assert.ThrowsAsync<InvalidDataException>(() => Archive.GetAsync(key, default));
    }

    [Theory]
    [InlineData("")]
    [InlineData("sha256:")]
    [InlineData("sha256:../../../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("sha256:AB00000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("SHA256:ab00000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("sha256:ab0000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("sha256:ab000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("sha256:../0000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("sha256:ab0000000000000000000000000000000000000000000000000000000000000\n")]
    [InlineData("sha256:٣b00000000000000000000000000000000000000000000000000000000000000")]
    public Task Any_other_text_is_refused(string key) => Assert.ThrowsAsync<ArgumentException>(() => Archive.GetAsync(key, default));
}
