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
    /// <returns>What is known of the article, and of which other articles the world has not been told. Nothing, where a newer version of it was here before.</returns>
    public async Task<FoundCopies> FindAsync(ArticleEnriched article, CancellationToken cancellationToken)
    {
        // (1)
        var sketch = CopySketcher.Of(article);
        if (await copies.NoteAsync(sketch, time.GetUtcNow(), KeepUntil, cancellationToken) is not { } note)
        {
            return FoundCopies.None;
        }

        // (2)
        var (own, found) = (new CopyEntry(sketch, note.Own), note.Candidates.Where(entry => CopyJudge.AreCopies(sketch, entry.Sketch, out _)).ToList());
        if (found.Count == 0 && note.Own.Copies is null)
        {
            return FoundCopies.None;
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
            // What comes from this article no more may come from another that was found.
            var isTurned = entry.Standing.Copies?.Of == sketch.ArticleId && CopyJudge.Rank(entry.Sketch, sketch) is null;
            changed.Add(await SaveAsync(entry, group, isTurned ? [own, .. found] : [own], null, cancellationToken));
        }

        var mine = await SettleAsync(own, group, found, await LostAsync(own, found, cancellationToken), cancellationToken);
        if (await copies.FindAsync(sketch.ArticleId, cancellationToken) is null)
        {
            return new FoundCopies(null, await RepairAsync(sketch.ArticleId, cancellationToken)); // withdrawn meanwhile
        }

        if (!note.IsNew)
        {
            changed.Add(mine); // it may have been announced with something else
        }

        return new FoundCopies(mine.Standing.Copies, [.. changed.Where(IsUnsaid)]);
    }

    /// <summary>Forgets an article that is withdrawn.</summary>
    /// <param name="articleId">The article.</param>
    /// <param name="upTo">Place in the order of versions of the newest that is; null when all are.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Articles of its group of which the world is to be told.</returns>
    public async Task<IReadOnlyList<CopyEntry>> ForgetAsync(string articleId, string? upTo, CancellationToken cancellationToken)
    {
        await copies.RemoveAsync(articleId, upTo, cancellationToken);
        return await copies.FindAsync(articleId, cancellationToken) is null ? await RepairAsync(articleId, cancellationToken) : [];
    }

    /// <summary>Notes that the world has been told what is known of an article.</summary>
    public Task NoteSaidAsync(string articleId, ArticleCopies? said, CancellationToken cancellationToken) =>
        said is null ? Task.CompletedTask : copies.NoteSaidAsync(articleId, said.Version, cancellationToken);

    private DateTimeOffset KeepUntil => time.GetUtcNow() + options.Value.CopyWindow;

    private static bool IsUnsaid(CopyEntry entry) => entry.Standing.Version > entry.Standing.SaidVersion;

    // A further version may be no copy of what the version before came from; one that has left the window stays what it was.
    private async Task<string?> LostAsync(CopyEntry own, List<CopyEntry> found, CancellationToken cancellationToken) =>
        own.Standing.Copies?.Of is { } of && found.All(entry => entry.Sketch.ArticleId != of)
            && await copies.FindAsync(of, cancellationToken) is { } known && !CopyJudge.AreCopies(own.Sketch, known.Sketch, out _)
            ? of
            : null;

    /// <summary>What came from an article whose sketch is gone may come from another of the group.</summary>
    private async Task<IReadOnlyList<CopyEntry>> RepairAsync(string articleId, CancellationToken cancellationToken)
    {
        var group = await copies.GroupOfAsync(articleId, cancellationToken);
        var members = await copies.MembersAsync(group, cancellationToken);
        List<CopyEntry> changed = [];
        foreach (var member in members)
        {
            changed.Add(member.Standing.Copies?.Of == articleId ? await SettleAsync(member, group, members, articleId, cancellationToken) : member);
        }

        return [.. changed.Where(IsUnsaid)];
    }

    /// <summary>
    /// Saves, and looks again where what it comes from was withdrawn or changed at the same moment. Who does that writes first and then looks for what comes from
    /// it, as here is first saved and then looked: so one of the two at least sees the other.
    /// </summary>
    private async Task<CopyEntry> SettleAsync(CopyEntry entry, string group, IReadOnlyList<CopyEntry> found, string? lost, CancellationToken cancellationToken)
    {
        while (true)
        {
            entry = await SaveAsync(entry, group, found, lost, cancellationToken);
            if (found.FirstOrDefault(other => other.Sketch.ArticleId == entry.Standing.Copies?.Of) is not { } original
                || (await copies.FindAsync(original.Sketch.ArticleId, cancellationToken))?.Sketch.VersionOrder == original.Sketch.VersionOrder)
            {
                return entry;
            }

            (found, lost) = (await copies.MembersAsync(group, cancellationToken), original.Sketch.ArticleId);
        }
    }

    private async Task<CopyEntry> SaveAsync(CopyEntry entry, string group, IReadOnlyList<CopyEntry> others, string? lost, CancellationToken cancellationToken)
    {
        while (true)
        {
            var next = CopyStandings.Next(entry, group, others.Select(other => other.Sketch), lost);
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
internal sealed record FoundCopies(ArticleCopies? Own, IReadOnlyList<CopyEntry> Unsaid)
{
    public static FoundCopies None { get; } = new(null, []);
}
