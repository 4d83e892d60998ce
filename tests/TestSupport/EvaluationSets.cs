using Xunit;

namespace Ingestion.TestSupport;

/// <summary>Evaluation sets that lie beside the repository (<c>../shared/data</c>), unpacked for one test. Where one is missing the test is skipped, and says which.</summary>
public sealed class EvaluationSets : IDisposable
{
    private EvaluationSets(DirectoryInfo folder) => Folder = folder;

    /// <summary>Where they are, each as its archive has it; deleted with this.</summary>
    public DirectoryInfo Folder { get; }

    /// <summary>Unpacks sets into one folder.</summary>
    /// <param name="sets">Paths below <c>../shared/data</c>, without <c>-dev.tar.xz</c>: <c>extraction/naeb</c>.</param>
    /// <param name="arguments">Further arguments of tar: what to leave out, or the only files to unpack.</param>
    public static async Task<EvaluationSets> UnpackAsync(IReadOnlyCollection<string> sets, params string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(sets);
        var archives = sets.Select(set => Shared($"data/{set}-dev.tar.xz")).ToList();
        var unpacked = new EvaluationSets(Directory.CreateTempSubdirectory("ingestion-sets-"));
        try
        {
            foreach (var archive in archives)
            {
                await Shell.RunAsync("tar", ["-xJf", archive, "-C", unpacked.Folder.FullName, .. arguments]);
            }
        }
        catch
        {
            unpacked.Dispose();
            throw;
        }

        return unpacked;
    }

    /// <summary>A file or folder of <c>../shared</c>; where it is missing the test is skipped, and says so.</summary>
    /// <param name="path">Path below <c>../shared</c>.</param>
    public static string Shared(string path)
    {
        var full = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", path));
        Assert.SkipUnless(Path.Exists(full), $"../shared/{path} is not beside this repository.");
        return full;
    }

    /// <inheritdoc/>
    public void Dispose() => Folder.Delete(recursive: true);
}
