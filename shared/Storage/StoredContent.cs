using Ingestion.Contracts;
using Ingestion.News.Versions;

namespace Ingestion.Storage;

/// <summary>A content as a store has it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="EntryId">The ledger entry that it was first filed for.</param>
/// <param name="FirstOrder">Lowest place in the order of versions that it was seen at.</param>
/// <param name="LastOrder">Highest one.</param>
/// <param name="Article">As it was filed.</param>
/// <param name="Readings">Of it, the one that stands last.</param>
internal sealed record StoredContent(string Name, Guid EntryId, string FirstOrder, string LastOrder, ArticleEnriched Article, IReadOnlyList<Reading> Readings)
{
    /// <summary>For <see cref="History"/>, with the annotations that stand.</summary>
    public FiledContent Filed => new(Readings[^1].Article!, FirstOrder, LastOrder);

    /// <summary>Whether a version that was filed brings annotations for its content; what is told of the archive again, or comes another way, does not.</summary>
    public static bool IsReading(ArticleEnriched version) => version.Source.Kind == SourceKind.Reprocess && version.Reenriched is null;

    /// <summary>A version without what is made of all that is filed.</summary>
    /// <param name="version">The version.</param>
    /// <param name="order">Its place in the order of versions.</param>
    public static ArticleEnriched Alone(ArticleEnriched version, string order) =>
        version with { Revision = null, Changes = null, Withdrawal = null, Reenriched = null, VersionOrder = order };
}
