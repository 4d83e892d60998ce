namespace Ingestion.TestSupport;

/// <summary>Where things are in this checkout.</summary>
public static class Repository
{
    /// <summary>The folder that holds <c>Ingestion.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A folder of the evaluation data beside the checkout, or null where it is absent.</summary>
    /// <param name="relative">Path below <c>../shared</c>.</param>
    /// <returns>The path, or null.</returns>
    public static string? SharedData(string relative)
    {
        var path = Path.Combine(Root, "..", "shared", relative);
        return Directory.Exists(path) || File.Exists(path) ? Path.GetFullPath(path) : null;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Ingestion.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("No Ingestion.sln above " + AppContext.BaseDirectory);
    }
}
