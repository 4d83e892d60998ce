using Ingestion.Contracts;
using Ingestion.Storage;
using Microsoft.Extensions.Options;

namespace Ingestion.Enricher.Copies;

/// <summary>
/// Finds the copies of an article among those of the window. (1) note its sketch, then look for others that share a key, (2) compare, (3) join their groups,
/// (4) save what is now known of each. Nothing is locked: of two enrichers with two copies at the same moment one at least sees the other, joining commutes, and
/// whoever is second to save looks again. Doing it twice changes nothing and gives again what has not been said.
/// </summary>
internal sealed class CopyFinder(ICopies copies, IOptions<EnricherOptions> options, TimeProvider time)
{
    /// <returns>What is known of the article, and of which other articles the world has not been told.</returns>
    public async Task<FoundCopies> FindAsync(ArticleEnriched article, CancellationToken cancellationToken)
    {
        var sketch = CopySketcher.Of(article);
        var (own, isNew, found) = await NoteAsync(sketch, cancellationToken);
        if (found.Count == 0 && own.Copies is null)
        {
            return new FoundCopies(null, []);
        }

        // (3) The smallest id of all that are joined; what was joined before is found again by the same call.
        var group = await copies.JoinAsync([sketch.ArticleId, .. found.Select(entry => entry.Sketch.ArticleId)], KeepUntil, cancellationToken);

        // (4) Those that were not looked at come first: whoever finds the others right may believe that these are, too.
        List<CopyEntry> changed = [];
        if (found.Any(entry => entry.Standing.Copies?.GroupId != group || entry.Standing.SaidVersion < entry.Standing.Version))
        {
            var near = found.Select(entry => entry.Sketch.ArticleId).Append(sketch.ArticleId).ToHashSet(StringComparer.Ordinal);
            foreach (var member in (await copies.MembersAsync(group, cancellationToken)).Where(member => !near.Contains(member.Sketch.ArticleId)))
            {
                changed.Add(await SaveAsync(member, group, [], null, cancellationToken));
            }
        }

        foreach (var entry in found)
        {
            changed.Add(await SaveAsync(entry, group, [sketch], null, cancellationToken));
        }

        var lost = await LostAsync(sketch, own, found, cancellationToken);
        var mine = await SaveAsync(new CopyEntry(sketch, own), group, found.Select(entry => entry.Sketch), lost, cancellationToken);
        if (!isNew)
        {
            changed.Add(mine); // it may have been announced with something else
        }

        return new FoundCopies(mine.Standing.Copies, [.. changed.Where(IsUnsaid)]);
    }

    /// <summary>Forgets an article that is withdrawn.</summary>
    /// <returns>Articles that came from it, of which the world is to be told anew.</returns>
    public async Task<IReadOnlyList<CopyEntry>> ForgetAsync(string articleId, CancellationToken cancellationToken)
    {
        await copies.RemoveAsync(articleId, cancellationToken);
        var group = await copies.GroupOfAsync(articleId, cancellationToken);
        List<CopyEntry> changed = [];
        foreach (var member in await copies.MembersAsync(group, cancellationToken))
        {
            if (member.Standing.Copies?.Of == articleId)
            {
                var (_, _, others) = await NoteAsync(member.Sketch, cancellationToken);
                changed.Add(await SaveAsync(member, group, others.Select(entry => entry.Sketch), articleId, cancellationToken));
            }
            else
            {
                changed.Add(member);
            }
        }

        return [.. changed.Where(IsUnsaid)];
    }

    /// <summary>Notes that the world has been told what is known of an article.</summary>
    public Task NoteSaidAsync(string articleId, ArticleCopies? said, CancellationToken cancellationToken) =>
        said is null ? Task.CompletedTask : copies.NoteSaidAsync(articleId, said.Version, cancellationToken);

    private DateTimeOffset KeepUntil => time.GetUtcNow() + options.Value.CopyWindow;

    private static bool IsUnsaid(CopyEntry entry) => entry.Standing.Version > entry.Standing.SaidVersion;

    private async Task<(CopyStanding Own, bool IsNew, IReadOnlyList<CopyEntry> Copies)> NoteAsync(CopySketch sketch, CancellationToken cancellationToken)
    {
        var note = await copies.NoteAsync(sketch, time.GetUtcNow(), KeepUntil, cancellationToken);
        return (note.Own, note.IsNew, [.. note.Candidates.Where(entry => CopyJudge.Overlap(sketch, entry.Sketch) >= CopyJudge.MinOverlap)]);
    }

    // A further version may be no copy of what the version before came from; one that has left the window stays what it was.
    private async Task<string?> LostAsync(CopySketch sketch, CopyStanding own, IReadOnlyList<CopyEntry> found, CancellationToken cancellationToken) =>
        own.Copies?.Of is { } of && found.All(entry => entry.Sketch.ArticleId != of)
            && await copies.FindAsync(of, cancellationToken) is { } known && CopyJudge.Overlap(sketch, known.Sketch) < CopyJudge.MinOverlap
            ? of
            : null;

    private async Task<CopyEntry> SaveAsync(CopyEntry entry, string group, IEnumerable<CopySketch> others, string? lost, CancellationToken cancellationToken)
    {
        var known = others as IReadOnlyCollection<CopySketch> ?? [.. others];
        while (true)
        {
            var next = CopyStandings.Next(entry, group, known, lost);
            if (next == entry.Standing || await copies.TrySaveAsync(entry.Sketch.ArticleId, next, cancellationToken))
            {
                return entry with { Standing = next };
            }

            // Somebody else was first, or it is withdrawn.
            if (await copies.FindAsync(entry.Sketch.ArticleId, cancellationToken) is not { } now)
            {
                return entry with { Standing = CopyStanding.None };
            }

            entry = now;
        }
    }
}

/// <summary>What was found.</summary>
/// <param name="Own">What is known of the article; null when it has no copies.</param>
/// <param name="Unsaid">Articles of which more is known than was said.</param>
internal sealed record FoundCopies(ArticleCopies? Own, IReadOnlyList<CopyEntry> Unsaid);
