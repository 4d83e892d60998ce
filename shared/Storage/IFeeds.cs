namespace Ingestion.Storage;

/// <summary>Feeds and sitemaps: what they are, how they do, and which of their entries were taken in. Moments are kept in milliseconds, rounded down.</summary>
public interface IFeeds
{
    /// <summary>Adds feeds in one write; one that is there already is left as it is, but for becoming subscribed if the new one is, with its next poll where none was planned.</summary>
    /// <param name="feeds">New feeds.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many were not there.</returns>
    Task<int> AddAsync(IReadOnlyCollection<Feed> feeds, CancellationToken cancellationToken);

    /// <summary>One feed.</summary>
    /// <param name="url">Its canonical URL.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when there is none.</returns>
    Task<Feed?> FindAsync(string url, CancellationToken cancellationToken);

    /// <summary>Feeds in the order of their URLs.</summary>
    /// <param name="after">URL of the last one of the page before; null for the first page.</param>
    /// <param name="limit">Most to give, 1 to 1000.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A page; empty at the end.</returns>
    Task<IReadOnlyList<Feed>> ListAsync(string? after, int limit, CancellationToken cancellationToken);

    /// <summary>Changes a feed as it is now: what others change at the same time stands too, where each changes only fields of its own.</summary>
    /// <param name="url">Its canonical URL.</param>
    /// <param name="change">Gives the feed as it is to be, with the same URL. Called again when somebody else was faster, so it must have no effects.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What <paramref name="change"/> gave; null when there is no such feed: one that was removed stays removed.</returns>
    Task<Feed?> UpdateAsync(string url, Func<Feed, Feed> change, CancellationToken cancellationToken);

    /// <summary>Removes a feed, and what was seen in it.</summary>
    /// <param name="url">Its canonical URL.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when there was none.</returns>
    Task<bool> RemoveAsync(string url, CancellationToken cancellationToken);

    /// <summary>Subscribed feeds whose poll is overdue: the schedule should have brought them and did not.</summary>
    /// <param name="before">Their poll was due before this moment, UTC.</param>
    /// <param name="limit">Most to give, 1 to 1000.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The most overdue first.</returns>
    Task<IReadOnlyList<Feed>> ListOverdueAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken);

    /// <summary>Which entries of a feed were taken in before, and when.</summary>
    /// <param name="feed">The feed's canonical URL.</param>
    /// <param name="urls">Canonical URLs of entries, any number.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Those that were, by URL.</returns>
    Task<IReadOnlyDictionary<string, SeenEntry>> FindSeenAsync(string feed, IReadOnlyCollection<string> urls, CancellationToken cancellationToken);

    /// <summary>Notes entries that were taken in or are still in the feed, in one write.</summary>
    /// <param name="feed">The feed's canonical URL.</param>
    /// <param name="entries">The entries, by canonical URL.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task.</returns>
    Task NoteSeenAsync(string feed, IReadOnlyDictionary<string, SeenEntry> entries, CancellationToken cancellationToken);

    /// <summary>Forgets entries of a feed that were last in it long ago.</summary>
    /// <param name="feed">The feed's canonical URL.</param>
    /// <param name="before">They were last noted before this moment, UTC.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many.</returns>
    Task<int> ForgetSeenAsync(string feed, DateTimeOffset before, CancellationToken cancellationToken);
}

/// <summary>An entry of a feed as it was last taken in.</summary>
/// <param name="Stamp">What the feed said of it (dates, title), as one short text: another one means that the story may have changed.</param>
/// <param name="At">When it was last noted, UTC.</param>
public sealed record SeenEntry(string Stamp, DateTimeOffset At);
