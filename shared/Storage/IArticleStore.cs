using Ingestion.Contracts;

namespace Ingestion.Storage;

/// <summary>The filed articles with all their revisions. Articles come back as they were filed, field for field.</summary>
public interface IArticleStore
{
    /// <summary>The latest revision: an article or, once withdrawn, its tombstone.</summary>
    /// <param name="articleId">Identity.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when nothing was ever filed under this id.</returns>
    Task<ArticleEnriched?> FindAsync(string articleId, CancellationToken cancellationToken);

    /// <summary>All readable revisions, oldest first.</summary>
    /// <param name="articleId">Identity.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Empty when nothing was ever filed under this id; the tombstone alone once withdrawn.</returns>
    Task<IReadOnlyList<ArticleEnriched>> RevisionsAsync(string articleId, CancellationToken cancellationToken);

    /// <summary>What was filed for a ledger entry before: the answer that a redelivery must give again.</summary>
    /// <param name="articleId">Identity.</param>
    /// <param name="entryId">The ledger entry.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The revision that this entry made; null when it made none.</returns>
    Task<ArticleEnriched?> FindFiledByAsync(string articleId, Guid entryId, CancellationToken cancellationToken);

    /// <summary>
    /// Files a revision if the one before it is still the latest (compare and set), and makes it the one that is listed and searched.
    /// A tombstone (<see cref="PubStatus.Canceled"/>) replaces all earlier revisions and leaves lists and search.
    /// </summary>
    /// <param name="article">With <see cref="ArticleEnriched.Revision"/> and <see cref="ArticleEnriched.IndexedAt"/> set.</param>
    /// <param name="entryId">The ledger entry that it is filed for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when somebody else filed this or a later revision first, or the article is withdrawn: read again and decide again.</returns>
    Task<bool> TryFileAsync(ArticleEnriched article, Guid entryId, CancellationToken cancellationToken);

    /// <summary>Usable articles, last filed first.</summary>
    /// <param name="query">What to list.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>At most <see cref="ArticleQuery.Limit"/> and a cursor for the next page.</returns>
    Task<ArticlePage> ListAsync(ArticleQuery query, CancellationToken cancellationToken);

    /// <summary>How many articles are filed, tombstones not counted.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The number.</returns>
    Task<long> CountAsync(CancellationToken cancellationToken);
}

/// <summary>Which articles to list; every part that is set must hold.</summary>
public sealed record ArticleQuery
{
    /// <summary>
    /// Words that headline or body hold, all of them, in any order and case. What stands between white space is one phrase (<c>don't</c>, 東京);
    /// nothing is query syntax. Null or white space: any. A text without a single letter, digit or symbol (<c>"</c>) finds nothing.
    /// </summary>
    public string? Text { get; init; }

    /// <summary>Language tag. Null: any.</summary>
    public string? Language { get; init; }

    /// <summary>Provider's host. Null: any.</summary>
    public string? Host { get; init; }

    /// <summary>The canonical URL, exactly. Null: any.</summary>
    public string? CanonicalUrl { get; init; }

    /// <summary>Most articles to give, 1 to 200.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>What the page before gave as <see cref="ArticlePage.Next"/>. Null: from the start. Any other text gives an empty page or an <see cref="ArgumentException"/>.</summary>
    public string? After { get; init; }
}

/// <summary>A page of articles.</summary>
/// <param name="Articles">Last filed first.</param>
/// <param name="Next">Cursor for the next page; null at the end.</param>
public sealed record ArticlePage(IReadOnlyList<ArticleEnriched> Articles, string? Next);
