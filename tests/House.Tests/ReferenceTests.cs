using System.Xml.Linq;
using Ingestion.TestSupport;

namespace Ingestion.House.Tests;

/// <summary>References point one way: tests → services → shared.</summary>
public class ReferenceTests
{
    private static readonly Dictionary<string, string[]> Shared = new()
    {
        ["Contracts"] = [],
        ["News"] = ["Contracts"],
        ["Storage"] = ["Contracts", "News"],
        ["Hosting"] = ["Contracts", "News", "Storage"],
    };

    public static TheoryData<string> Projects =>
        [.. Directory.GetFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_only_to_what_it_may(string project)
    {
        var parts = project.Split('/');
        var references = References(project);

        Assert.All(references, reference => Assert.True(
            parts[0] switch
            {
                "shared" => reference.StartsWith("shared/", StringComparison.Ordinal) && Shared[parts[1]].Contains(reference.Split('/')[1]),
                "services" when parts[1] == "Standalone" => reference.StartsWith("services/", StringComparison.Ordinal) || reference.StartsWith("shared/", StringComparison.Ordinal),
                "services" => reference.StartsWith("shared/", StringComparison.Ordinal),
                "tests" => true,
                _ => false,
            },
            $"{project} refers to {reference}"));
    }

    [Theory]
    [InlineData("Contracts")]
    [InlineData("News")]
    public void What_services_say_to_each_other_needs_no_package(string project) =>
        Assert.Empty(XDocument.Load(Path.Combine(Repository.Root, "shared", project, project + ".csproj")).Descendants("PackageReference"));

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "Ingestion.sln")).Replace('\\', '/');

        Assert.All(Projects.Select(row => row.Data), project => Assert.Contains(project, solution, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_service_and_shared_folder_has_its_tests()
    {
        var folders = new[] { "shared", "services" }.SelectMany(top => Directory.GetDirectories(Path.Combine(Repository.Root, top)))
            .Select(path => Path.GetFileName(path)!).Where(name => name != "decisions");

        Assert.All(folders, name => Assert.True(Directory.Exists(Path.Combine(Repository.Root, "tests", name + ".Tests")), $"tests/{name}.Tests"));
    }

    private static IEnumerable<string> References(string project)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, project))!;
        return XDocument.Load(Path.Combine(Repository.Root, project)).Descendants("ProjectReference")
            .Select(reference => Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(folder, reference.Attribute("Include")!.Value))).Replace('\\', '/'));
    }
}
