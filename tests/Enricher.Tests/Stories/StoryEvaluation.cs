using Ingestion.Bench.Copies;
using Ingestion.Bench.Stories;
using Ingestion.Contracts;
using Ingestion.Enricher.Stories;
using Ingestion.TestSupport;

namespace Ingestion.Enricher.Tests.Stories;

[Trait("Kind", "Evaluation")]
public class StoryEvaluation
{
    [Fact]
    public async Task Articles_that_have_an_event_and_no_sentence_in_common_are_one_story()
    {
        using var sets = await EvaluationSets.UnpackAsync(["extraction/scrapinghub", "extraction/fundus-tests", "extraction/naeb"], "--exclude=html");
        var (precision, recall, f) = BCubed.Of(Cluster(SplitTexts.Of(NaturalTexts.Read(sets.Folder, 300), seed: 1)));

        Assert.True(f >= 0.85, $"BCubed precision {precision:F3}, recall {recall:F3}, F {f:F3}");
    }

    private static List<(string Group, string Right)> Cluster(List<(string Id, string Story, string Text)> articles)
    {
        var (active, now) = (new ActiveStories(0), new DateTimeOffset(2026, 3, 5, 0, 0, 0, TimeSpan.Zero));
        List<(string Group, string Right)> found = [];
        foreach (var (id, right, text) in articles)
        {
            var article = new ArticleEnriched(Articles.Parsed("", [text])) with { ArticleId = id, Language = new Language { Tag = "en", Confidence = 1, By = "test" } };
            var story = StoryChanges.Join(active, article, id, new HashSet<string> { id }, now);
            active.Saved([story], story.Sequence, now.AddDays(-7));
            found.Add((story.StoryId, right));
        }

        return found;
    }
}
