using Ingestion.TestSupport;

namespace Ingestion.Chaos.Tests.Mutants;

/// <summary>A copy of the sources with one mistake in it, built in a folder of its own.</summary>
internal static class Mutant
{
    private static readonly string[] Services = ["Desk", "Fetcher", "Parser", "Enricher", "Indexer"];

    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Chaos.Tests", "Mutants");

    /// <summary>Names of all.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Directory.GetFiles(Folder, "*.patch").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    public static string DiffOf(string name) => File.ReadAllText(Path.Combine(Folder, name + ".patch"));

    /// <summary>Builds the projects that a mutant changes, and puts them among the services as they are built here.</summary>
    /// <param name="name">One of <see cref="All"/>.</param>
    /// <param name="folder">An empty folder: what the services of the mutant are in afterwards, as in a repository.</param>
    public static async Task BuildAsync(string name, string folder)
    {
        var sources = Directory.CreateTempSubdirectory("ingestion-mutant-sources-").FullName;
        try
        {
            Copy(Repository.Root, sources, "", recursive: false);
            Copy(Path.Combine(Repository.Root, "services"), Path.Combine(sources, "services"), "bin obj");
            Copy(Path.Combine(Repository.Root, "shared"), Path.Combine(sources, "shared"), "bin obj");
            foreach (var service in Services)
            {
                var built = Path.Combine("services", service, "bin", "Release");
                Copy(Path.Combine(Repository.Root, built), Path.Combine(folder, built), "");
            }

            Patch.Apply(DiffOf(name), sources);
            foreach (var project in Patch.Read(DiffOf(name)).Select(change => string.Join('/', change.File.Split('/')[..2])).Distinct())
            {
                // A mistake may well be one that an analyzer warns of.
                await Shell.RunAsync("dotnet", ["build", Path.Combine(sources, project), "-c", "Release", "-p:RunAnalyzers=false", "-p:TreatWarningsAsErrors=false", "-v", "quiet", "--nologo", "-clp:ErrorsOnly"], patience: TimeSpan.FromMinutes(10));
                var assembly = $"Ingestion.{Path.GetFileName(project)}.dll";
                foreach (var place in Directory.GetFiles(folder, assembly, SearchOption.AllDirectories))
                {
                    File.Copy(Path.Combine(sources, project, "bin", "Release", "net10.0", assembly), place, overwrite: true);
                }
            }
        }
        finally
        {
            Directory.Delete(sources, recursive: true);
        }
    }

    private static void Copy(string from, string to, string without, bool recursive = true)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        foreach (var folder in recursive ? Directory.GetDirectories(from).Where(path => !without.Split(' ').Contains(Path.GetFileName(path))) : [])
        {
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)), without);
        }
    }
}
