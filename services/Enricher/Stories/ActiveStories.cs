using Ingestion.Storage;

namespace Ingestion.Enricher.Stories;

/// <summary>Stories that articles may still join, in memory: what the store holds after the save with this number. Not for several threads.</summary>
internal sealed class ActiveStories(long sequence)
{
    // Joins between two looks for stories that are too old.
    private const int SweepEvery = 500;

    private readonly Dictionary<string, StoryVectors> languages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> storyOfGroup = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> said = new(StringComparer.Ordinal);
    private int sinceSweep;

    /// <summary>Number of the last save.</summary>
    public long Sequence { get; private set; } = sequence;

    /// <summary>Whether it was said from here how a story is now.</summary>
    public bool IsSaid(Story story) => said.GetValueOrDefault(story.StoryId) == story.Version;

    /// <summary>Notes that it was.</summary>
    public void Said(Story story) => said[story.StoryId] = story.Version;

    /// <summary>Stories of one language.</summary>
    public StoryVectors In(string languageTag) =>
        languages.TryGetValue(languageTag, out var vectors) ? vectors : languages[languageTag] = new StoryVectors();

    /// <summary>The story that a group of copies is in.</summary>
    /// <param name="languageTag">Language of the article.</param>
    /// <param name="group">All articles of the group. What it was called when the others joined is one of them.</param>
    public Story? OfGroup(string languageTag, IReadOnlySet<string> group) => group.Order(StringComparer.Ordinal)
        .Select(id => storyOfGroup.TryGetValue(id, out var story) ? In(languageTag).Find(story) : null)
        .FirstOrDefault(story => story?.Members.Any(member => group.Contains(member.GroupId)) == true);

    /// <summary>Puts a story in place of its version before.</summary>
    public void Put(Story story)
    {
        if (story.Members.Count == 0)
        {
            In(story.LanguageTag).Remove(story.StoryId);
            return;
        }

        In(story.LanguageTag).Put(story);
        foreach (var member in story.Members)
        {
            storyOfGroup.TryAdd(member.GroupId, story.StoryId);
        }
    }

    /// <summary>Takes over stories that were saved; now and then forgets those that are older than <paramref name="since"/>.</summary>
    public void Saved(IReadOnlyCollection<Story> saved, long sequence, DateTimeOffset since)
    {
        Sequence = sequence;
        foreach (var story in saved.OrderBy(story => story.Sequence))
        {
            Put(story);
        }

        sinceSweep += saved.Count;
        if (sinceSweep < SweepEvery)
        {
            return;
        }

        sinceSweep = 0;
        foreach (var vectors in languages.Values)
        {
            foreach (var old in vectors.Stories.Where(known => known.UpdatedAt < since).ToList())
            {
                vectors.Remove(old.StoryId);
            }
        }

        foreach (var (group, storyId) in storyOfGroup.ToList())
        {
            if (languages.Values.All(vectors => vectors.Find(storyId) is null))
            {
                storyOfGroup.Remove(group);
            }
        }

        foreach (var (storyId, _) in said.ToList())
        {
            if (languages.Values.All(vectors => vectors.Find(storyId) is null))
            {
                said.Remove(storyId);
            }
        }
    }
}
