namespace Ingestion.Standalone;

/// <summary>A folder of our own that is gone afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string FullName { get; } = Directory.CreateTempSubdirectory("ingestion-").FullName;

    public void Dispose()
    {
        try
        {
            Directory.Delete(FullName, recursive: true);
        }
        catch (IOException)
        {
            // A file is still held: the operating system empties its temporary folder some day.
        }
    }
}
