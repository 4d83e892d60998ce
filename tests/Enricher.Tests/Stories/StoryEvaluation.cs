using Ingestion.Bench.Copies;
using Ingestion.Bench.Stories;
using Ingestion.Enricher.Stories;
using Ingestion.Storage;
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
        var (vectors, at, sigma) = (new StoryVectors(), new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero), TimeSpan.FromDays(3));
        List<(string Group, string Right)> found = [];
        foreach (var (id, right, text) in articles)
        {
            var features = StoryFeatures.Of("", text, "en");
            var (like, likeness) = vectors.MostLike(features, at, sigma);
            var story = like is not null && likeness >= StoryVectors.Threshold(features)
                ? like
                : new Story { StoryId = id, Version = 1, Sequence = 1, LanguageTag = "en", Members = [], Terms = [], UpdatedAt = at };
            vectors.Put(story with
            {
                Members = [.. story.Members, new StoryMember { ArticleId = id, GroupId = id, At = at, Headline = "" }],
                Terms = StoryVectors.Sum(story.Terms, features),
                UpdatedAt = at,
            });
            found.Add((story.StoryId, right));
        }

        return found;
    }
}
