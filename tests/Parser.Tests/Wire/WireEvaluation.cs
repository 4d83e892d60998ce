using System.Globalization;
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
    // NewsML-G2 items that carry no news: refused for what they are.
    private static readonly string[] NoNews = ["packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem", "catalog", "contentSet", "contentMeta", "groupSet"];

    internal static (ParseResult Result, WireRead? Read) Parse(string path)
    {
        var (bytes, document, options) = (File.ReadAllBytes(path), Pages.Document(WireFormatTests.Urn, path.EndsWith(".xml", StringComparison.Ordinal) ? "application/xml" : "application/json") with { FetchedAt = new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero) }, new ParserOptions());
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

    // Read off the files by eye, with the specifications beside them: id, version, headline, slug line, urgency, published, provider, first subject.
    public static TheoryData<string, string?[]> Expectations => new()
    {
        { "newsml-g2/examples/LISTING_1_A_NewsML-G2_News_Item.xml", ["urn:newsml:acmenews.com:20161018:US-FINANCE-FED", "11", "Fed to halt QE to avert \"bubble\"", "US-Finance-Fed", null, "2016-10-18T13:12:21-05:00", "REUTERS", "medtop:04000000"] },
        { "newsml-g2/examples/LISTING_2_NewsML-G2_Text_Document.xml", ["urn:newsml:acmenews.com:20161121:US-FINANCE-FED", "11", "Fed to halt QE to avert \"bubble\"", "US-Finance-Fed", null, "2016-11-21T15:21:06-05:00", "http://www.acmenews.com/about/", "medtop:04000000"] },
        { "newsml-g2/examples/Receiver View.xml", ["urn:newsml:NAG.com:20161121:US-FINANCE-FED", "11", "Fed to halt QE to avert \"bubble\"", "US-Finance-Fed", "5", "2016-11-21T15:21:06-05:00", "http://www.NAG.com/about/", "medtop:04000000"] },
        { "newsml-g2/examples/LISTING_22_Sports_story_in_NewsML-G2NITF.xml", ["tag:xmlteam.com,2016:xt.5932656-preview", "11", "Preview: Arizona Diamondbacks (29-23) at Philadelphia Phillies (26-24), 7:05 p.m.", "AAV!PREVIEW-ARI-PHI", null, "2016-10-19T11:15:00-05:00", "www.xmlteam.com", "medtop:20000822"] },
        { "newsml-g2/examples/LISTING_27_Company_Financial_Information.xml", ["urn:newsml:acmenews.com:20161019:201003230594296001", "11", "Acme Widgets announces annual results", null, null, "2016-10-19T13:15:00+00:00", "http://www.acmenews.com", "Acme Widget"] },
        { "newsml-g2/examples/LISTING_26_Embedded_photo_metadata_fields_mapped_to_NewsML-G2.xml", ["tag:acmenews.com,2008:WORLD-NEWS:USA20081208098658", "11", "A firefighter walks past the remains of a military jet that crashed into homes in the University City neighborhood of San Bernardino", "USA-CRASH/MILITARY", "4", "2008-12-08T17:30:00-08:00", "acmenews", "int001"] },
        { "newsml-g2/2.12/should_pass/001_simplest_file.xml", ["simplest-test", null, null, null, null, "2020-06-22T12:00:00+03:00", "IPTC", null] },
        { "newsml-g2/2.34/should_pass/CR00218_increase_nesting_of_related.xml", ["urn:newsml:acmenews.com:20240209:US-FINANCE-FED", "11", "Fed to halt QE to avert \"bubble\"", "US-Finance-Fed", null, "2016-11-21T15:21:06-05:00", "http://www.acmenews.com/about/", "medtop:04000000"] },
        { "ninjs/1.0/should_pass/013_version.json", ["013_version", null, null, null, null, null, null, null] },
        { "ninjs/1.0/should_pass/057_object_complete.json", ["057_object_complete", null, null, null, null, null, null, null] },
        { "ninjs/1.0/should_pass/064_associations_multiple.json", ["064_associations_multiple", "1", "Dell Redefines Workstation Computing Boundaries with Smallest Tower and Most Powerful Rack Workstations", null, null, "2013-05-16T04:01:00+00:00", null, null] },
        { "ninjs/1.3/should_pass/001_ninjs_example.json", ["http://ninjs.example.com/newsitems/ninjs1-3-tests", null, "Test of three new properties", null, null, null, null, null] },
        { "ninjs/2.1/should_pass/001_ninjs_example.json", ["http://ninjs.example.com/newsitems/ninjs2-1-tests", null, "Test of ninjs 2.1 properties", null, null, null, null, null] },
        { "ninjs/3.0/should_pass/001_ninjs_example.json", ["http://ninjs.example.com/newsitems/ninjs3-0-tests", null, "Test of ninjs 3.0 properties", null, null, null, null, null] },
    };

    [Theory]
    [MemberData(nameof(Expectations))]
    public void A_file_that_should_pass_gives_the_fields_that_it_has(string file, string?[] expected)
    {
        var path = EvaluationSets.Shared("data/wire/" + file);

        var item = Assert.IsType<WireRead.Item>(Parse(path).Read).Read;

        var subject = item.Subjects.Count == 0 ? null : item.Subjects[0].Code ?? item.Subjects[0].Name;
        string?[] read = [item.Id, Text(item.Version), item.Headline, item.Slugline, Text(item.Urgency), item.Published?.At.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture), item.Provider, subject];
        Assert.Equal(expected, read);
    }

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    public static TheoryData<string, string, string> Statuses => new()
    {
        { "ninjs/1.0/should_pass/022_pubstatus_withheld.json", PubStatus.Withheld, "" },
        { "ninjs/1.0/should_pass/023_pubstatus_canceled.json", PubStatus.Canceled, "" },
        { "ninjs/1.0/should_pass/016_versioncreated_bad_datetime.json", PubStatus.Usable, "date-unread" },
        { "newsml-g2/examples/LISTING_1_A_NewsML-G2_News_Item.xml", PubStatus.Usable, "" },
    };

    [Theory]
    [MemberData(nameof(Statuses))]
    public void A_file_that_should_pass_gives_its_status_and_what_could_not_be_read(string file, string status, string warnings)
    {
        var path = EvaluationSets.Shared("data/wire/" + file);

        var item = Assert.IsType<WireRead.Item>(Parse(path).Read).Read;

        Assert.Equal((status, warnings), (item.PubStatus, string.Join(' ', item.Warnings)));
    }

    [Fact]
    public void An_embargoed_file_keeps_the_end_of_its_embargo_and_its_note()
    {
        var path = EvaluationSets.Shared("data/wire/newsml-g2/examples/LISTING_1_A_NewsML-G2_News_Item.xml");

        var item = Assert.IsType<WireRead.Item>(Parse(path).Read).Read;

        Assert.Equal(new DateTimeOffset(2018, 10, 23, 12, 0, 0, TimeSpan.Zero), item.EmbargoedUntil);
        Assert.StartsWith("Note to editors: STRICTLY EMBARGOED. Not for public release until 12noon on Friday", item.Notes[^1], StringComparison.Ordinal);
        Assert.Equal("Berlin", item.Place);
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

    private static IEnumerable<string> Files(string kind) =>
        Directory.EnumerateFiles(EvaluationSets.Shared("data/wire"), "*", SearchOption.AllDirectories)
            .Where(path => path.Contains($"{Path.DirectorySeparatorChar}{kind}{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && (path.EndsWith(".xml", StringComparison.Ordinal) || path.EndsWith(".json", StringComparison.Ordinal))).Order(StringComparer.Ordinal);
}
