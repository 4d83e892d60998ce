using Ingestion.Bench.Copies;
using Ingestion.Enricher.Copies;
using Ingestion.TestSupport;

namespace Ingestion.Enricher.Tests.Copies;

[Trait("Kind", "Evaluation")]
public class CopyEvaluation
{
    /// <summary>Pairs of the development sets that hold the same text: an essay that two magazines carry, and one shop's terms on two of its pages.</summary>
    private const int TrueNaturalCopies = 2;

    [Fact]
    public async Task Copies_of_the_development_texts_are_found_and_no_other_pair_is_taken_for_one()
    {
        using var sets = await EvaluationSets.UnpackAsync(["extraction/scrapinghub", "extraction/fundus-tests", "extraction/fundus-eval", "extraction/naeb", "extraction/wcxb-article", "enrichment/enrichment"], "--exclude=html");
        var texts = NaturalTexts.Read(sets.Folder, CopySketcher.MinWords);
        var pairs = (long)texts.Count * (texts.Count - 1) / 2;
        Assert.True(pairs >= 390_000, $"{pairs} pairs");
        Assert.InRange(CopyRecall.Candidates(texts).Count(pair => pair.AreCopies), 0, TrueNaturalCopies);
        Assert.All(
            CopyRecall.Of([.. texts.Where(text => text.Split(' ').Length >= 4 * CopySketcher.MinWords)], seed: 1),
            variant => Assert.True(variant.Found >= (variant.Floor ?? 0.9), $"{variant.Name}: {variant.Found:P2}"));
    }
}
