using Ingestion.Bench.Train;
using Ingestion.Parser.Extraction.BodyText;
using Ingestion.TestSupport;

namespace Ingestion.Parser.Tests.BodyText;

[Trait("Kind", "Evaluation")]
public class BodyEvaluation
{
    /// <summary>
    /// Below what the shipped model reaches on pages that it was trained on: a change to blocks, features, choice or filters that is not followed by a new
    /// training shows here. What it is worth on sites that it has not seen is in the bench's README.
    /// </summary>
    [Theory]
    [InlineData("scrapinghub", 0.985, 0.6)]
    [InlineData("fundus-tests", 0.975, 0.47)]
    [InlineData("fundus-eval", 0.97, 0.7)]
    [InlineData("naeb", 0.96, 0.4)]
    public async Task The_bodies_of_the_development_pages_are_found(string set, double floor, double exactFloor)
    {
        using var sets = await EvaluationSets.UnpackAsync([$"extraction/{set}"]);
        var (f1, precision, recall, accuracy, lost) = BodyScore.Of(
            [.. TrainingPage.Read(new DirectoryInfo(Path.Combine(sets.Folder.FullName, set))).Select(page => page.Score(BodyModel.Shipped))]);

        Assert.True(f1 >= floor && accuracy >= exactFloor, $"{set}: F1 {f1:0.0000}, precision {precision:0.000}, recall {recall:0.000}, exact {accuracy:0.000}, below one half {lost}");
    }
}
