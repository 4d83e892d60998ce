namespace Ingestion.Hosting;

/// <summary>Said once the bus takes no more: what is held for better times is given back, and what runs comes to its end.</summary>
internal sealed class Drain : IDisposable
{
    private readonly CancellationTokenSource stopping = new();

    public CancellationToken Token => stopping.Token;

    public void Begin() => stopping.Cancel();

    public void Dispose() => stopping.Dispose();
}
