using Ingestion.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using static Ingestion.Storage.Tests.Samples;

namespace Ingestion.Storage.Tests;

public sealed class SqliteFeedsTests() : FeedsContract(null);

/// <summary>The contract, and what SQLite does not know: somebody who writes in the middle of a change.</summary>
public sealed class MongoFeedsTests(MongoServer mongo) : FeedsContract(mongo)
{
    [Fact]
    public async Task A_subscription_in_the_middle_of_a_change_stands()
    {
        await Feeds.AddAsync([Feed(Url, subscribed: false)], default);
        var calls = 0;
        await Feeds.UpdateAsync(
            Url,
            feed =>
            {
                if (calls++ == 0)
                {
                    Feeds.AddAsync([Feed(Url, nextPollAt: Noon)], default).GetAwaiter().GetResult();
                }

                return feed with { Polls = 1 };
            },
            default);

        Assert.Equal((Feed(Url, nextPollAt: Noon) with { Polls = 1 }, 2), ((await Feeds.FindAsync(Url, default))!, calls));
    }

    [Fact]
    public async Task A_feed_that_was_removed_and_added_in_the_middle_of_a_change_is_changed_as_it_is_now()
    {
        await Feeds.AddAsync([Full], default);
        var calls = 0;
        await Feeds.UpdateAsync(
            Url,
            feed =>
            {
                if (calls++ == 0)
                {
                    Feeds.RemoveAsync(Url, default).GetAwaiter().GetResult();
                    Feeds.AddAsync([Feed(Url) with { AddedAt = Noon.AddDays(1) }], default).GetAwaiter().GetResult();
                }

                return feed with { Polls = 1 };
            },
            default);

        Assert.Equal(Feed(Url) with { AddedAt = Noon.AddDays(1), Polls = 1 }, await Feeds.FindAsync(Url, default));
    }
}

public abstract class FeedsContract(MongoServer? mongo) : StoreTests(mongo)
{
    protected const string Url = "https://wire.example/rss";

    /// <summary>Every field filled.</summary>
    protected static readonly Feed Full = new()
    {
        Url = Url,
        Subscribed = true,
        AddedAt = Noon,
        Title = "Wire — “Ports” 🚢",
        Category = "Europe/Politics",
        Index = "https://wire.example/sitemaps.xml",
        NextPollAt = Noon.AddMinutes(5),
        Interval = TimeSpan.FromTicks(3_000_000_001),
        ETag = "\"5f\"",
        LastModified = "Mon, 02 Mar 2026 08:05:00 GMT",
        Polls = 7,
        PolledAt = Noon.AddMinutes(1),
        SucceededAt = Noon.AddMinutes(2),
        Failures = 3,
        LastError = "503: the publisher is busy.",
        NewEntriesAt = Noon.AddMinutes(3),
        UsualGap = TimeSpan.FromDays(1.5),
        EntryCount = 30,
        UnusableCount = 2,
        AcceptedCount = 5_000_000_000,
        Hub = "https://hub.example/",
        HubSecret = "s3cret",
        HubUntil = Noon.AddDays(10),
        HubTopic = "https://wire.example/rss?full",
        HubAskedAt = Noon.AddMinutes(4),
        Location = "https://www.wire.example/rss",
        PassedOverCount = 40_000,
        PushedAt = Noon.AddMinutes(6),
        TakenOn = new DateOnly(2026, 3, 2),
        TakenToday = 20_000,
    };

    [Fact]
    public async Task A_feed_comes_back_as_it_was_added_or_changed()
    {
        Assert.All(typeof(Feed).GetProperties(), property => Assert.NotNull(property.GetValue(Full)));
        var bare = Feed("https://wire.example/bare", subscribed: false);

        Assert.Equal(2, await Feeds.AddAsync([Full, bare], default));

        Assert.Equal(Full, await Feeds.FindAsync(Url, default));
        Assert.Equal(bare, await Feeds.FindAsync(bare.Url, default));
        Assert.Null(await Feeds.FindAsync("https://wire.example/", default));
        Assert.Equal(Full with { Url = bare.Url }, await Feeds.UpdateAsync(bare.Url, _ => Full with { Url = bare.Url }, default));
        Assert.Equal(bare with { Url = Url }, await Feeds.UpdateAsync(Url, _ => bare with { Url = Url }, default));
        Assert.Equal(bare with { Url = Url }, await Feeds.FindAsync(Url, default));
        Assert.Equal(Full with { Url = bare.Url }, await Feeds.FindAsync(bare.Url, default));
    }

