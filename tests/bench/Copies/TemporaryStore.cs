using Ingestion.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Ingestion.Bench.Copies;

/// <summary>A SQLite store in a folder that is gone afterwards.</summary>
internal sealed class TemporaryStore : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ingestion-bench-");

    public TemporaryStore() => Services = Another();

    public ServiceProvider Services { get; }

    /// <summary>Another set of services on the same store, as another process has it.</summary>
    public ServiceProvider Another() => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Storage:Folder"] = folder.FullName }).Build())
        .AddIngestionStorage()
        .BuildServiceProvider();

    public long Bytes => folder.EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
