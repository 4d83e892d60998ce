using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Ingestion.Fetcher;
using Ingestion.Hosting;
using Ingestion.Parser;
using Ingestion.Storage;
using Ingestion.TestSupport;

namespace Ingestion.House.Tests;

/// <summary>What the documents say is there.</summary>
public class DocumentTests
{
    [Theory]
    [InlineData("shared/Contracts", "## Words")]
    [InlineData("shared/News")]
    [InlineData("shared/Hosting", "## Options")]
    [InlineData("shared/Storage", "## Options")]
    [InlineData("services/Fetcher", "## Options")]
    [InlineData("services/Parser", "## Options")]
    [InlineData("services/Enricher", "## Options")]
    [InlineData("services/Indexer")]
    [InlineData("services/Desk", "## Options")]
    [InlineData("services/Standalone", "## Commands")]
    [InlineData("tests/bench", "## Measured")]
    [InlineData("tests/Chaos.Tests", "## Mutants", "## On record")]
    [InlineData("tests/mongo-standin")]
    [InlineData("deploy")]
    public void A_folder_says_what_it_is(string folder, params string[] headings)
    {
        var readme = File.ReadAllLines(Path.Combine(Repository.Root, folder, "README.md"));

        Assert.StartsWith("# ", readme[0], StringComparison.Ordinal);
        Assert.All(headings, heading => Assert.Contains(heading, readme));
    }

    private static readonly Assembly[] Assemblies =
        [typeof(FetcherServices).Assembly, typeof(ParserServices).Assembly, typeof(Enricher.EnricherServices).Assembly, typeof(Desk.DeskServices).Assembly, typeof(BusOptions).Assembly, typeof(StorageOptions).Assembly];

    public static TheoryData<string, string> Options
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var type in Assemblies.SelectMany(assembly => assembly.GetTypes()).Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal) && type.GetField("Section") is not null))
            {
                foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(property => property.CanWrite))
                {
                    data.Add(type.FullName!, property.Name);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void Every_option_is_in_the_readme_of_its_service_with_its_default(string type, string property)
    {
        var options = Assemblies.Select(assembly => assembly.GetType(type)).First(found => found is not null)!;
        var section = (string)options.GetField("Section")!.GetRawConstantValue()!;
        var folder = section switch { "Bus" => "shared/Hosting", "Storage" => "shared/Storage", _ => "services/" + section };
        var row = File.ReadLines(Path.Combine(Repository.Root, folder, "README.md")).SingleOrDefault(line => line.StartsWith($"| `{section}:{property}` |", StringComparison.Ordinal));

        Assert.True(row is not null, $"{folder}/README.md has no row for {section}:{property}");
        var value = options.GetProperty(property)!.GetValue(Activator.CreateInstance(options, nonPublic: true));
        var shown = value switch
        {
            null or "" => "none",
            System.Collections.ICollection { Count: 0 } => "none",
            System.Collections.IEnumerable list and not string => string.Join(", ", list.Cast<object>()),
            bool flag => flag ? "true" : "false",
            _ => FormattableString.Invariant($"{value}"),
        };
        Assert.Equal(shown, row.Split('|')[2].Trim().Trim('`'));
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void Every_number_among_the_options_has_a_range(string type, string property)
    {
        var options = Assemblies.Select(assembly => assembly.GetType(type)).First(found => found is not null)!.GetProperty(property)!;
        var bare = Nullable.GetUnderlyingType(options.PropertyType) ?? options.PropertyType;

        Assert.True(bare == typeof(string) || bare == typeof(bool) || !bare.IsValueType || options.GetCustomAttribute<RangeAttribute>() is not null);
    }

    [Fact]
    public void The_readme_has_the_two_commands_and_the_pipeline_of_the_forge_calls_the_second()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

        Assert.Contains("dotnet run -c Release --project services/Standalone -- demo", readme, StringComparison.Ordinal);
        Assert.Contains("bash tests/run.sh", readme, StringComparison.Ordinal);
        Assert.Contains("tests/run.sh", File.ReadAllText(Path.Combine(Repository.Root, ".ci", "run")), StringComparison.Ordinal);
        Assert.Contains("tests/run.sh", File.ReadAllText(Path.Combine(Repository.Root, ".github", "workflows", "ci.yml")), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_file_that_a_readme_names_is_there()
    {
        foreach (var readme in Directory.GetFiles(Repository.Root, "README.md", SearchOption.AllDirectories).Where(path => !path.Contains("node_modules", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal)))
        {
            var links = System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(readme), @"\]\((?!https?:|#|mailto:)(?<link>[^)#]+)", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
            Assert.All(links.Select(match => match.Groups["link"].Value), link =>
                Assert.True(Path.Exists(Path.Combine(Path.GetDirectoryName(readme)!, link)), $"{Path.GetRelativePath(Repository.Root, readme)} names {link}"));
        }
    }
}
