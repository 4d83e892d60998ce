using Ingestion.Contracts;
using Ingestion.News.Versions;
using Ingestion.Storage.Mongo;
using Ingestion.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using MongoDB.Bson;
using MongoDB.Driver;
using static Ingestion.Storage.Tests.Samples;

namespace Ingestion.Storage.Tests;

/// <summary>Without transactions: writers that died between two writes, and what an earlier version filed.</summary>
public sealed class MongoArticlesTests(MongoServer mongo) : StoreTests(mongo)
{
    private readonly Guid dead = Guid.NewGuid();

    private MongoConnection Connection => Services.GetRequiredService<MongoConnection>();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_version_whose_writer_died_is_listed_by_the_redelivery_or_by_the_next_version(bool byRedelivery)
    {
        await Articles.FileAsync(Article(version: 1, headline: "One"), Guid.NewGuid(), Noon, default);
        await new MongoArticleStore(Connection).AddAsync(Article(version: 3, headline: "Three"), dead, default);

        var filing = byRedelivery
            ? await Articles.FileAsync(Article(version: 3, headline: "Three"), dead, Noon, default)
            : await Articles.FileAsync(Article(version: 2, headline: "Two"), Guid.NewGuid(), Noon, default);

        Assert.Equal(byRedelivery, filing.FiledBy == dead);
        Assert.Equal("Three", Assert.Single((await Articles.ListAsync(new ArticleQuery(), default)).Articles).Headline);
        Assert.Equal(byRedelivery ? 2 : 3, (await Articles.FindAsync("a1_harbour", default))!.Revision);
    }

    [Fact]
    public async Task What_a_slow_writer_added_beside_the_tombstone_is_not_given_and_is_purged()
    {
        await Articles.FileAsync(Article(version: 1), Guid.NewGuid(), Noon, default);
        await Articles.WithdrawAsync(Tombstone("first"), default);
        await Articles.PurgeAsync("a1_harbour", default);
        await new MongoArticleStore(Connection).AddAsync(Article(version: 2, archiveKey: "sha256:02"), dead, default);

        Assert.NotNull((await new MongoArticleStore(Connection).StandAsync("a1_harbour", "any", Noon, default)).Tombstone);
        Assert.Single(await Articles.RevisionsAsync("a1_harbour", default));
        Assert.Equal(["sha256:02"], await Articles.ArchiveKeysAsync("a1_harbour", default));

        await Articles.PurgeAsync("a1_harbour", default);
        Assert.Equal(0, await Connection.Contents.CountDocumentsAsync(FilterDefinition<BsonDocument>.Empty));
    }

    [Fact]
    public async Task What_an_earlier_version_filed_is_carried_over_by_several_at_once()
    {
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        await FiledBeforeAsync(Article(headline: "One") with { Revision = 1 }, first);
        await FiledBeforeAsync(Article(headline: "Two") with { Revision = 2, FetchedAt = Noon.AddHours(1), EmbargoedUntil = Noon.AddYears(9) }, second);
        await FiledBeforeAsync(Article("a1_killed", headline: "", text: "", pubStatus: PubStatus.Canceled) with { Revision = 2, EdNote = "Wrong port" }, dead);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => MongoRevisionsUpgrade.RunAsync(Connection, default))));

        Assert.Equal([(1, "One"), (2, "Two")], (await Articles.RevisionsAsync("a1_harbour", default)).Select(one => (one.Revision!.Value, one.Headline)));
        Assert.Equal("Two", Assert.Single((await Articles.ListAsync(new ArticleQuery { Text = "two" }, default)).Articles).Headline);
        Assert.Equal("Wrong port", Assert.Single(await Articles.RevisionsAsync("a1_killed", default)).Withdrawal?.Detail);
        Assert.Equal(1, await Articles.CountAsync(default));
        Assert.Equal((first, true), (await Articles.FileAsync(Article(headline: "One"), second, Noon, default)) is var again ? (again.FiledBy, again.IsFirst) : default);
        Assert.Equal(0, await Connection.OldRevisions.CountDocumentsAsync(FilterDefinition<BsonDocument>.Empty));
    }

    /// <summary>As an earlier version left it: a document for each revision, and one of the latest.</summary>
    private async Task FiledBeforeAsync(ArticleEnriched article, Guid entryId)
    {
        var revision = new BsonDocument { { "_id", $"{article.ArticleId}/{article.Revision}" }, { "entryId", new BsonBinaryData(entryId, GuidRepresentation.Standard) } };
        await Connection.OldRevisions.InsertOneAsync(revision.AddRange(ArticleBson.Fields(article)));
        var latest = new BsonDocument("_id", article.ArticleId).AddRange(ArticleBson.Fields(article));
        await Connection.Articles.ReplaceOneAsync(new BsonDocument("_id", article.ArticleId), latest, new ReplaceOptions { IsUpsert = true });
    }
}
