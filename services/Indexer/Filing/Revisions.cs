using Ingestion.Contracts;
using Ingestion.News.Versions;
using Ingestion.Storage;

namespace Ingestion.Indexer.Filing;

/// <summary>What is to be said of a version that was filed.</summary>
internal abstract record Decision
{
    /// <summary>It is the first of its article.</summary>
    public sealed record Indexed(ArticleEnriched Revision, string Version) : Decision;

    /// <summary>It is a further one; the latest where that is another.</summary>
    public sealed record Revised(ArticleEnriched Revision, int? Latest, string Version) : Decision;

    /// <summary>It says what this revision says, or is withheld and older than what is shown.</summary>
    public sealed record Unchanged(int Revision) : Decision;

    /// <summary>It says what the revision that is shown says, and something else was found in it; as it is to be announced, or null where it was.</summary>
    public sealed record Annotated(int Revision, Reenrichment Change, ArticleEnriched? Announcement) : Decision;

    /// <summary>It is withheld, or older than what is: until further notice nothing is shown.</summary>
    public sealed record Withheld(int Revision, string Version) : Decision;

    /// <summary>It is under embargo.</summary>
    public sealed record Embargoed(DateTimeOffset Until, string Version) : Decision;

    /// <summary>The article is withdrawn already, and stays so.</summary>
    public sealed record StaysWithdrawn(string Version) : Decision;
}

/// <summary>Decides between new, revised, unchanged, withheld, under embargo and withdrawn.</summary>
internal static class Revisions
{
    /// <param name="filing">What is filed, the version with it.</param>
    /// <param name="version">The version.</param>
    /// <param name="entryId">The ledger entry that it came for.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="isRead">Whether it was filed before and was read again, for its annotations alone.</param>
    public static Decision Decide(Storage.Filing filing, ArticleEnriched version, Guid entryId, DateTimeOffset now, bool isRead = false)
    {
        var (name, order, revisions) = (Content.NameOf(version), VersionOrder.Of(version), filing.Revisions);
        if (filing.Tombstone is not null)
        {
            return new Decision.StaysWithdrawn(name);
        }

        var same = revisions.Where(one => Content.NameOf(one) == name).ToList();
        var mine = same.FindLast(one => string.CompareOrdinal(one.VersionOrder, order) <= 0) ?? same[0];

        // It comes back from being announced, as the revision that is shown.
        if (version.Reenriched is { } said)
        {
            return new Decision.Annotated(same[^1].Revision!.Value, said, Announcement: null);
        }

        // Content that went and comes back is a revision again, and not the one that it was.
        var isBack = mine != same[0] && mine.VersionOrder == order && !isRead;
        if (filing.FiledBy != entryId && !isBack)
        {
            return (Decision?)Annotated(filing, name, entryId, now) ?? new Decision.Unchanged(mine.Revision!.Value);
        }

        name = isBack ? $"{name}@{version.FetchedAt.UtcTicks}" : name;
        var newest = revisions[^1];
        if (version.PubStatus == PubStatus.Withheld && mine != newest)
        {
            return new Decision.Unchanged(mine.Revision!.Value);
        }

        if (newest.PubStatus == PubStatus.Withheld)
        {
            return new Decision.Withheld(mine.Revision!.Value, name);
        }

        if (History.EmbargoOf(revisions, mine.Revision!.Value) is { } until && until > now)
        {
            return new Decision.Embargoed(until, name);
        }

        var shown = History.Shown(revisions, now);
        var revision = shown.First(one => one.Revision == mine.Revision);
        var latest = shown[^1] == revision ? null : shown[^1].Revision;
        return filing.IsFirst && !isBack ? new Decision.Indexed(revision, name) : new Decision.Revised(revision, latest, name);
    }

    private static Decision.Annotated? Annotated(Storage.Filing filing, string name, Guid entryId, DateTimeOffset now)
    {
        if (History.Current(filing.Revisions, now) is not { } current || Content.NameOf(current) != name || Readings.ChangeBy(filing.Readings, entryId) is not { } change)
        {
            return null;
        }

        // Whoever keeps the greatest has perhaps seen this content at a later place than the one where its revision begins.
        var order = string.CompareOrdinal(filing.LastOrder, current.VersionOrder) > 0 ? filing.LastOrder : current.VersionOrder;
        return new Decision.Annotated(current.Revision!.Value, change, current with { Revision = null, IndexedAt = null, Changes = null, VersionOrder = order, Reenriched = change });
    }
}
