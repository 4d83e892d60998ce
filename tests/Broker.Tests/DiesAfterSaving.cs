using Ingestion.Storage;

namespace Ingestion.Broker.Tests;

/// <summary>A store that saves a letter, after which its process does nothing more: whoever filed it never acknowledges the message.</summary>
internal sealed class DiesAfterSaving : IDeadLetters
{
    private IDeadLetters real = null!;

    public int Saved { get; private set; }

    public IDeadLetters Around(IDeadLetters store)
    {
        real = store;
        return this;
    }

    public async Task<bool> TrySaveAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        Assert.True(await real.TrySaveAsync(letter, cancellationToken));
        Saved++;
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return true;
    }

    public Task PutBodyAsync(Guid id, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) => real.PutBodyAsync(id, body, cancellationToken);

    public Task<byte[]> BodyAsync(Guid id, CancellationToken cancellationToken) => real.BodyAsync(id, cancellationToken);

    public Task<IReadOnlyList<DeadLetter>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) => real.FindAsync(ids, cancellationToken);

    public Task<long> CountAsync(DeadLetterSlice slice, CancellationToken cancellationToken) => real.CountAsync(slice, cancellationToken);

    public Task<IReadOnlyList<DeadLetter>> ListAsync(DeadLetterSlice slice, DeadLetterPlace? after, int limit, CancellationToken cancellationToken) => real.ListAsync(slice, after, limit, cancellationToken);

    public Task<IReadOnlyList<DeadLetterGroup>> GroupsAsync(int limit, CancellationToken cancellationToken) => real.GroupsAsync(limit, cancellationToken);

    public Task NoteAsync(IReadOnlyCollection<DeadLetterResult> results, CancellationToken cancellationToken) => real.NoteAsync(results, cancellationToken);

    public Task<DeadLetterResult?> FindResultAsync(Guid jobId, Guid letterId, CancellationToken cancellationToken) => real.FindResultAsync(jobId, letterId, cancellationToken);

    public Task<IReadOnlyList<DeadLetterResult>> ResultsAsync(Guid jobId, string? result, long after, int limit, CancellationToken cancellationToken) => real.ResultsAsync(jobId, result, after, limit, cancellationToken);

    public Task<IReadOnlyDictionary<string, long>> CountResultsAsync(Guid jobId, CancellationToken cancellationToken) => real.CountResultsAsync(jobId, cancellationToken);

    public Task<int> ForgetAsync(DateTimeOffset doneBefore, int limit, CancellationToken cancellationToken) => real.ForgetAsync(doneBefore, limit, cancellationToken);

    public Task<IReadOnlyList<DeadLetterResult>> ResultsOfAsync(Guid letterId, CancellationToken cancellationToken) => real.ResultsOfAsync(letterId, cancellationToken);
}
