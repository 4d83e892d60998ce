using System.Text.Json;
using Ingestion.Contracts;
using Ingestion.TestSupport;
using static Ingestion.Storage.Tests.Samples;

namespace Ingestion.Storage.Tests;

public sealed class SqliteArticleStoreTests() : ArticleStoreContract(null);

public sealed class MongoArticleStoreTests(MongoServer mongo) : ArticleStoreContract(mongo);

public abstract class ArticleStoreContract(MongoServer? mongo) : StoreTests(mongo)
{
    [Fact]
    public async Task An_article_comes_back_field_for_field()
    {
        var filed = Full();

        Assert.True(await Articles.TryFileAsync(filed, Guid.NewGuid(), default));

        var found = await Articles.FindAsync(filed.ArticleId, default);
        Assert.Equal(JsonSerializer.Serialize(filed, ContractJson.Options), JsonSerializer.Serialize(found, ContractJson.Options));
        Assert.Equal(TimeSpan.FromHours(5.5), found!.Published!.At.Offset);
        Assert.True(filed.Published!.At.EqualsExact(found.Published.At));
        Assert.Equal(filed.IndexedAt, found.IndexedAt);
        Assert.Equal(found, (await Articles.RevisionsAsync(filed.ArticleId, default))[0] with
        {
            // Records compare lists by reference; the JSON above has compared what is in them.
            Changes = found.Changes,
            Authors = found.Authors,
            Keywords = found.Keywords,
            Entities = found.Entities,
            Quotes = found.Quotes,
            Times = found.Times,
            Keyphrases = found.Keyphrases,
            Body = found.Body,
            Rights = found.Rights,
            Provenance = found.Provenance,
        });
    }

    [Fact]
    public async Task Nothing_filed_is_nothing_found()
    {
        Assert.Null(await Articles.FindAsync("a1_none", default));
        Assert.Empty(await Articles.RevisionsAsync("a1_none", default));
        Assert.Null(await Articles.FindFiledByAsync("a1_none", Guid.NewGuid(), default));
        Assert.Empty((await Articles.ListAsync(new ArticleQuery(), default)).Articles);
        Assert.Equal(0, await Articles.CountAsync(default));
    }

    [Fact]
    public async Task A_revision_needs_the_one_before_it_to_be_the_latest()
    {
        Assert.False(await Articles.TryFileAsync(Article(revision: 2), Guid.NewGuid(), default));
        Assert.True(await Articles.TryFileAsync(Article(revision: 1, headline: "One"), Guid.NewGuid(), default));
        Assert.False(await Articles.TryFileAsync(Article(revision: 1), Guid.NewGuid(), default));
        Assert.False(await Articles.TryFileAsync(Article(revision: 3), Guid.NewGuid(), default));
        Assert.True(await Articles.TryFileAsync(Article(revision: 2, headline: "Two"), Guid.NewGuid(), default));
        Assert.False(await Articles.TryFileAsync(Article(revision: 1), Guid.NewGuid(), default));

        Assert.Equal("Two", (await Articles.FindAsync("a1_harbour", default))!.Headline);
        Assert.Equal(["One", "Two"], (await Articles.RevisionsAsync("a1_harbour", default)).Select(article => article.Headline));
        Assert.Equal("Two", Assert.Single((await Articles.ListAsync(new ArticleQuery(), default)).Articles).Headline);
        Assert.Equal(1, await Articles.CountAsync(default));
    }

    [Fact]
    public async Task Of_many_writers_exactly_one_wins_each_revision()
    {
        using var other = Another();
        var stores = new[] { Articles, (IArticleStore)other.GetService(typeof(IArticleStore))! };
        for (var revision = 1; revision <= 5; revision++)
        {
            var tries = Enumerable.Range(0, 16).Select(writer => Task.Run(async () =>
                (writer, won: await stores[writer % 2].TryFileAsync(Article(revision: revision, headline: $"By {writer}"), new Guid(writer, 0, 0, new byte[8]), default))));

            var winner = Assert.Single(await Task.WhenAll(tries), each => each.won).writer;

            var latest = await Articles.FindAsync("a1_harbour", default);
            Assert.Equal((revision, $"By {winner}"), (latest!.Revision, latest.Headline));
        }

        Assert.Equal([1, 2, 3, 4, 5], (await Articles.RevisionsAsync("a1_harbour", default)).Select(article => article.Revision!.Value));
    }

    [Fact]
    public async Task What_an_entry_filed_is_found_by_that_entry_and_that_article_alone()
    {
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        await Articles.TryFileAsync(Article(revision: 1), first, default);
        await Articles.TryFileAsync(Article(revision: 2), second, default);

        Assert.Equal(1, (await Articles.FindFiledByAsync("a1_harbour", first, default))!.Revision);
        Assert.Equal(2, (await Articles.FindFiledByAsync("a1_harbour", second, default))!.Revision);
        Assert.Null(await Articles.FindFiledByAsync("a1_harbour", Guid.NewGuid(), default));
        Assert.Null(await Articles.FindFiledByAsync("a1_other", first, default));
    }

