using Ingestion.Contracts;
using Ingestion.News.Versions;

namespace Ingestion.Storage;

/// <summary>
/// The filed articles with all their revisions. What is filed of an article is a set: the same versions give the same revisions, in whatever order and
/// however often they were filed (<see cref="History"/>). A tombstone ends it. Each field of a version comes back as it was filed, but for its annotations: what is
/// parsed and enriched again brings new ones, which stand in place of the old (<see cref="Readings"/>), and those are kept beside them.
/// </summary>
public interface IArticleStore
{
    /// <summary>An article as it stands.</summary>
    /// <param name="articleId">Identity.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>
    /// What is listed: the newest revision that may be shown. The tombstone, once withdrawn. The newest revision, withheld or under embargo, where none may be
    /// shown. Null when nothing was ever filed under this id.
    /// </returns>
    Task<ArticleEnriched?> FindAsync(string articleId, CancellationToken cancellationToken);

    /// <summary>All revisions, oldest first, without what changed: <see cref="History.Shown"/> says that, and leaves out what must not be shown.</summary>
    /// <param name="articleId">Identity.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Empty when nothing was ever filed under this id; the tombstone alone once withdrawn.</returns>
    Task<IReadOnlyList<ArticleEnriched>> RevisionsAsync(string articleId, CancellationToken cancellationToken);

    /// <summary>How an article stands, without its text.</summary>
    /// <param name="articleId">Identity.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when nothing was ever filed under this id.</returns>
    Task<ArticleStanding?> FindStandingAsync(string articleId, CancellationToken cancellationToken);

    /// <summary>Whether a version is filed already: its content, seen at this place in the order of versions or on both sides of it.</summary>
    /// <param name="version">The version.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False also where a tombstone has taken its place.</returns>
    Task<bool> IsFiledAsync(ArticleEnriched version, CancellationToken cancellationToken);

    /// <summary>All that was ever found of an article by the enricher.</summary>
    /// <param name="articleId">Identity.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Those of each content (<see cref="Content.NameOf"/>) in the order of <see cref="Readings.Of"/>. Empty when nothing is filed, or it is withdrawn.</returns>
    Task<IReadOnlyList<Reading>> ReadingsAsync(string articleId, CancellationToken cancellationToken);

    /// <summary>Notes that annotations were announced. Noted again, or of annotations that are not kept, it changes nothing.</summary>
    /// <param name="announced">The article with them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task.</returns>
    Task NoteSaidAsync(ArticleEnriched announced, CancellationToken cancellationToken);

    /// <summary>Files a version, and lists the newest that may be shown. Filed again, it changes nothing, but that one that was parsed again (<see cref="SourceKind.Reprocess"/>) brings its annotations; a tombstone is left as it is.</summary>
    /// <param name="article">The version, with <see cref="ArticleEnriched.IndexedAt"/> set; its number and its changes are the store's to find.</param>
    /// <param name="entryId">The ledger entry that it is filed for.</param>
    /// <param name="now">Now, UTC: an embargo that ends later holds.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is filed now.</returns>
    Task<Filing> FileAsync(ArticleEnriched article, Guid entryId, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Puts a tombstone in place of an article, whether or not anything was filed; it leaves lists and search. The first tombstone stands.</summary>
    /// <param name="tombstone">With <see cref="ArticleEnriched.IndexedAt"/> and <see cref="ArticleEnriched.Withdrawal"/> set, and without text.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The tombstone that stands.</returns>
    Task<ArticleEnriched> WithdrawAsync(ArticleEnriched tombstone, CancellationToken cancellationToken);

    /// <summary>Keys of the bytes that the versions of an article were made of; of a withdrawn one what <see cref="PurgeAsync"/> has not deleted yet.</summary>
    /// <param name="articleId">Identity.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Each once. Empty when nothing is filed.</returns>
    Task<IReadOnlyList<string>> ArchiveKeysAsync(string articleId, CancellationToken cancellationToken);

    /// <summary>Deletes what a tombstone has taken the place of; once its bytes are deleted, since it is by this that they are found. Without a tombstone nothing is done.</summary>
    /// <param name="articleId">Identity.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task.</returns>
    Task PurgeAsync(string articleId, CancellationToken cancellationToken);

    /// <summary>Articles that may be shown, last filed first.</summary>
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

/// <summary>How an article stands.</summary>
/// <param name="Status">
/// <see cref="PubStatus.Usable"/>: it is listed. <see cref="PubStatus.Withheld"/>: its newest version is. <see cref="Embargoed"/>: there is nothing else of it.
/// <see cref="PubStatus.Canceled"/>: a tombstone stands in its place.
/// </param>
/// <param name="NewestOrder"><see cref="ArticleEnriched.VersionOrder"/> of its newest version, shown or not.</param>
public sealed record ArticleStanding(string Status, string NewestOrder)
{
    /// <summary>All there is of it is under embargo.</summary>
    public const string Embargoed = "embargoed";

    /// <summary>Of revisions.</summary>
    /// <param name="revisions">As <see cref="History.Of"/> gives them.</param>
    /// <param name="shown">As <see cref="History.Current"/> gives it.</param>
    internal static ArticleStanding Of(IReadOnlyList<ArticleEnriched> revisions, ArticleEnriched? shown) => new(
        shown is not null ? PubStatus.Usable : revisions[^1].PubStatus == PubStatus.Withheld ? PubStatus.Withheld : Embargoed, revisions[^1].VersionOrder!);
}

/// <summary>What is filed of an article after a version came.</summary>
/// <param name="Tombstone">What stands in its place; null when it is not withdrawn.</param>
/// <param name="Revisions">All, as <see cref="History.Of"/> gives them; empty when it is withdrawn.</param>
/// <param name="FiledBy">The ledger entry that the content of the version was first filed for.</param>
/// <param name="IsFirst">Whether that content was the first that was filed of the article.</param>
public sealed record Filing(ArticleEnriched? Tombstone, IReadOnlyList<ArticleEnriched> Revisions, Guid FiledBy, bool IsFirst)
{
    /// <summary>Of the content of the version, as <see cref="Readings.Of"/> gives them; empty when the article is withdrawn.</summary>
    public IReadOnlyList<Reading> Readings { get; init; } = [];

    /// <summary>The highest place in the order of versions that this content was seen at; null when the article is withdrawn.</summary>
    public string? LastOrder { get; init; }
}
