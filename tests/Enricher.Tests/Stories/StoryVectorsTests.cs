using Ingestion.Enricher.Stories;
using Ingestion.Storage;

namespace Ingestion.Enricher.Tests.Stories;

/// <summary>Which story an article is most like, where one event fills the papers.</summary>
public class StoryVectorsTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly Dictionary<int, float> Event = Features("harbour strike cranes dockers union minister quay shifts talks ships");

    [Theory]
    [InlineData(1, true)]
    [InlineData(250, true)]
    [InlineData(1003, true)]
    [InlineData(StoryChanges.MaxMembers, false)] // it is full
    public void However_many_articles_a_story_has_the_next_one_finds_it_until_it_is_full(int articles, bool isFound)
    {
        var vectors = new StoryVectors();
        vectors.Put(Story("s_event", articles, Event));
        for (var i = 0; i < 300; i++)
        {
            vectors.Put(Story($"s_{i}", 1, Features($"one{i} two{i} three{i} four{i} five{i} ships")));
        }

        var (story, likeness) = vectors.MostLike(Event, At, TimeSpan.FromDays(3));

        Assert.Equal(isFound, story?.StoryId == "s_event" && likeness > 0.9);
    }

    private static Story Story(string id, int articles, Dictionary<int, float> features) => new()
    {
        StoryId = id,
        Version = 1,
        Sequence = 1,
        LanguageTag = "en",
        UpdatedAt = At,
        Members = [.. Enumerable.Range(0, articles).Select(i => new StoryMember { ArticleId = $"{id}_{i}", GroupId = $"{id}_{i}", At = At, Headline = "" })],
        Terms = [.. StoryVectors.Sum([], features).Select(term => term with { Weight = term.Weight * articles, Articles = articles })],
    };

    private static Dictionary<int, float> Features(string text) => StoryFeatures.Of("", text, "en");
}
