using System.Collections.Concurrent;
using Ingestion.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace Ingestion.Storage.Tests;

public sealed class SqliteStoriesTests() : StoriesContract(null);

public sealed class MongoStoriesTests(MongoServer mongo) : StoriesContract(mongo);

public abstract class StoriesContract(MongoServer? mongo) : StoreTests(mongo)
{
    private IStories Stories => Services.GetRequiredService<IStories>();

    [Fact]
    public async Task A_story_comes_back_as_it_was_saved_last()
    {
        var story = Story("s_1", 1, "a1_1");
        var grown = story with { Version = 2, Sequence = 2, Members = [.. story.Members, .. Story("s_1", 1, "a1_2").Members], Joined = "a1_2", UpdatedAt = Noon.AddHours(1) };
        Assert.True(await SaveAsync(story));
        Assert.True(await SaveAsync(grown));

        var (active, sequence) = await Stories.ActiveAsync(Noon, default);

        Assert.Equal((1, 2L), (active.Count, sequence));
        var found = (await Stories.FindOfAsync("a1_1", default))!;
        Assert.Equal(["a1_1", "a1_2"], found.Members.Select(member => member.ArticleId));
        Assert.Equal(story.Terms, found.Terms);
        Assert.Equal(grown with { Members = [], Terms = [] }, (await Stories.FindOfAsync("a1_2", default))! with { Members = [], Terms = [] });
        Assert.Equal(["Port Ellis"], found.Members[0].Names);
        Assert.Null(await Stories.FindOfAsync("a1_3", default));
        Assert.Empty((await Stories.ActiveAsync(Noon.AddHours(2), default)).Stories);
    }

    [Fact]
    public async Task Of_those_who_save_with_one_number_one_succeeds_and_who_missed_one_is_refused()
    {
        Assert.False(await SaveAsync(Story("s_0", 2, "a1_0")));
        var saved = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => SaveAsync(Story($"s_{i}", 1, $"a1_{i}")))));

        Assert.Single(saved, isSaved => isSaved);
        Assert.Single((await Stories.ActiveAsync(Noon, default)).Stories);
        Assert.False(await SaveAsync(Story("s_9", 1, "a1_9")));
        Assert.True(await SaveAsync(Story("s_9", 2, "a1_9")));
    }

    [Fact]
    public async Task The_article_that_left_last_is_still_found()
    {
        var story = Story("s_1", 1, "a1_1");
        await SaveAsync(story);
        await SaveAsync(story with { Version = 2, Sequence = 2, Members = [], Joined = null, Left = "a1_1" });

        Assert.Equal("a1_1", (await Stories.FindOfAsync("a1_1", default))?.Left);
    }

    [Fact]
    public async Task A_version_that_is_there_is_not_saved_again_under_another_number()
    {
        var story = Story("s_1", 1, "a1_1");
        await SaveAsync(story);
        var joined = story with { Version = 2, Sequence = 2, Joined = "a1_2", Members = [.. story.Members, .. Story("s_1", 1, "a1_2").Members] };
        Assert.True(await SaveAsync(joined));

        Assert.False(await SaveAsync(joined with { Sequence = 3, Joined = "a1_3" }));

        Assert.Null(await Stories.FindOfAsync("a1_3", default));
        Assert.Equal("a1_2", (await Stories.FindOfAsync("a1_2", default))?.Joined);
    }

    [Fact]
    public async Task What_was_saved_since_is_read_once_and_as_it_is_now()
    {
        var story = Story("s_1", 1, "a1_1");
        Assert.Equal(0, (await Stories.ChangedSinceAsync(0, default)).Sequence);
        await SaveAsync(story);
        await SaveAsync(Story("s_2", 2, "a1_2"));
        await SaveAsync(story with { Version = 2, Sequence = 3, Joined = "a1_3" });
        await SaveAsync(story with { Version = 3, Sequence = 4, Joined = "a1_4" });

        var (changed, sequence) = await Stories.ChangedSinceAsync(2, default);

        Assert.Equal(("s_1", 3L, 4L), (Assert.Single(changed).StoryId, changed[0].Version, sequence));
        Assert.Equal(["s_1", "s_2"], (await Stories.ChangedSinceAsync(0, default)).Stories.Select(one => one.StoryId).Order());
        Assert.Empty((await Stories.ChangedSinceAsync(4, default)).Stories);
        Assert.Equal("a1_4", (await Stories.FindAsync("s_1", default))?.Joined);
        Assert.Null(await Stories.FindAsync("s_3", default));
    }

    [Fact]
    public async Task Who_knows_a_save_has_what_it_saved_though_several_save_at_once()
    {
        var seen = new ConcurrentDictionary<string, long>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(saver => Task.Run(async () =>
        {
            await using var services = Another();
            var (mine, known, numbers, last) = (services.GetRequiredService<IStories>(), new Dictionary<string, Story>(), new List<long>(), 0L);
            while (numbers.Count < 15)
            {
                (var changed, last) = await mine.ChangedSinceAsync(last, default);
                foreach (var story in changed)
                {
                    known[story.StoryId] = story;
                }

                // One save makes one version: of those up to the last none is missing. A later one may be there: then there is no next save from here.
                var versions = known.Values.Sum(story => story.Version);
                Assert.InRange(versions, last, long.MaxValue);
                var next = known.TryGetValue($"s_{numbers.Count % 3}", out var own)
                    ? own with { Version = own.Version + 1, Sequence = last + 1, Joined = $"a1_{saver}_{numbers.Count}" }
                    : Story($"s_{numbers.Count % 3}", last + 1, $"a1_{saver}_{numbers.Count}");
                if (await mine.TrySaveAsync(next, Noon, Noon.AddDays(30), default))
                {
                    Assert.Equal(last, versions);
                    (last, known[next.StoryId]) = (next.Sequence, next);
                    numbers.Add(last);
                    Assert.True(seen.TryAdd(next.Joined!, last));
                }
            }
        })));

        Assert.Equal(Enumerable.Range(1, 60).Select(number => (long)number), seen.Values.Order());
    }

    private Task<bool> SaveAsync(Story story) => Stories.TrySaveAsync(story, Noon, Noon.AddDays(30), default);

    private static Story Story(string id, long sequence, string article) => new()
    {
        StoryId = id,
        Version = 1,
        Sequence = sequence,
        LanguageTag = "en",
        UpdatedAt = Noon,
        Joined = article,
        Members = [new StoryMember { ArticleId = article, GroupId = article, At = Noon, Headline = "Cranes stand still", Provider = "wire.example", Names = ["Port Ellis"] }],
        Terms = [new StoryTerm(int.MinValue, 0.25f, 1), new StoryTerm(7, 1f / 3, 2)],
    };
}
