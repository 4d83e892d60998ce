using Ingestion.Contracts;
using Ingestion.Storage;

namespace Ingestion.Desk.Tests;

/// <summary>Documents as they are; when somebody asks for those of an entry, something happens first, once.</summary>
internal sealed class Meanwhile(IDocuments real) : IDocuments
{
    public Func<Task>? Once { get; set; }

    public async Task<IReadOnlyList<KnownDocument>> ForEntryAsync(Guid entryId, CancellationToken cancellationToken)
    {
        if (Once is { } happens)
        {
            Once = null;
            await happens();
        }

        return await real.ForEntryAsync(entryId, cancellationToken);
    }

    public Task NoteAsync(DocumentFetched document, Guid? entryId, CancellationToken cancellationToken) => real.NoteAsync(document, entryId, cancellationToken);

    public Task NoteOutcomeAsync(DocumentOutcome outcome, CancellationToken cancellationToken) => real.NoteOutcomeAsync(outcome, cancellationToken);

    public Task<KnownDocument?> FindAsync(Guid id, CancellationToken cancellationToken) => real.FindAsync(id, cancellationToken);

    public Task<long> CountAsync(DocumentSlice slice, CancellationToken cancellationToken) => real.CountAsync(slice, cancellationToken);

    public Task<IReadOnlyList<KnownDocument>> ListAsync(DocumentSlice slice, DocumentPlace? after, int limit, CancellationToken cancellationToken) => real.ListAsync(slice, after, limit, cancellationToken);
}
