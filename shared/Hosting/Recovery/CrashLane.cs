namespace Ingestion.Hosting;

/// <summary>
/// Lets the messages of one endpoint run side by side, or one of them alone. Whoever wants to be alone goes first: those that come later
/// wait, and those that run are waited for.
/// </summary>
internal sealed class CrashLane : IDisposable
{
    private readonly SemaphoreSlim door = new(1);
    private readonly Lock gate = new();
    private int inside;
    private TaskCompletionSource? empty;

    public async Task EnterAsync(bool alone, CancellationToken cancellationToken)
    {
        await door.WaitAsync(cancellationToken);
        if (!alone)
        {
            lock (gate)
            {
                inside++;
            }

            door.Release();
            return;
        }

        Task gone;
        lock (gate)
        {
            empty = inside == 0 ? null : new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            gone = empty?.Task ?? Task.CompletedTask;
        }

        try
        {
            await gone.WaitAsync(cancellationToken);
        }
        catch
        {
            door.Release();
            throw;
        }
    }

    public void Leave(bool alone)
    {
        if (alone)
        {
            door.Release();
            return;
        }

        lock (gate)
        {
            if (--inside == 0)
            {
                empty?.TrySetResult();
            }
        }
    }

    public void Dispose() => door.Dispose();
}
