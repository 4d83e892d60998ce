using System.Text.Json;
using Ingestion.Contracts;
using Ingestion.Parser.Extraction;
using Ingestion.TestSupport;

namespace Ingestion.Parser.Tests.Extraction;

[Trait("Kind", "Evaluation")]
public class SeedEvaluation
{
    [Fact]
    public void The_acceptance_article_is_read_as_it_was_annotated()
    {
        var path = EvaluationSets.Shared("data/seed/gold.json");

        using var gold = JsonDocument.Parse(File.ReadAllText(path));
        var file = gold.RootElement.GetProperty("source").GetProperty("file").GetString()!;
        var bytes = File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(path)!, file));

        var extraction = DocumentParser.Parse(bytes, Pages.Document("urn:sha256:" + new string('a', 64), "text/plain"), new ParserOptions());

        var item = Assert.IsType<ParseResult.Article>(extraction).Item;
        Assert.Equal(gold.RootElement.GetProperty("title").GetString(), item.Headline);
        Assert.Equal(
            gold.RootElement.GetProperty("paragraphs").EnumerateArray().Select(paragraph => paragraph.GetString()),
            item.Body.Blocks.Select(block => item.Body.Text[block.Start..block.End]));
        Assert.Equal(PubStatus.Usable, item.PubStatus);
        Assert.Null(item.Byline);
        Assert.Null(item.Dateline);
    }
}
