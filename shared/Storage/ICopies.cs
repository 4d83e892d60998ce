using Ingestion.Contracts;

namespace Ingestion.Storage;

/// <summary>
/// Sketches of the texts of a window of time, and the groups of articles that are copies of one another. Made for any number of writers without locks: whoever
/// notes its own sketch and then asks is seen by, or sees, whoever does the same at the same moment; joining groups commutes and may be done again.
/// </summary>
public interface ICopies
{
    /// <summary>Notes a sketch, unless one of a newer version is there, and only then looks for articles that share a key with it.</summary>
    /// <param name="sketch">The sketch.</param>
    /// <param name="now">Now, UTC: what has expired is not seen.</param>
    /// <param name="expiresAt">When it is to be forgotten, UTC.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>
    /// What is known of the article, and at most <see cref="MaxCandidates"/> others, those with the most keys in common first. Null when the sketch of a newer
    /// version is there: then nothing was noted, and nothing looked for.
    /// </returns>
    /// <remarks>
    /// A key that more than <see cref="MaxPerKey"/> articles share is boilerplate, or a story that everybody carries: it takes no more, and counts for nothing
    /// in the order, so that the cost of a search has a bound and copies of such a story still find some of the others.
    /// </remarks>
    Task<CopyNote?> NoteAsync(CopySketch sketch, DateTimeOffset now, DateTimeOffset expiresAt, CancellationToken cancellationToken);

    /// <summary>Most candidates of one search.</summary>
    const int MaxCandidates = 50;

    /// <summary>Most articles that one key leads to, but for those that write at the same moment.</summary>
    const int MaxPerKey = 200;

    /// <summary>Makes the groups of articles one, whether or not anything is known of them.</summary>
    /// <param name="articleIds">The articles, one or more.</param>
    /// <param name="keepUntil">How long their group is remembered at least, UTC: not shorter than any of their sketches.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Their group: the smallest id that is joined to any of them, in ordinal order.</returns>
    Task<string> JoinAsync(IReadOnlyList<string> articleIds, DateTimeOffset keepUntil, CancellationToken cancellationToken);

    /// <summary>The group of an article, whether or not anything is known of it.</summary>
    /// <param name="articleId">The article.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Its own id when it was joined to none.</returns>
    Task<string> GroupOfAsync(string articleId, CancellationToken cancellationToken);

    /// <summary>All articles that were joined to a group, whether or not anything is known of them.</summary>
    /// <param name="groupId">The group.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>In no order, its own id among them. Whatever the group was called before is one of them.</returns>
    Task<IReadOnlyCollection<string>> JoinedAsync(string groupId, CancellationToken cancellationToken);

    /// <summary>The articles of a group whose sketches are there.</summary>
    /// <param name="groupId">The group.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>In no order; empty when none is there.</returns>
    Task<IReadOnlyList<CopyEntry>> MembersAsync(string groupId, CancellationToken cancellationToken);

    /// <summary>An article.</summary>
    /// <param name="articleId">The article.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when no sketch of it is there.</returns>
    Task<CopyEntry?> FindAsync(string articleId, CancellationToken cancellationToken);

    /// <summary>Saves what is known of an article's copies, where <see cref="CopyStanding.Version"/> is one above the one that is there.</summary>
    /// <param name="articleId">The article.</param>
    /// <param name="standing">What is known now.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when somebody else was first, or its sketch is gone.</returns>
    Task<bool> TrySaveAsync(string articleId, CopyStanding standing, CancellationToken cancellationToken);

    /// <summary>Notes that the world has been told.</summary>
    /// <param name="articleId">The article.</param>
    /// <param name="version">The version that was said; a lower one than is noted changes nothing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task.</returns>
    Task NoteSaidAsync(string articleId, long version, CancellationToken cancellationToken);

    /// <summary>Forgets an article's sketch and what is known of its copies; whom it was joined to stays joined. Harmless when nothing is there.</summary>
    /// <param name="articleId">The article.</param>
    /// <param name="upTo">The newest <see cref="CopySketch.VersionOrder"/> that is forgotten; null: whichever is there.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task.</returns>
    Task RemoveAsync(string articleId, string? upTo, CancellationToken cancellationToken);
}

/// <summary>What is kept of a text to tell whether others are copies of it, and of its article to tell which of them was first. No word of it.</summary>
public sealed record CopySketch
{
    /// <summary>The article.</summary>
    public required string ArticleId { get; init; }

    /// <summary><see cref="ArticleEnriched.VersionOrder"/>: a sketch never takes the place of one with a greater.</summary>
    public required string VersionOrder { get; init; }

    /// <summary>When it was published, as far as it is known, else when we got it.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Hashes of bands of the sketch, below 2⁴⁸: copies are likely to share one, others are not. Each once.</summary>
    public required IReadOnlyList<long> Keys { get; init; }

    /// <summary>Hash of the whole normalised text.</summary>
    public required long TextHash { get; init; }

    /// <summary>Different shingles of the text; 0 for a short item, which has no shingles and can only be identical.</summary>
    public required int Shingles { get; init; }

    /// <summary>The smallest hashes of the shingles, ascending.</summary>
    public required IReadOnlyList<ulong> Smallest { get; init; }

    /// <summary>Lower halves of the hashes of its first shingles, in the order of the text.</summary>
    public IReadOnlyList<uint> Lead { get; init; } = [];

    /// <summary>Provider's host; null when it has none.</summary>
    public string? Host { get; init; }

    /// <summary>Provider's name; null when it has none.</summary>
    public string? Provider { get; init; }

    /// <summary>Host of the page that it calls canonical, where that is another one; null else.</summary>
    public string? CanonicalHost { get; init; }

    /// <summary>Name of the agency that it credits; null when it credits none.</summary>
    public string? Credits { get; init; }

    /// <summary>Name of the agency whose own page or wire copy it is; null when it is none's.</summary>
    public string? Agency { get; init; }
}

/// <summary>What is known of an article's copies, and which part of it the world was told.</summary>
public sealed record CopyStanding
{
    /// <summary>Nothing is known.</summary>
    public static CopyStanding None { get; } = new();

    /// <summary>What is known; null when no other article was ever found.</summary>
    public ArticleCopies? Copies { get; init; }

    /// <summary>How strongly <see cref="ArticleCopies.Of"/> is the one that it comes from: 0 strongest. Without meaning where there is none.</summary>
    public int Rank { get; init; }

    /// <summary>When the one that it comes from was published. Without meaning where there is none.</summary>
    public DateTimeOffset OfAt { get; init; }

    /// <summary>The last version that was said in an event; 0 when none was.</summary>
    public long SaidVersion { get; init; }

    /// <summary><see cref="ArticleCopies.Version"/>; 0 when nothing is known.</summary>
    public long Version => Copies?.Version ?? 0;
}

/// <summary>An article of the window.</summary>
/// <param name="Sketch">Its text.</param>
/// <param name="Standing">Its copies.</param>
public sealed record CopyEntry(CopySketch Sketch, CopyStanding Standing);

/// <summary>What came of noting a sketch.</summary>
/// <param name="Own">What is known of the article; <see cref="CopyStanding.None"/> when it came for the first time.</param>
/// <param name="IsNew">Whether nothing of it was there before.</param>
/// <param name="Candidates">Articles that share a key with it.</param>
public sealed record CopyNote(CopyStanding Own, bool IsNew, IReadOnlyList<CopyEntry> Candidates);
