using Ingestion.Contracts;

namespace Ingestion.News.Versions;

/// <summary>Content of an article that was filed, and the places in the order of versions where it was seen first and last.</summary>
/// <param name="Article">As it was filed, without number and changes.</param>
/// <param name="FirstOrder">Lowest <see cref="VersionOrder"/> that it was seen at.</param>
/// <param name="LastOrder">Highest one; the same when it was seen once.</param>
public sealed record FiledContent(ArticleEnriched Article, string FirstOrder, string LastOrder);

/// <summary>
/// The revisions of an article, made of the set of what was filed and of nothing else: in whatever order it came, and however often, they are the same.
/// </summary>
public static class History
{
    /// <summary>The number of a tombstone, above every revision there can be: whoever keeps the highest number keeps it.</summary>
    public const int TombstoneRevision = int.MaxValue;

    /// <summary>Puts versions in order and numbers them.</summary>
    /// <param name="filed">Each content once.</param>
    /// <returns>
    /// Oldest first, numbered 1, 2, 3 …, without <see cref="ArticleEnriched.Changes"/>; withheld and embargoed ones too. Content that went and came back is
    /// there twice; of one that did so more often only the first and the last time are.
    /// </returns>
    /// <remarks>Of several readings of the same bytes the newest parser's stands for them, above the others: its word on dates too.</remarks>
    public static IReadOnlyList<ArticleEnriched> Of(IReadOnlyCollection<FiledContent> filed)
    {
        ArgumentNullException.ThrowIfNull(filed);
        var readings = filed.GroupBy(one => one.Article.Provenance.ArchiveKey)
            .ToDictionary(group => group.Key, group => group.MaxBy(one => (VersionRank.Of(one.Article.Provenance.Parser), one.FirstOrder), Readings)!);
        var seen = filed.SelectMany(one => one.FirstOrder == one.LastOrder
                ? [(Order: one.FirstOrder, one.Article)]
                : new[] { (Order: one.FirstOrder, one.Article), (Order: one.LastOrder, one.Article) })
            .Select(one => (one.Order, one.Article, Rank: VersionRank.Of(one.Article.Provenance.Parser), Best: readings[one.Article.Provenance.ArchiveKey]))
            .Select(one => (Order: one.Rank < VersionRank.Of(one.Best.Article.Provenance.Parser) ? one.Best.FirstOrder : one.Order, one.Rank, one.Article))
            .OrderBy(one => one.Order, StringComparer.Ordinal).ThenBy(one => one.Rank).ThenBy(one => Content.NameOf(one.Article), StringComparer.Ordinal);

        List<ArticleEnriched> revisions = [];
        string? before = null;
        foreach (var (order, _, article) in seen)
        {
            var name = Content.NameOf(article);
            if (name != before)
            {
                revisions.Add(article with { Revision = revisions.Count + 1, VersionOrder = order, Changes = null });
            }

            before = name;
        }

        return revisions;
    }

    /// <summary>Until when a revision is under embargo: a newer one that came before the end may postpone it.</summary>
    /// <param name="revisions">As <see cref="Of"/> gives them.</param>
    /// <param name="revision">Number of the revision.</param>
    /// <returns>Null when it is under none.</returns>
    public static DateTimeOffset? EmbargoOf(IReadOnlyList<ArticleEnriched> revisions, int revision)
    {
        ArgumentNullException.ThrowIfNull(revisions);
        var until = revisions[revision - 1].EmbargoedUntil;
        foreach (var newer in revisions.Skip(revision))
        {
            until = newer.EmbargoedUntil > until && newer.FetchedAt < until ? newer.EmbargoedUntil : until;
        }

        return until;
    }

    /// <summary>What may be shown: neither withheld nor under embargo. Each says what changed against the one before it that may be shown.</summary>
    /// <param name="revisions">As <see cref="Of"/> gives them.</param>
    /// <param name="now">Now, UTC.</param>
    /// <returns>Oldest first; the numbers stay.</returns>
    public static IReadOnlyList<ArticleEnriched> Shown(IReadOnlyList<ArticleEnriched> revisions, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(revisions);
        List<ArticleEnriched> shown = [];
        foreach (var one in revisions.Where(one => one.PubStatus == PubStatus.Usable && !(EmbargoOf(revisions, one.Revision!.Value) > now)))
        {
            shown.Add(one with { Changes = shown.Count == 0 ? null : Content.Changes(shown[^1], one) });
        }

        return shown;
    }

    /// <summary>What is listed and searched.</summary>
    /// <param name="revisions">As <see cref="Of"/> gives them; at least one.</param>
    /// <param name="now">Now, UTC.</param>
    /// <returns>The newest that may be shown; null when there is none, or when the newest of all is withheld: that recalls the others.</returns>
    public static ArticleEnriched? Current(IReadOnlyList<ArticleEnriched> revisions, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(revisions);
        return revisions[^1].PubStatus == PubStatus.Withheld ? null : Shown(revisions, now) is { Count: > 0 } shown ? shown[^1] : null;
    }

    private static Comparer<(long Rank, string Order)> Readings { get; } = Comparer<(long Rank, string Order)>.Create(
        (one, other) => one.Rank != other.Rank ? one.Rank.CompareTo(other.Rank) : string.CompareOrdinal(one.Order, other.Order));
}