    [Fact]
    public async Task Moments_are_rounded_down_and_given_in_UTC()
    {
        var zone = TimeSpan.FromHours(5.5);
        await Feeds.AddAsync([Full with { NextPollAt = Noon.AddTicks(10_001).ToOffset(zone), AddedAt = Noon.AddTicks(9_999).ToOffset(zone) }], default);

        var found = (await Feeds.FindAsync(Url, default))!;

        Assert.Equal((Noon.AddMilliseconds(1), Noon), (found.NextPollAt, found.AddedAt));
        Assert.Equal(TimeSpan.Zero, found.AddedAt.Offset);
    }

    [Fact]
    public async Task A_feed_that_is_there_stays_as_it_is_but_for_becoming_subscribed()
    {
        var (read, planned) = (Feed("https://wire.example/a", subscribed: false) with { Polls = 4 }, Feed("https://wire.example/b", subscribed: false, Noon.AddHours(1)));
        await Feeds.AddAsync([Full, read, planned], default);
        var fresh = Feed("https://wire.example/c", nextPollAt: Noon);

        Assert.Equal(1, await Feeds.AddAsync(
            [Feed(Url, subscribed: false), Feed(read.Url, nextPollAt: Noon), Feed(planned.Url, nextPollAt: Noon), fresh, fresh with { Title = "twice" }], default));
        Assert.Equal(0, await Feeds.AddAsync([], default));
        Assert.Equal(0, await Feeds.AddAsync([Feed(fresh.Url, subscribed: false)], default));

        Assert.Equal(
            [read with { Subscribed = true, NextPollAt = Noon }, planned with { Subscribed = true }, fresh, Full], // a feed that is subscribed has a poll planned
            await Feeds.ListAsync(null, 10, default));
    }

    [Fact]
    public async Task Pages_of_feeds_follow_each_other_in_the_order_of_URLs()
    {
        var feeds = Enumerable.Range(0, 25).Select(i => Feed($"https://wire.example/{i:00}")).ToList();
        await Feeds.AddAsync([.. feeds.OrderByDescending(feed => feed.Url, StringComparer.Ordinal)], default);

        var (found, after) = (new List<Feed>(), (string?)null);
        while (await Feeds.ListAsync(after, 10, default) is { Count: > 0 } page)
        {
            found.AddRange(page);
            after = page[^1].Url;
        }

        Assert.Equal(feeds, found);
    }

    [Fact]
    public async Task Overdue_are_subscribed_feeds_whose_poll_was_due_before_the_most_overdue_first()
    {
        await Feeds.AddAsync(
            [
                Feed("https://a.example/", nextPollAt: Noon.AddSeconds(-1)), Feed("https://b.example/", nextPollAt: Noon.AddSeconds(-3)),
                Feed("https://c.example/", nextPollAt: Noon.AddSeconds(-2)), Feed("https://d.example/", nextPollAt: Noon),
                Feed("https://e.example/", subscribed: false, Noon.AddHours(-1)), Feed("https://f.example/"),
            ],
            default);

        Assert.Equal(["https://b.example/", "https://c.example/", "https://a.example/"], await OverdueAsync(Noon, 10));
        Assert.Equal(["https://b.example/", "https://c.example/"], await OverdueAsync(Noon, 2));
        Assert.Equal("https://d.example/", (await OverdueAsync(Noon.AddTicks(1), 10))[^1]);
        await Feeds.UpdateAsync("https://b.example/", feed => feed with { NextPollAt = Noon.AddHours(1) }, default);
        Assert.Equal(["https://c.example/"], await OverdueAsync(Noon, 1));
    }

    [Fact]
    public async Task A_feed_that_was_removed_stays_removed_and_what_was_seen_in_it_is_forgotten()
    {
        await Feeds.AddAsync([Full, Feed("https://other.example/")], default);
        await NoteAsync(Url, Noon, "https://wire.example/1");
        await NoteAsync("https://other.example/", Noon, "https://wire.example/1");

        Assert.True(await Feeds.RemoveAsync(Url, default));
        Assert.False(await Feeds.RemoveAsync(Url, default));
        Assert.Null(await Feeds.UpdateAsync(Url, _ => Full, default));

        Assert.Null(await Feeds.FindAsync(Url, default));
        Assert.Empty(await Feeds.FindSeenAsync(Url, ["https://wire.example/1"], default));
        Assert.Single(await Feeds.FindSeenAsync("https://other.example/", ["https://wire.example/1"], default));
    }

