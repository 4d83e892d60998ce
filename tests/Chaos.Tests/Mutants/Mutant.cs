using Ingestion.TestSupport;

namespace Ingestion.Chaos.Tests.Mutants;

/// <summary>A copy of the sources with one mistake in it, built in a folder of its own.</summary>
internal static class Mutant
{
    private static readonly string[] Needed = ["services", "shared"];

    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Chaos.Tests", "Mutants");

    /// <summary>Names of all.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Directory.GetFiles(Folder, "*.patch").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    public static string DiffOf(string name) => File.ReadAllText(Path.Combine(Folder, name + ".patch"));

    /// <param name="name">One of <see cref="All"/>.</param>
    /// <param name="folder">An empty folder.</param>
    public static async Task BuildAsync(string name, string folder)
    {
        foreach (var file in Directory.GetFiles(Repository.Root))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        foreach (var top in Needed)
        {
            Copy(Path.Combine(Repository.Root, top), Path.Combine(folder, top));
        }

        Patch.Apply(DiffOf(name), folder);

        // Standalone refers to all the others. A mistake may well be one that an analyzer warns of.
        await Shell.RunAsync("dotnet", ["build", Path.Combine(folder, "services", "Standalone"), "-c", "Release", "-p:TreatWarningsAsErrors=false", "-v", "quiet", "--nologo", "-clp:ErrorsOnly"]);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        foreach (var folder in Directory.GetDirectories(from).Where(path => Path.GetFileName(path) is not ("bin" or "obj" or "node_modules")))
        {
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }
}
