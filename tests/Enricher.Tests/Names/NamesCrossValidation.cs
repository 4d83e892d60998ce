using Ingestion.Bench.TrainNames;
using Ingestion.Enricher.Enrichment.Names;
using Ingestion.Enricher.Enrichment.Names.Perceptron;
using Ingestion.TestSupport;

namespace Ingestion.Enricher.Tests.Names;

/// <summary>What the features are worth on texts that the model was not trained on; with fewer passes than the shipped model and less data, so a little below the README.</summary>
[Trait("Kind", "Evaluation")]
public sealed class NamesCrossValidation(ITestOutputHelper output)
{
    private const int Folds = 3;

    // Sentences of one article stand side by side in the sets.
    private const int Neighbours = 20;

    private static readonly Dictionary<string, double> Floors = new()
    {
        ["uner-en_ewt-ud-dev"] = 0.64,
        ["uner-en_ewt-ud-test"] = 0.64,
        ["crossner-politics-train"] = 0.78,
        ["crossner-politics-dev"] = 0.78,
        ["wikigold"] = 0.70,
    };

    [Fact]
    public async Task Names_of_texts_not_seen_are_found_ten_points_better_than_by_rules()
    {
        using var sets = await NameSets.PrepareAsync();
        var (rows, rules) = (new FeatureRows(), new RulesNer());
        var lexicon = NameModel.Shipped.Lexicon;
        var texts = Floors.Keys
            .SelectMany(set => sets.Read(set).Select((document, at) => (Set: set, Fold: at / Neighbours % Folds, Text: new TrainingText(document, lexicon, rows))))
            .ToList();
        var training = new NameTraining(rows, lexicon, new NameTraining.Settings(Runs: 1, Epochs: 8, Dropout: 0.2, MinCount: 2, Prune: 0.01));
        var (model, byRules) = (new Dictionary<string, NameScore>(), new Dictionary<string, NameScore>());
        for (var left = 0; left < Folds; left++)
        {
            var provider = new PerceptronNer(new NameModel(training.Train([.. texts.Where(text => text.Fold != left).Select(text => text.Text)])), rules);
            foreach (var (set, _, text) in texts.Where(text => text.Fold == left))
            {
                model[set] = model.GetValueOrDefault(set, new NameScore(0, 0, 0)) + NameScore.Of(provider, text.Document);
                byRules[set] = byRules.GetValueOrDefault(set, new NameScore(0, 0, 0)) + NameScore.Of(rules, text.Document);
            }
        }

        foreach (var (set, score) in model)
        {
            output.WriteLine($"{set}: model {score}, rules {byRules[set]}");
        }

        Assert.All(Floors, floor => Assert.True(model[floor.Key].F1 >= floor.Value && model[floor.Key].F1 >= byRules[floor.Key].F1 + 0.10, $"{floor.Key}: model {model[floor.Key]}, rules {byRules[floor.Key]}"));
    }
}
