using Ingestion.Contracts;
using Ingestion.Storage;

namespace Ingestion.Enricher;

/// <summary>Which articles the public hears of.</summary>
internal static class Announcement
{
    /// <param name="article">The article, with its place in the order of versions.</param>
    /// <param name="standing">How it stands; null when nothing of it is filed.</param>
    /// <param name="now">Now, UTC.</param>
    /// <returns>
    /// False when it is killed, withheld or under embargo, when it was withdrawn before, when it is older than the version that is withheld, and when it has an
    /// embargo that a version which is filed may have postponed: the indexer, which knows all versions, announces that one when its time has come.
    /// </returns>
    public static bool MayBeMade(ArticleEnriched article, ArticleStanding? standing, DateTimeOffset now) =>
        article.PubStatus == PubStatus.Usable
        && !(article.EmbargoedUntil > now)
        && standing?.Status switch
        {
            PubStatus.Canceled => false,
            PubStatus.Withheld => string.CompareOrdinal(article.VersionOrder, standing.NewestOrder) > 0,
            ArticleStanding.Embargoed => article.EmbargoedUntil is null,
            _ => true,
        };
}
