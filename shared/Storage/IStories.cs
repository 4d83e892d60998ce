namespace Ingestion.Storage;

/// <summary>
/// Stories, as those who make them last saved them: each save is a snapshot of one story, and all of them together are what the next is made from. Saves are
/// numbered through: who does not know the last one is refused, and reads what has changed.
/// </summary>
public interface IStories
{
    /// <summary>
    /// Saves a story in place of its version before, where <see cref="Story.Sequence"/> is one above the last save's, of whichever story, and <see cref="Story.Version"/>
    /// one above what is there of it.
    /// </summary>
    /// <param name="story">The story.</param>
    /// <param name="now">Now, UTC: stories that have expired are deleted by and by.</param>
    /// <param name="expiresAt">When the story is to be forgotten, UTC.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when somebody else has saved meanwhile: read what has changed.</returns>
    Task<bool> TrySaveAsync(Story story, DateTimeOffset now, DateTimeOffset expiresAt, CancellationToken cancellationToken);

    /// <summary>Stories that an article may still join, and the number of the last save.</summary>
    /// <param name="since">The earliest <see cref="Story.UpdatedAt"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>In no order; 0 when nothing was ever saved.</returns>
    Task<(IReadOnlyList<Story> Stories, long Sequence)> ActiveAsync(DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Stories that were saved after a save, and the number of the last save.</summary>
    /// <param name="sequence">The save.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Each once, as it is now, in no order; without those that have expired. Perhaps some of a save that came while they were read: the next save from here is refused.</returns>
    Task<(IReadOnlyList<Story> Stories, long Sequence)> ChangedSinceAsync(long sequence, CancellationToken cancellationToken);

    /// <summary>A story.</summary>
    /// <param name="storyId">The story.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when it is not there.</returns>
    Task<Story?> FindAsync(string storyId, CancellationToken cancellationToken);

    /// <summary>The story of an article.</summary>
    /// <param name="articleId">The article.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when it is in none that is there. That which it made this version of by leaving, too.</returns>
    Task<Story?> FindOfAsync(string articleId, CancellationToken cancellationToken);
}

/// <summary>Articles about one event.</summary>
public sealed record Story
{
    /// <summary>Its identity.</summary>
    public required string StoryId { get; init; }

    /// <summary>1, 2, 3 … for each change.</summary>
    public required long Version { get; init; }

    /// <summary>1, 2, 3 … for each save of any story.</summary>
    public required long Sequence { get; init; }

    /// <summary>BCP 47.</summary>
    public required string LanguageTag { get; init; }

    /// <summary>Its articles, in the order in which they came.</summary>
    public required IReadOnlyList<StoryMember> Members { get; init; }

    /// <summary>What its articles are about; no word of them.</summary>
    public required IReadOnlyList<StoryTerm> Terms { get; init; }

    /// <summary>When its latest article was published, as far as it is known, UTC. Of a story that lost all its articles when the last of them was.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The article that made this version by joining; null when none did.</summary>
    public string? Joined { get; init; }

    /// <summary>The article that made this version by leaving; null when none did.</summary>
    public string? Left { get; init; }
}

/// <summary>An article of a story.</summary>
public sealed record StoryMember
{
    /// <summary>Its identity.</summary>
    public required string ArticleId { get; init; }

    /// <summary>Its group of copies, which has one vote.</summary>
    public required string GroupId { get; init; }

    /// <summary>When it was published, as far as it is known, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Its headline.</summary>
    public required string Headline { get; init; }

    /// <summary>Provider's host or name; null when it has none.</summary>
    public string? Provider { get; init; }

    /// <summary>Whom and what it names, most salient first, a few.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];
}

/// <summary>A term of a story.</summary>
/// <param name="Hash">Hash of the word.</param>
/// <param name="Weight">Sum of the weights that it has in the articles that vote, each article's of length 1.</param>
/// <param name="Articles">How many of these articles have it.</param>
public sealed record StoryTerm(int Hash, float Weight, int Articles);
