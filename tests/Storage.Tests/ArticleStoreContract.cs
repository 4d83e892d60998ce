using System.Text.Json;
using Ingestion.Contracts;
using Ingestion.News.Versions;
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

        await FileAsync(filed, now: Noon.AddDays(2));

        var expected = filed with { Revision = 1, Changes = null, VersionOrder = VersionOrder.Of(filed) };
        var found = await Articles.FindAsync(filed.ArticleId, default);
        Assert.Equal(JsonSerializer.Serialize(expected, ContractJson.Options), JsonSerializer.Serialize(found, ContractJson.Options));
        Assert.Equal(JsonSerializer.Serialize(expected, ContractJson.Options), JsonSerializer.Serialize((await Articles.RevisionsAsync(filed.ArticleId, default))[0], ContractJson.Options));
        Assert.Equal(TimeSpan.FromHours(5.5), found!.Published!.At.Offset);
        Assert.True(filed.Published!.At.EqualsExact(found.Published.At));
        Assert.Equal(filed.IndexedAt, found.IndexedAt);
    }

    [Fact]
    public async Task Nothing_filed_is_nothing_found()
    {
        Assert.Null(await Articles.FindAsync("a1_none", default));
        Assert.Null(await Articles.FindStandingAsync("a1_none", default));
        Assert.Empty(await Articles.RevisionsAsync("a1_none", default));
        Assert.Empty(await Articles.ArchiveKeysAsync("a1_none", default));
        Assert.Empty((await Articles.ListAsync(new ArticleQuery(), default)).Articles);
        Assert.Equal(0, await Articles.CountAsync(default));
    }

    [Fact]
    public async Task A_newer_version_is_listed_in_place_of_the_older_whichever_came_first()
    {
        await FileAsync(Article(version: 2, headline: "Two"));
        await FileAsync(Article(version: 1, headline: "One"));
        await FileAsync(Article(version: 3, headline: "Three"));

        var latest = (await Articles.FindAsync("a1_harbour", default))!;
        Assert.Equal(("Three", 3), (latest.Headline, latest.Revision));
        Assert.Equal(["headline", "version"], latest.Changes!.Select(change => change.Field));
        Assert.Equal([(1, "One"), (2, "Two"), (3, "Three")], (await Articles.RevisionsAsync("a1_harbour", default)).Select(one => (one.Revision!.Value, one.Headline)));
        Assert.Equal("Three", Assert.Single((await Articles.ListAsync(new ArticleQuery(), default)).Articles).Headline);
        Assert.Equal(new ArticleStanding(PubStatus.Usable, latest.VersionOrder!), await Articles.FindStandingAsync("a1_harbour", default));
        Assert.Equal(1, await Articles.CountAsync(default));
    }

    [Fact]
    public async Task The_same_version_again_changes_nothing_and_says_who_filed_it_first()
    {
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());

        var one = await FileAsync(Article(version: 1, headline: "One"), first);
        var two = await FileAsync(Article(version: 2, headline: "Two"), second);
        var again = await FileAsync(Article(version: 1, headline: "One"), first);
        var byAnother = await FileAsync(Article(version: 1, headline: "One"), second);

        Assert.Equal([(first, true), (second, false), (first, true), (first, true)], new[] { one, two, again, byAnother }.Select(filing => (filing.FiledBy, filing.IsFirst)));
        Assert.Equal([1, 2, 2, 2], new[] { one, two, again, byAnother }.Select(filing => filing.Revisions.Count));
        Assert.Equal("Two", (await Articles.FindAsync("a1_harbour", default))!.Headline);
    }

    [Fact]
    public async Task Content_that_comes_back_is_the_newest_again_even_if_what_was_between_comes_last()
    {
        var (first, second) = (Article(headline: "One"), Article(headline: "Two") with { FetchedAt = Noon.AddHours(1) });

        await FileAsync(first);
        await FileAsync(first with { FetchedAt = Noon.AddHours(2) });
        await FileAsync(second);

        Assert.Equal(["One", "Two", "One"], (await Articles.RevisionsAsync("a1_harbour", default)).Select(one => one.Headline));
        Assert.Equal(("One", 3), ((await Articles.FindAsync("a1_harbour", default)) is { } latest ? (latest.Headline, latest.Revision!.Value) : default));
    }

    [Fact]
    public async Task Of_many_writers_side_by_side_everything_is_kept_and_the_newest_is_listed()
    {
        using var other = Another();
        var stores = new[] { Articles, (IArticleStore)other.GetService(typeof(IArticleStore))! };

        var filings = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(
            () => stores[i % 2].FileAsync(Article(version: 1 + (i % 8), headline: $"Version {1 + (i % 8)}"), new Guid(i, 0, 0, new byte[8]), Noon, default))));

        var latest = (await Articles.FindAsync("a1_harbour", default))!;
        Assert.Equal(("Version 8", 8), (latest.Headline, latest.Revision));
        Assert.Equal(Enumerable.Range(1, 8).Select(i => (i, $"Version {i}")), (await Articles.RevisionsAsync("a1_harbour", default)).Select(one => (one.Revision!.Value, one.Headline)));
        Assert.Equal(2, filings.Count(filing => filing.IsFirst)); // one of the eight, from both of those who filed it
        Assert.Equal(8, filings.Select(filing => filing.FiledBy).Distinct().Count());
    }

    [Fact]
    public async Task A_tombstone_replaces_all_and_cannot_be_revived()
    {
        await FileAsync(Article(version: 1));
        await FileAsync(Article(version: 2, headline: "Second day"));

        var buried = await Articles.WithdrawAsync(Tombstone("first"), default);
        var again = await Articles.WithdrawAsync(Tombstone("second"), default);
        var late = await FileAsync(Article(version: 3));

        Assert.Equal((History.TombstoneRevision, PubStatus.Canceled, "first"), (buried.Revision!.Value, buried.PubStatus, buried.Withdrawal?.Detail));
        Assert.Equal("first", again.Withdrawal?.Detail);
        Assert.Equal("first", late.Tombstone?.Withdrawal?.Detail);
        Assert.Empty(late.Revisions);
        Assert.Equal(PubStatus.Canceled, (await Articles.FindStandingAsync("a1_harbour", default))!.Status);
        Assert.Equal(PubStatus.Canceled, (await Articles.FindAsync("a1_harbour", default))!.PubStatus);
        Assert.Equal(History.TombstoneRevision, Assert.Single(await Articles.RevisionsAsync("a1_harbour", default)).Revision);
        Assert.Empty((await Articles.ListAsync(new ArticleQuery(), default)).Articles);
        Assert.Empty((await Articles.ListAsync(new ArticleQuery { Text = "harbour" }, default)).Articles);
        Assert.Equal(0, await Articles.CountAsync(default));
    }

    [Fact]
    public async Task A_tombstone_may_come_before_anything_else()
    {
        await Articles.WithdrawAsync(Tombstone("first"), default);

        Assert.NotNull((await FileAsync(Article())).Tombstone);
        Assert.Single(await Articles.RevisionsAsync("a1_harbour", default));
        Assert.Empty((await Articles.ListAsync(new ArticleQuery(), default)).Articles);
    }

    [Fact]
    public async Task Bytes_are_known_until_they_are_purged_and_nothing_is_purged_without_a_tombstone()
    {
        await FileAsync(Article(version: 1, archiveKey: "sha256:01"));
        await FileAsync(Article(version: 1, archiveKey: "sha256:02") with { Keywords = ["other furniture"] });
        await FileAsync(Article(version: 2, archiveKey: "sha256:03", headline: "Second day"));
        await FileAsync(Article("a1_other", archiveKey: "sha256:04"));

        await Articles.PurgeAsync("a1_harbour", default);
        Assert.Equal(["sha256:01", "sha256:02", "sha256:03"], (await Articles.ArchiveKeysAsync("a1_harbour", default)).Order());

        await Articles.WithdrawAsync(Tombstone("first"), default);
        Assert.Equal(["sha256:01", "sha256:02", "sha256:03"], (await Articles.ArchiveKeysAsync("a1_harbour", default)).Order());

        await Articles.PurgeAsync("a1_harbour", default);
        await Articles.PurgeAsync("a1_harbour", default);
        Assert.Empty(await Articles.ArchiveKeysAsync("a1_harbour", default));
        Assert.Equal(["sha256:04"], await Articles.ArchiveKeysAsync("a1_other", default));
    }

    [Fact]
    public async Task Kills_and_versions_side_by_side_end_with_the_tombstone()
    {
        using var other = Another();
        var stores = new[] { Articles, (IArticleStore)other.GetService(typeof(IArticleStore))! };

        await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Task.Run(async () =>
            _ = i % 6 == 5 ? (object)await stores[i % 2].WithdrawAsync(Tombstone($"{i}"), default) : await stores[i % 2].FileAsync(Article(version: 1 + (i % 6)), Guid.NewGuid(), Noon, default))));
        await Articles.PurgeAsync("a1_harbour", default);

        Assert.Equal(PubStatus.Canceled, Assert.Single(await Articles.RevisionsAsync("a1_harbour", default)).PubStatus);
        Assert.Empty((await Articles.ListAsync(new ArticleQuery { Text = "harbour" }, default)).Articles);
        Assert.Empty(await Articles.ArchiveKeysAsync("a1_harbour", default));
    }

    [Fact]
    public async Task A_withheld_article_is_counted_but_neither_listed_nor_found_by_its_words_until_a_usable_version_comes()
    {
        await FileAsync(Article(version: 1));
        await FileAsync(Article(version: 2, pubStatus: PubStatus.Withheld));

        Assert.Empty((await Articles.ListAsync(new ArticleQuery(), default)).Articles);
        Assert.Empty((await Articles.ListAsync(new ArticleQuery { Text = "harbour" }, default)).Articles);
        Assert.Equal((PubStatus.Withheld, 2), ((await Articles.FindAsync("a1_harbour", default))!.PubStatus, (await Articles.FindAsync("a1_harbour", default))!.Revision!.Value));
        Assert.Equal(PubStatus.Withheld, (await Articles.FindStandingAsync("a1_harbour", default))!.Status);
        Assert.Equal(1, await Articles.CountAsync(default));

        await FileAsync(Article(version: 3));
        Assert.Equal(3, Assert.Single((await Articles.ListAsync(new ArticleQuery { Text = "harbour" }, default)).Articles).Revision);
    }

    [Fact]
    public async Task What_is_under_embargo_is_filed_and_listed_only_when_it_is_filed_again_after_its_end()
    {
        var held = Article(text: "A secret.") with { EmbargoedUntil = Noon.AddHours(1) };

        await FileAsync(held, now: Noon);

        Assert.Equal(ArticleStanding.Embargoed, (await Articles.FindStandingAsync("a1_harbour", default))!.Status);
        Assert.Empty((await Articles.ListAsync(new ArticleQuery(), default)).Articles);
        Assert.Empty((await Articles.ListAsync(new ArticleQuery { Text = "secret" }, default)).Articles);

        await FileAsync(held, now: Noon.AddHours(1));
        Assert.Single((await Articles.ListAsync(new ArticleQuery { Text = "secret" }, default)).Articles);
    }

    [Fact]
    public async Task An_update_under_embargo_leaves_what_is_public_as_it_is()
    {
        await FileAsync(Article(version: 1, headline: "One"), now: Noon);
        var update = Article(version: 2, headline: "Two") with { EmbargoedUntil = Noon.AddHours(1) };

        await FileAsync(update, now: Noon);
        Assert.Equal("One", Assert.Single((await Articles.ListAsync(new ArticleQuery(), default)).Articles).Headline);

        await FileAsync(update, now: Noon.AddHours(1));
        Assert.Equal("Two", Assert.Single((await Articles.ListAsync(new ArticleQuery(), default)).Articles).Headline);
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
            await FileAsync(article);
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
        await FileAsync(Article("a1_1", language: "en", host: "one.example"));
        await FileAsync(Article("a1_2", language: "fr", host: "one.example"));
        await FileAsync(Article("a1_3", language: "en", host: "two.example", text: "Nothing moved."));

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
    public async Task What_was_filed_at_no_time_and_a_kill_that_is_filed_are_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => FileAsync(Article() with { IndexedAt = null }));
        await Assert.ThrowsAsync<ArgumentException>(() => FileAsync(Article(pubStatus: PubStatus.Canceled)));
        await Assert.ThrowsAsync<ArgumentException>(() => Articles.WithdrawAsync(Tombstone("x") with { IndexedAt = null }, default));
    }

    private Task<Filing> FileAsync(ArticleEnriched article, Guid? entryId = null, DateTimeOffset? now = null) => Articles.FileAsync(article, entryId ?? Guid.NewGuid(), now ?? Noon, default);

    private async Task<IEnumerable<string>> IdsAsync(ArticleQuery query) => (await Articles.ListAsync(query, default)).Articles.Select(article => article.ArticleId);
}
