using Ingestion.News;
using Ingestion.News.Feeds;

namespace Ingestion.Fetcher.Fetching;

/// <summary>What a feed names.</summary>
/// <param name="Canonical">Canonical URL: what tells it from others. Never the guid, which publishers repeat, change and leave out.</param>
/// <param name="Url">As the feed has it.</param>
/// <param name="Stamp">What the feed says of it; another one means that the story may have changed.</param>
/// <param name="ChangedAt">When it last changed, as the feed says; null when it does not.</param>
internal sealed record FeedStory(string Canonical, string Url, string Stamp, DateTimeOffset? ChangedAt);

/// <summary>The stories of a feed that can be taken in.</summary>
internal static class FeedStories
{
    /// <returns>One for each URL, in the feed's order, and how many entries have no URL that could be asked for.</returns>
    public static (IReadOnlyList<FeedStory> Stories, int Unusable) Of(FeedDocument document)
    {
        var stories = new List<FeedStory>(document.Entries.Count);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var unusable = 0;
        foreach (var entry in document.Entries)
        {
            if (Of(entry) is not { } story)
            {
                unusable++;
            }
            else if (places.TryAdd(story.Canonical, stories.Count))
            {
                stories.Add(story);
            }
            else if (story.ChangedAt > (stories[places[story.Canonical]].ChangedAt ?? DateTimeOffset.MinValue))
            {
                // Named twice: the newest says how the story is.
                stories[places[story.Canonical]] = story;
            }
        }

        return (stories, unusable);
    }

    private static FeedStory? Of(FeedEntry entry)
    {
        var url = CanonicalUrl.TryParse(entry.Link, out var canonical) ? entry.Link
            : entry.IsPermaLink && CanonicalUrl.TryParse(entry.Id, out canonical) ? entry.Id
            : null;
        return url is null ? null : new FeedStory(canonical!.AbsoluteUri, url, Stamp(entry), entry.Updated ?? entry.Published);
    }

    // There are millions of them, and two need only be told apart.
    private static string Stamp(FeedEntry entry)
    {
        var key = ContentKey.OfText($"{entry.Updated?.ToUnixTimeSeconds()} {entry.Published?.ToUnixTimeSeconds()} {entry.Title}");
        return key[^16..];
    }
}
