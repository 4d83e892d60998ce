using Ingestion.Bench.Train;

namespace Ingestion.Parser.Tests.BodyText;

public class LabelsTests
{
    private const string One = "the port was shut on Monday when the cranes stood still";
    private const string Two = "twenty ships were waiting in the bay for somebody to unload them";
    private const string Other = "a lighthouse keeper retires at ninety and moves to the hills";

    [Theory]
    [InlineData("blocks that the truth holds", $"{One}|{Other}|{Two}", $"{One} {Two}", "101")]
    [InlineData("a passage printed twice, where its neighbours are the body's too", $"{One}|{Other}|{Other} again|no no no no no|{One}|{Two}", $"{One} {Two}", "000011")]
    [InlineData("a heading between two paragraphs, and the same words elsewhere", $"What next|{Other}|{One}|What next|{Two}", $"{One} What next {Two}", "00111")]
    [InlineData("a last line too short for four words", $"{One}|He agreed|{Other}", $"{One} He agreed", "110")]
    [InlineData("a first line too short for four words", $"So what|{One}", $"So what {One}", "11")]
    [InlineData("a block of which half is something else", $"{One} and then {Other} and more of what is not there at all today", One, "0")]
    [InlineData("a truth that the page does not hold", $"{One}|{Two}", Other, "00")]
    public void A_block_is_the_bodys_when_the_truth_holds_it(string because, string blocks, string truth, string expected)
    {
        var labels = Labels.Of(Shingles.Words(truth), [.. blocks.Split('|').Select(Shingles.Words)]);

        Assert.True(string.Concat(labels.Select(label => label ? '1' : '0')) == expected, $"{because}: {string.Concat(labels.Select(label => label ? '1' : '0'))}");
    }

    [Theory]
    [InlineData("a b c d", "a b c d", 1)]
    [InlineData("a b c d e", "a b c d", 2.0 / 3)]
    [InlineData("a b", "a b", 1)]
    [InlineData("a b", "a c", 0)]
    [InlineData("Ärger, über_alles!", "Ärger über_alles", 1)]
    [InlineData("a b c d", "", 0)]
    public void Bodies_are_scored_by_four_words_in_a_row(string truth, string found, double expected) =>
        Assert.Equal(expected, BodyScore.Of(Shingles.Words(truth), Shingles.Words(found), []).F1, 9);

    [Theory]
    [InlineData("taken, it counts as wanted", "a b c d x y z v", 1)]
    [InlineData("left out, it is not missed", "a b c d", 1)]
    public void An_optional_paragraph_costs_nothing(string because, string found, double expected) =>
        Assert.True(Math.Abs(BodyScore.Of(Shingles.Words("a b c d"), Shingles.Words(found), [Shingles.Words("x y z v")]).F1 - expected) < 1e-9, because);
}
