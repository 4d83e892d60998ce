using Ingestion.Contracts;
using Ingestion.Storage;

namespace Ingestion.Enricher.Stories;

/// <summary>What is said of a story. Pure: the same version always says the same.</summary>
internal static class StoryEvents
{
    private const int MaxNames = 10;

    public static StoryChanged Of(Story story)
    {
        var first = story.Members.MinBy(member => (member.At, member.ArticleId));
        var groups = story.Members.DistinctBy(member => member.GroupId, StringComparer.Ordinal).ToList();
        return new StoryChanged
        {
            StoryId = story.StoryId,
            Version = story.Version,
            LanguageTag = story.LanguageTag,
            Headline = first?.Headline,
            HeadlineOf = first?.ArticleId,
            Joined = story.Joined,
            Left = story.Left,
            Articles = story.Members.Count,
            Votes = groups.Count,
            Providers = story.Members.Select(member => member.Provider).Where(provider => provider is not null).Distinct(StringComparer.Ordinal).Count(),
            Names = [.. groups.SelectMany(member => member.Names.Distinct(StringComparer.Ordinal)).CountBy(name => name)
                .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key).Take(MaxNames)],
            StartedAt = first?.At ?? story.UpdatedAt,
            UpdatedAt = story.UpdatedAt,
        };
    }
}
