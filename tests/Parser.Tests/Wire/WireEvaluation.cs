using Ingestion.Contracts;
using Ingestion.Parser.Extraction;
using Ingestion.Parser.Extraction.Wire;
using Ingestion.Parser.Tests.Extraction;
using Ingestion.TestSupport;

namespace Ingestion.Parser.Tests.Wire;

/// <summary>The test files of the standards: those that should pass are read, those that should fail are refused.</summary>
[Trait("Kind", "Evaluation")]
public class WireEvaluation
{
    private const string Absent = "The evaluation data is not beside this checkout.";

    private static readonly string? Folder = Repository.SharedData("data/wire");

    // NewsML-G2 items that carry no news: refused for what they are.
    private static readonly string[] NoNews = ["packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem", "catalog", "contentSet", "contentMeta", "groupSet"];

    internal static (ParseResult Result, WireRead? Read) Parse(string path)
    {
        var (bytes, document, options) = (File.ReadAllBytes(path), Pages.Document(WireFormatTests.Urn, contentType: null) with { FetchedAt = new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero) }, new ParserOptions());
        return (DocumentParser.Parse(bytes, document, options), WireDocument.Read(bytes, document, options));
    }

    [Fact]
    public void Every_file_that_should_pass_is_read()
    {
        var wrong = new List<string>();
        var files = Files("should_pass").Concat(Files("examples")).ToList();
        foreach (var path in files)
        {
            var (result, read) = Parse(path);
            var isNews = path.EndsWith(".json", StringComparison.Ordinal) || !NoNews.Contains(XmlItem.RootName(File.ReadAllText(path)));
            switch (read)
            {
                case WireRead.Item { Read.Id: null }:
                    wrong.Add($"{path}: no id");
                    break;
                case WireRead.Refused { Reason: not RejectReason.UnsupportedType } refused:
                    wrong.Add($"{path}: {refused.Reason}: {refused.Detail}");
                    break;
                case WireRead.Refused refused when isNews && !path.Contains("LISTING_24_", StringComparison.Ordinal):
                    wrong.Add($"{path}: {refused.Reason}: {refused.Detail}");
                    break;
            }

            if (result is ParseResult.Rejected { Reason: RejectReason.Malformed })
            {
                wrong.Add($"{path}: malformed");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Distinct()));
        Assert.True(files.Count > 100, $"{files.Count} files");
    }

    [Fact]
    public void Every_file_that_should_fail_is_refused_with_a_reason()
    {
        var files = Files("should_fail").ToList();
        foreach (var path in files)
        {
            var rejected = Parse(path).Result as ParseResult.Rejected;

            Assert.True(rejected is not null, $"{path} was taken for a news item");
            Assert.EndsWith(".", rejected.Detail, StringComparison.Ordinal);
        }

        Assert.True(files.Count > 20, $"{files.Count} files");
    }

    private static IEnumerable<string> Files(string kind)
    {
        if (Folder is null)
        {
            Assert.Skip(Absent);
        }

        return Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Where(path => path.Contains($"{Path.DirectorySeparatorChar}{kind}{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && (path.EndsWith(".xml", StringComparison.Ordinal) || path.EndsWith(".json", StringComparison.Ordinal))).Order(StringComparer.Ordinal);
    }
}
