using Ingestion.Storage;

namespace Ingestion.Enricher.Tests.Copies;

/// <summary>A store with something that happens once, just before groups are joined: between the look for copies and what is saved of them.</summary>
internal sealed class HeldCopies(ICopies copies, Func<Task> meanwhile) : ICopies
{
    private bool hasHappened;

    public async Task<string> JoinAsync(IReadOnlyList<string> articleIds, DateTimeOffset keepUntil, CancellationToken cancellationToken)
    {
        if (!hasHappened)
        {
            hasHappened = true;
            await meanwhile();
        }

        return await copies.JoinAsync(articleIds, keepUntil, cancellationToken);
    }

    public Task<CopyNote?> NoteAsync(CopySketch sketch, DateTimeOffset now, DateTimeOffset expiresAt, CancellationToken cancellationToken) => copies.NoteAsync(sketch, now, expiresAt, cancellationToken);

    public Task<string> GroupOfAsync(string articleId, CancellationToken cancellationToken) => copies.GroupOfAsync(articleId, cancellationToken);

    public Task<IReadOnlyCollection<string>> JoinedAsync(string groupId, CancellationToken cancellationToken) => copies.JoinedAsync(groupId, cancellationToken);

    public Task<IReadOnlyList<CopyEntry>> MembersAsync(string groupId, CancellationToken cancellationToken) => copies.MembersAsync(groupId, cancellationToken);

    public Task<CopyEntry?> FindAsync(string articleId, CancellationToken cancellationToken) => copies.FindAsync(articleId, cancellationToken);

    public Task<bool> TrySaveAsync(string articleId, CopyStanding standing, CancellationToken cancellationToken) => copies.TrySaveAsync(articleId, standing, cancellationToken);

    public Task NoteSaidAsync(string articleId, long version, CancellationToken cancellationToken) => copies.NoteSaidAsync(articleId, version, cancellationToken);

    public Task RemoveAsync(string articleId, string? upTo, CancellationToken cancellationToken) => copies.RemoveAsync(articleId, upTo, cancellationToken);
}