    [Fact]
    public async Task A_tombstone_replaces_all_and_cannot_be_revived()
    {
        var (earlier, killer) = (Guid.NewGuid(), Guid.NewGuid());
        await Articles.TryFileAsync(Article(revision: 1), earlier, default);
        await Articles.TryFileAsync(Article(revision: 2), Guid.NewGuid(), default);

        Assert.True(await Articles.TryFileAsync(Article(revision: 3, headline: "Withdrawn", pubStatus: PubStatus.Canceled), killer, default));

        Assert.False(await Articles.TryFileAsync(Article(revision: 4), Guid.NewGuid(), default));
        Assert.Equal(PubStatus.Canceled, (await Articles.FindAsync("a1_harbour", default))!.PubStatus);
        Assert.Equal(3, Assert.Single(await Articles.RevisionsAsync("a1_harbour", default)).Revision);
        Assert.Null(await Articles.FindFiledByAsync("a1_harbour", earlier, default));
        Assert.Equal(3, (await Articles.FindFiledByAsync("a1_harbour", killer, default))!.Revision);
        Assert.Empty((await Articles.ListAsync(new ArticleQuery(), default)).Articles);
        Assert.Empty((await Articles.ListAsync(new ArticleQuery { Text = "harbour" }, default)).Articles);
        Assert.Empty((await Articles.ListAsync(new ArticleQuery { Text = "withdrawn" }, default)).Articles);
        Assert.Equal(0, await Articles.CountAsync(default));
    }

    [Fact]
    public async Task A_withheld_article_is_counted_but_neither_listed_nor_found_by_its_words()
    {
        await Articles.TryFileAsync(Article(revision: 1), Guid.NewGuid(), default);
        await Articles.TryFileAsync(Article(revision: 2, pubStatus: PubStatus.Withheld), Guid.NewGuid(), default);

        Assert.Empty((await Articles.ListAsync(new ArticleQuery(), default)).Articles);
        Assert.Empty((await Articles.ListAsync(new ArticleQuery { Text = "harbour" }, default)).Articles);
        Assert.Equal(1, await Articles.CountAsync(default));
        Assert.True(await Articles.TryFileAsync(Article(revision: 3), Guid.NewGuid(), default));
        Assert.Single((await Articles.ListAsync(new ArticleQuery { Text = "harbour" }, default)).Articles);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(200)]
    public async Task Pages_hold_every_article_once_last_filed_first(int limit)
    {
        // Four articles in each millisecond, and moments that only ticks part.
        var filed = Enumerable.Range(0, 24).Select(i => Article(id: $"a1_{i * 7 % 24:D2}", indexedAt: Noon.AddMilliseconds(i / 4).AddTicks(i))).ToList();
        foreach (var article in filed)
        {
            Assert.True(await Articles.TryFileAsync(article, Guid.NewGuid(), default));
        }

        var seen = new List<ArticleEnriched>();
        string? after = null;
        do
        {
            var page = await Articles.ListAsync(new ArticleQuery { Limit = limit, After = after }, default);
            Assert.InRange(page.Articles.Count, 1, limit);
            seen.AddRange(page.Articles);
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(24, seen.Count);
        Assert.Equal(24, seen.Select(article => article.ArticleId).Distinct().Count());
        var milliseconds = seen.ConvertAll(article => article.IndexedAt!.Value.ToUnixTimeMilliseconds());
        Assert.Equal(milliseconds.OrderDescending(), milliseconds);
    }

    [Fact]
    public async Task Every_part_of_a_query_must_hold()
    {
        await Articles.TryFileAsync(Article("a1_1", language: "en", host: "one.example"), Guid.NewGuid(), default);
        await Articles.TryFileAsync(Article("a1_2", language: "fr", host: "one.example"), Guid.NewGuid(), default);
        await Articles.TryFileAsync(Article("a1_3", language: "en", host: "two.example", text: "Nothing moved."), Guid.NewGuid(), default);

        Assert.Equal(["a1_3", "a1_1"], await IdsAsync(new ArticleQuery { Language = "en" }));
        Assert.Equal(["a1_2", "a1_1"], await IdsAsync(new ArticleQuery { Host = "one.example" }));
        Assert.Equal(["a1_1"], await IdsAsync(new ArticleQuery { Language = "en", Host = "one.example", Text = "cranes" }));
        Assert.Equal(["a1_2"], await IdsAsync(new ArticleQuery { CanonicalUrl = "https://wire.example/a1_2" }));
        Assert.Empty(await IdsAsync(new ArticleQuery { CanonicalUrl = "https://wire.example/a1_2", Language = "en" }));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(201)]
    public Task A_limit_out_of_range_is_refused(int limit) =>
        Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Articles.ListAsync(new ArticleQuery { Limit = limit }, default));

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("1")]
    [InlineData(".a")]
    [InlineData("-1.a")]
    [InlineData("99999999999999999999.a")]
    [InlineData("9223372036854775807.a")]
    [InlineData("{\"$gt\": \"\"}.x")]
    [InlineData("' OR 1=1 --")]
    public Task A_cursor_that_no_page_gave_is_refused(string cursor) =>
        Assert.ThrowsAnyAsync<ArgumentException>(() => Articles.ListAsync(new ArticleQuery { After = cursor }, default));

    [Fact]
    public async Task A_revision_without_number_or_time_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Articles.TryFileAsync(Article() with { Revision = null }, Guid.NewGuid(), default));
        await Assert.ThrowsAsync<ArgumentException>(() => Articles.TryFileAsync(Article() with { IndexedAt = null }, Guid.NewGuid(), default));
    }

    private async Task<IEnumerable<string>> IdsAsync(ArticleQuery query) => (await Articles.ListAsync(query, default)).Articles.Select(article => article.ArticleId);
}
