namespace Ingestion.Contracts;

/// <summary>
/// A story, all articles about one event, began, grew, lost an article, says something else since one of its articles does, or is gone. Who keeps one statement of each story keeps the one with the greatest version.
/// Its message id is made of story and version.
/// </summary>
public sealed record StoryChanged
{
    /// <summary>The story, <c>s_</c> and what follows <c>a1_</c> in the id of its first article.</summary>
    public required string StoryId { get; init; }

    /// <summary>1, 2, 3 … for each change.</summary>
    public required long Version { get; init; }

    /// <summary>BCP 47: a story has one language.</summary>
    public required string LanguageTag { get; init; }

    /// <summary>Headline of its earliest article; null when the story has no article any more.</summary>
    public string? Headline { get; init; }

    /// <summary>Id of the article that <see cref="Headline"/> is of.</summary>
    public string? HeadlineOf { get; init; }

    /// <summary>The article that joined it; null when none did.</summary>
    public string? Joined { get; init; }

    /// <summary>The article that left it, since it was withdrawn; null when none did.</summary>
    public string? Left { get; init; }

    /// <summary>Its articles, copies of one another counted each; 0 when it is gone.</summary>
    public required int Articles { get; init; }

    /// <summary>Its articles, copies of one another counted as one.</summary>
    public required int Votes { get; init; }

    /// <summary>Different providers of its articles.</summary>
    public required int Providers { get; init; }

    /// <summary>People, organisations and places that most of its articles name, most frequent first, 10 at most.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>When its earliest article was published, as far as it is known, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When its latest article was published, as far as it is known, UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}
