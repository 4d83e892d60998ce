using Ingestion.Contracts;

namespace Ingestion.News.Versions;

/// <summary>What one run of the enricher found in a content that is filed.</summary>
public sealed record Reading
{
    /// <summary><see cref="Annotations.Fingerprint"/>; empty for what the content was filed with.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Version of the enricher; null when not known, which is below every other.</summary>
    public string? Enricher { get; init; }

    /// <summary>When, UTC; null when not known, which is before every other.</summary>
    public DateTimeOffset? EnrichedAt { get; init; }

    /// <summary>The bytes that were read.</summary>
    public required string ArchiveKey { get; init; }

    /// <summary>The ledger entry that it was filed for.</summary>
    public required Guid EntryId { get; init; }

    /// <summary>Whether it was announced.</summary>
    public bool IsSaid { get; init; }

    /// <summary>The content with these annotations in it; null where a store need not keep them, since they are those that the content was filed with.</summary>
    public ArticleEnriched? Article { get; init; }
}

/// <summary>
/// The readings of one content. The one that stands is found in the set of them and in nothing else: in whatever order they came, and however often, it is the same.
/// </summary>
public static class Readings
{
    /// <summary>Puts what was filed with a content and what was found later in order.</summary>
    /// <param name="content">The content, as it was filed.</param>
    /// <param name="entryId">The ledger entry that it was filed for.</param>
    /// <param name="later">What was found later, each set of annotations once for each version of the enricher.</param>
    /// <returns>All, each with <see cref="Reading.Article"/>; the last one stands.</returns>
    /// <remarks>
    /// The newest enricher's stand above others. Of one enricher's those of the bytes that the content was first read from do: other bytes with the same content
    /// (a page that was looked at again) would else take turns with them. Of the same bytes the last one stands.
    /// </remarks>
    public static IReadOnlyList<Reading> Of(ArticleEnriched content, Guid entryId, IEnumerable<Reading> later)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(later);
        var own = new Reading
        {
            Fingerprint = "",
            Enricher = content.Provenance.Enricher,
            EnrichedAt = content.Provenance.EnrichedAt,
            ArchiveKey = content.Provenance.ArchiveKey,
            EntryId = entryId,
            IsSaid = true,
            Article = content,
        };
        return [.. later.Select(one => one with { Article = Put(content, one) }).Append(own).Order(OrderOf(content))];
    }

    /// <summary>What is to be stored when a content that is filed was read again.</summary>
    /// <param name="content">The content, as it was filed.</param>
    /// <param name="readings">As <see cref="Of"/> gives them.</param>
    /// <param name="read">What was found now.</param>
    /// <param name="entryId">The ledger entry that it is for.</param>
    /// <returns>A reading, which takes the place of the one with its fingerprint and its enricher; null when there is nothing new.</returns>
    public static Reading? Further(ArticleEnriched content, IReadOnlyList<Reading> readings, ArticleEnriched read, Guid entryId)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(readings);
        ArgumentNullException.ThrowIfNull(read);
        var (order, fingerprint, own) = (OrderOf(content), Annotations.Fingerprint(read), Annotations.Fingerprint(content));
        var found = new Reading
        {
            Fingerprint = fingerprint,
            Enricher = read.Provenance.Enricher,
            EnrichedAt = read.Provenance.EnrichedAt,
            ArchiveKey = read.Provenance.ArchiveKey,
            EntryId = entryId,
            Article = fingerprint == own ? null : read,
        };
        var same = readings.Where(one => one.Enricher == found.Enricher && (one.Fingerprint.Length == 0 ? own : one.Fingerprint) == fingerprint).ToList();
        if (same.Any(one => order.Compare(one with { Fingerprint = "" }, found with { Fingerprint = "" }) >= 0))
        {
            return null;
        }

        // Found again while it stands, or below what stands, it is no news. Above it is: it was said once, but not since.
        return same.Find(one => one.Fingerprint.Length > 0) is { } stored && (stored == readings[^1] || order.Compare(found, readings[^1]) < 0)
            ? found with { EntryId = stored.EntryId, IsSaid = stored.IsSaid }
            : found;
    }

    /// <summary>What a ledger entry changed of what stands, against what was announced last.</summary>
    /// <param name="readings">As <see cref="Of"/> gives them.</param>
    /// <param name="entryId">The ledger entry.</param>
    /// <returns>What it is to be announced with, the same again when it is asked again; null when the entry changed nothing that is said.</returns>
    public static Reenrichment? ChangeBy(IReadOnlyList<Reading> readings, Guid entryId)
    {
        ArgumentNullException.ThrowIfNull(readings);
        if (readings.Count == 0 || readings[^1].EntryId != entryId || readings.SkipLast(1).LastOrDefault(one => one.IsSaid) is not { } before)
        {
            return null;
        }

        var parts = Annotations.Changes(before.Article!, readings[^1].Article!);
        return parts.Count == 0 ? null : new Reenrichment { Before = before.Enricher, Parts = parts };
    }

    private static ArticleEnriched Put(ArticleEnriched content, Reading reading)
    {
        var found = reading.Article ?? content;
        return content with
        {
            Body = found.Body,
            Language = found.Language,
            Entities = found.Entities,
            Quotes = found.Quotes,
            Times = found.Times,
            Keyphrases = found.Keyphrases,
            Places = found.Places,
            Topics = found.Topics,
            Summary = found.Summary,
            Provenance = content.Provenance with { Enricher = reading.Enricher, EnrichedAt = reading.EnrichedAt },
        };
    }

    private static Comparer<Reading> OrderOf(ArticleEnriched content) => Comparer<Reading>.Create((one, other) =>
        (VersionRank.Of(one.Enricher), one.ArchiveKey == content.Provenance.ArchiveKey).CompareTo((VersionRank.Of(other.Enricher), other.ArchiveKey == content.Provenance.ArchiveKey)) is not 0 and var rank
            ? rank
            : string.CompareOrdinal(one.ArchiveKey, other.ArchiveKey) is not 0 and var bytes
                ? bytes
                : Milliseconds(one).CompareTo(Milliseconds(other)) is not 0 and var moment
                    ? moment
                    : string.CompareOrdinal(one.Fingerprint, other.Fingerprint));

    // As precise as the stores keep it.
    private static long Milliseconds(Reading reading) => reading.EnrichedAt?.ToUnixTimeMilliseconds() ?? long.MinValue;
}
