using Ingestion.Contracts;
using Ingestion.Storage.Mongo;
using Ingestion.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using MongoDB.Bson;
using MongoDB.Driver;
using static Ingestion.Storage.Tests.Samples;

namespace Ingestion.Storage.Tests;

/// <summary>A writer died between winning a revision and making it the latest: whoever comes next finishes it.</summary>
public sealed class MongoInterruptedFilingTests(MongoServer mongo) : StoreTests(mongo)
{
    private readonly Guid dead = Guid.NewGuid();

    private IMongoCollection<BsonDocument> Revisions => Services.GetRequiredService<MongoConnection>().Revisions;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task The_redelivery_finishes_what_it_finds(int revision)
    {
        await WonAsync(revision, PubStatus.Usable);

        Assert.Equal(revision, (await Articles.FindFiledByAsync("a1_harbour", dead, default))!.Revision);

        Assert.Equal(revision, (await Articles.FindAsync("a1_harbour", default))!.Revision);
        Assert.Single((await Articles.ListAsync(new ArticleQuery { Text = "won" }, default)).Articles);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Filing_again_for_the_same_entry_succeeds_and_for_another_fails_and_both_finish(int revision)
    {
        await WonAsync(revision, PubStatus.Usable);

        Assert.False(await Articles.TryFileAsync(Article(revision: revision), Guid.NewGuid(), default));
        Assert.Equal("Won", (await Articles.FindAsync("a1_harbour", default))!.Headline);
        Assert.True(await Articles.TryFileAsync(Article(revision: revision + 1), Guid.NewGuid(), default));
    }

    [Fact]
    public async Task The_same_entry_wins_again_what_it_had_won()
    {
        await WonAsync(1, PubStatus.Usable);

        Assert.True(await Articles.TryFileAsync(Article(revision: 1), dead, default));

        Assert.Equal("Won", (await Articles.FindAsync("a1_harbour", default))!.Headline);
    }

    [Fact]
    public async Task A_withdrawal_is_finished_with_all_its_deletions()
    {
        await WonAsync(2, PubStatus.Canceled);

        Assert.Equal(2, (await Articles.FindFiledByAsync("a1_harbour", dead, default))!.Revision);

        Assert.Equal(1, await Revisions.CountDocumentsAsync(FilterDefinition<BsonDocument>.Empty));
        Assert.Empty((await Articles.ListAsync(new ArticleQuery(), default)).Articles);
    }

    [Fact]
    public async Task What_a_slow_writer_won_after_the_withdrawal_is_not_given_and_is_deleted()
    {
        await Articles.TryFileAsync(Article(revision: 1), Guid.NewGuid(), default);
        await Articles.TryFileAsync(Article(revision: 2), Guid.NewGuid(), default);
        await Articles.TryFileAsync(Article(revision: 3, pubStatus: PubStatus.Canceled), Guid.NewGuid(), default);
        await Revisions.InsertOneAsync(ArticleBson.Revision(Article(revision: 2), dead));

        Assert.Single(await Articles.RevisionsAsync("a1_harbour", default));
        Assert.Null(await Articles.FindFiledByAsync("a1_harbour", dead, default));

        Assert.Equal(1, await Revisions.CountDocumentsAsync(FilterDefinition<BsonDocument>.Empty));
    }

    private async Task WonAsync(int revision, string pubStatus)
    {
        for (var earlier = 1; earlier < revision; earlier++)
        {
            await Articles.TryFileAsync(Article(revision: earlier), Guid.NewGuid(), default);
        }

        await Revisions.InsertOneAsync(ArticleBson.Revision(Article(revision: revision, headline: "Won", pubStatus: pubStatus), dead));
    }
}
