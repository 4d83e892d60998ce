using Ingestion.Contracts;
using Ingestion.Storage;

namespace Ingestion.Enricher.Copies;

/// <summary>Whether two texts are copies, which of them comes from the other, and what it is to it. Pure.</summary>
internal static class CopyJudge
{
    /// <summary>So much of the shorter text in the longer one makes them copies.</summary>
    public const double MinOverlap = 0.5;

    /// <summary>From here on it is the same copy with small changes.</summary>
    public const double SameCopy = 0.8;

    /// <summary>A text of less than this part of the other's length is much shorter.</summary>
    public const double MuchShorter = 0.6;

    // Fewer hashes to compare say nothing: a notice against a whole book.
    private const int MinSample = 6;

    // Two texts begin alike when so many of the first shingles of one stand near the beginning of the other: a run of nine words, also behind a paragraph of its own.
    private const int OpeningShingles = 32, CommonOpening = 5;

    // What two texts have in common without it may be a notice that both end with. It is no notice when it is most of the shorter text and longer than notices are.
    private const double MinOverlapWithoutOpening = 0.7;
    private const int MinCommonWithoutOpening = 150;

    /// <summary>Whether one text is made of the other, or both of a third; not when they share a notice.</summary>
    /// <param name="one">One.</param>
    /// <param name="other">The other.</param>
    /// <param name="overlap">As <see cref="Overlap"/> tells it.</param>
    public static bool AreCopies(CopySketch one, CopySketch other, out double overlap)
    {
        overlap = Overlap(one, other);
        return overlap >= MinOverlap
            && (overlap == 1 || BeginAlike(one, other)
                || (overlap >= MinOverlapWithoutOpening && overlap * Math.Min(one.Shingles, other.Shingles) >= MinCommonWithoutOpening));
    }

    /// <summary>How much of the shorter text stands in the longer one, 0 to 1, estimated; 1 for the same text.</summary>
    /// <remarks>
    /// Bottom-k sketches (E. Cohen and H. Kaplan, 2007): below the smaller of the two greatest hashes that are kept, both sketches are complete samples of
    /// their sets. Of two short items only the same text is a copy.
    /// </remarks>
    public static double Overlap(CopySketch one, CopySketch other)
    {
        if (one.Shingles == 0 || other.Shingles == 0)
        {
            return one.Shingles == other.Shingles && one.TextHash == other.TextHash ? 1 : 0;
        }

        if (one.TextHash == other.TextHash)
        {
            return 1;
        }

        var (shorter, longer) = one.Shingles <= other.Shingles ? (one, other) : (other, one);
        var limit = Math.Min(Limit(shorter), Limit(longer));
        var (sample, common, at) = (0, 0, 0);
        foreach (var hash in shorter.Smallest)
        {
            if (hash > limit)
            {
                break;
            }

            sample++;
            while (at < longer.Smallest.Count && longer.Smallest[at] < hash)
            {
                at++;
            }

            common += at < longer.Smallest.Count && longer.Smallest[at] == hash ? 1 : 0;
        }

        return sample < MinSample ? 0 : (double)common / sample;
    }

    /// <summary>How strongly an article comes from another: 0 strongest; null when it does not, but the other from it.</summary>
    /// <param name="copy">The article.</param>
    /// <param name="original">The other, of which it is a copy or that of it.</param>
    public static int? Rank(CopySketch copy, CopySketch original)
    {
        var (there, back) = (Evidence(copy, original), Evidence(original, copy));
        if (there == back)
        {
            return IsEarlier(original, copy) ? Earliest : null;
        }

        return there < back ? there : null;
    }

    /// <summary>What an article is to the one that it comes from.</summary>
    public static string Relation(CopySketch copy, CopySketch original, double overlap) =>
        copy.TextHash == original.TextHash && copy.Shingles == original.Shingles ? CopyRelation.Identical
        : SameProvider(copy, original) ? CopyRelation.Revision
        : copy.Shingles < original.Shingles * MuchShorter && overlap >= SameCopy ? CopyRelation.Excerpt
        : overlap >= SameCopy && original.Shingles >= copy.Shingles * MuchShorter ? CopyRelation.Syndicated
        : CopyRelation.Derived;

    /// <summary>Who had it first, and how we know.</summary>
    /// <param name="copy">The article.</param>
    /// <param name="original">The one that it comes from; null when it comes from none.</param>
    /// <param name="rank">How strongly.</param>
    public static CopyOrigin? Origin(CopySketch copy, CopySketch? original, int rank) =>
        (copy.Agency ?? copy.Credits ?? original?.Agency ?? original?.Credits) is { } agency ? new CopyOrigin { Provider = agency, Evidence = OriginEvidence.CreditLine }
        : (original ?? copy) is var first && (first.Provider ?? first.Host) is { } provider
            ? new CopyOrigin { Provider = provider, Evidence = original is null ? OriginEvidence.Earliest : rank switch { 1 => OriginEvidence.CanonicalHost, 2 => OriginEvidence.FullerText, _ => OriginEvidence.Earliest } }
        : null;

    private const int Earliest = 3;

    private static int Evidence(CopySketch copy, CopySketch original) =>
        original.Agency is not null && original.Agency == copy.Credits ? 0
        : copy.CanonicalHost is not null && copy.CanonicalHost == original.Host ? 1
        : copy.Shingles < original.Shingles * MuchShorter && !SameProvider(copy, original) ? 2
        : Earliest;

    private static bool BeginAlike(CopySketch one, CopySketch other) =>
        one.Lead.Take(OpeningShingles).Intersect(other.Lead).Count() >= CommonOpening || other.Lead.Take(OpeningShingles).Intersect(one.Lead).Count() >= CommonOpening;

    private static ulong Limit(CopySketch sketch) => sketch.Smallest.Count < sketch.Shingles ? sketch.Smallest[^1] : ulong.MaxValue;

    private static bool SameProvider(CopySketch one, CopySketch other) =>
        one.Host is not null && other.Host is not null ? one.Host == other.Host : one.Provider is not null && one.Provider == other.Provider;

    private static bool IsEarlier(CopySketch one, CopySketch other) =>
        one.At < other.At || (one.At == other.At && string.CompareOrdinal(one.ArticleId, other.ArticleId) < 0);
}