    [Fact]
    public async Task Two_processes_that_change_different_fields_at_once_both_have_their_way()
    {
        await Feeds.AddAsync([Feed(Url)], default);
        await using var other = Another();
        var theirs = other.GetRequiredService<IFeeds>();

        await Task.WhenAll(
            Task.Run(async () =>
            {
                for (var i = 0; i < 50; i++)
                {
                    await Feeds.UpdateAsync(Url, feed => feed with { Polls = feed.Polls + 1, HubUntil = Noon.AddDays(1) }, default);
                }
            }),
            Task.Run(async () =>
            {
                for (var i = 0; i < 50; i++)
                {
                    await theirs.UpdateAsync(Url, feed => feed with { AcceptedCount = feed.AcceptedCount + 1, Category = "Europe" }, default);
                }
            }));

        Assert.Equal(Feed(Url) with { Polls = 50, HubUntil = Noon.AddDays(1), AcceptedCount = 50, Category = "Europe" }, await Feeds.FindAsync(Url, default));
    }

    [Fact]
    public async Task What_was_seen_in_a_feed_is_found_by_URL_as_it_was_noted_last()
    {
        var entries = Enumerable.Range(0, 2500).ToDictionary(i => $"https://wire.example/ü/{i}", i => new SeenEntry($"2026-03-02|Story {i}", Noon.AddSeconds(i)), StringComparer.Ordinal);
        await Feeds.NoteSeenAsync(Url, entries, default);
        await Feeds.NoteSeenAsync(Url, new Dictionary<string, SeenEntry>(StringComparer.Ordinal), default);
        entries["https://wire.example/ü/7"] = new SeenEntry("changed", Noon.AddDays(1).AddTicks(1));
        await Feeds.NoteSeenAsync(Url, new Dictionary<string, SeenEntry>(StringComparer.Ordinal) { ["https://wire.example/ü/7"] = entries["https://wire.example/ü/7"] }, default);
        entries["https://wire.example/ü/7"] = new SeenEntry("changed", Noon.AddDays(1)); // rounded down

        var found = await Feeds.FindSeenAsync(Url, [.. entries.Keys, "https://wire.example/unseen", entries.Keys.First()], default);

        Assert.Equal(entries.OrderBy(entry => entry.Key, StringComparer.Ordinal), found.OrderBy(entry => entry.Key, StringComparer.Ordinal));
        Assert.Empty(await Feeds.FindSeenAsync("https://other.example/", [.. entries.Keys], default));
        Assert.Empty(await Feeds.FindSeenAsync(Url, [], default));
    }

    [Fact]
    public async Task Forgetting_takes_what_was_last_noted_before_and_only_of_that_feed()
    {
        await NoteAsync(Url, Noon.AddSeconds(-1), "https://wire.example/old", "https://wire.example/back");
        await NoteAsync(Url, Noon, "https://wire.example/new", "https://wire.example/back");
        await NoteAsync("https://other.example/", Noon.AddSeconds(-1), "https://wire.example/old");

        Assert.Equal(1, await Feeds.ForgetSeenAsync(Url, Noon, default));
        Assert.Equal(0, await Feeds.ForgetSeenAsync(Url, Noon, default));

        var left = await Feeds.FindSeenAsync(Url, ["https://wire.example/old", "https://wire.example/new", "https://wire.example/back"], default);
        Assert.Equal(["https://wire.example/back", "https://wire.example/new"], left.Keys.Order(StringComparer.Ordinal));
        Assert.Single(await Feeds.FindSeenAsync("https://other.example/", ["https://wire.example/old"], default));
        Assert.Equal(2, await Feeds.ForgetSeenAsync(Url, Noon.AddTicks(1), default));
    }

    [Fact]
    public async Task Adding_and_noting_side_by_side_counts_each_feed_once_and_fails_nobody()
    {
        var feeds = Enumerable.Range(0, 50).Select(i => Feed($"https://wire.example/{i}")).ToList();

        var added = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            await NoteAsync(Url, Noon, [.. feeds.Select(feed => feed.Url)]);
            return await Feeds.AddAsync(feeds, default);
        })));

        Assert.Equal(50, added.Sum());
        Assert.Equal(50, (await Feeds.FindSeenAsync(Url, [.. feeds.Select(feed => feed.Url)], default)).Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task A_limit_out_of_range_is_refused(int limit)
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Feeds.ListAsync(null, limit, default));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Feeds.ListOverdueAsync(Noon, limit, default));
    }

    private async Task<List<string>> OverdueAsync(DateTimeOffset before, int limit) => [.. (await Feeds.ListOverdueAsync(before, limit, default)).Select(feed => feed.Url)];

    private Task NoteAsync(string feed, DateTimeOffset at, params string[] urls) =>
        Feeds.NoteSeenAsync(feed, urls.ToDictionary(url => url, _ => new SeenEntry("stamp", at), StringComparer.Ordinal), default);
}
