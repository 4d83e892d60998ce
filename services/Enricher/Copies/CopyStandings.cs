using Ingestion.Contracts;
using Ingestion.Storage;

namespace Ingestion.Enricher.Copies;

/// <summary>What is known of an article's copies after others were found. Pure; the same whatever the order in which they are found.</summary>
internal static class CopyStandings
{
    /// <param name="own">The article.</param>
    /// <param name="groupId">Its group.</param>
    /// <param name="others">Articles that may be copies of it, some or all, and it itself.</param>
    /// <param name="lost">An article that is no copy of it any more; null when there is none.</param>
    /// <returns>The same standing when nothing changed, else one with the next version.</returns>
    public static CopyStanding Next(CopyEntry own, string groupId, IEnumerable<CopySketch> others, string? lost = null)
    {
        var (standing, known) = (own.Standing, own.Standing.Copies);
        var copies = others.Where(other => other.ArticleId != own.Sketch.ArticleId).ToList();

        // What it comes from is judged anew where it is at hand: since then it may have been published again, and come from this one.
        var of = known?.Of is { } kept && kept != lost && copies.All(other => other.ArticleId != kept) ? kept : null;
        var best = of is null ? null : new Original(of, standing.Rank, standing.OfAt, known!.Relation!, known.Overlap!.Value, known.Origin);
        foreach (var other in copies)
        {
            if (CopyJudge.Rank(own.Sketch, other) is { } rank && CopyJudge.AreCopies(own.Sketch, other, out var overlap))
            {
                var found = new Original(
                    other.ArticleId, rank, other.At, CopyJudge.Relation(own.Sketch, other, overlap), Math.Round(overlap, 2), CopyJudge.Origin(own.Sketch, other, rank));
                best = best is null || found.ArticleId == best.ArticleId || found.IsBefore(best) ? found : best;
            }
        }

        var next = new ArticleCopies
        {
            // Groups only grow together: whoever read an older group than is known changes nothing.
            GroupId = known is not null && string.CompareOrdinal(known.GroupId, groupId) < 0 ? known.GroupId : groupId,
            Version = standing.Version,
            Relation = best?.Relation,
            Of = best?.ArticleId,
            Overlap = best?.Overlap,
            Origin = best is null ? CopyJudge.Origin(own.Sketch, null, 0) : best.Origin,
        };
        return next == known ? standing : standing with { Copies = next with { Version = standing.Version + 1 }, Rank = best?.Rank ?? 0, OfAt = best?.At ?? default };
    }

    private sealed record Original(string ArticleId, int Rank, DateTimeOffset At, string Relation, double Overlap, CopyOrigin? Origin)
    {
        public bool IsBefore(Original other) => (Rank, At).CompareTo((other.Rank, other.At)) is var order && (order < 0 || (order == 0 && string.CompareOrdinal(ArticleId, other.ArticleId) < 0));
    }
}
