using Ingestion.Bench.TrainNames;
using Ingestion.Enricher.Enrichment.Names;
using Ingestion.Enricher.Enrichment.Names.Perceptron;
using Ingestion.Enricher.Enrichment.Text;
using Ingestion.TestSupport;

namespace Ingestion.Enricher.Tests.Names;

[Trait("Kind", "Evaluation")]
public sealed class NamesEvaluation
{
    /// <summary>
    /// Below what the shipped model reaches on texts that it was trained on, and what the rules reach: a change to tokens, features or document logic that is not
    /// followed by a new training shows here. What it is worth on texts that it has not seen is in the enricher's README.
    /// </summary>
    [Theory]
    [InlineData("uner-en_ewt-ud-test", 0.94, 0.51)]
    [InlineData("crossner-politics-dev", 0.95, 0.63)]
    [InlineData("wikigold", 0.94, 0.56)]
    public async Task The_names_of_the_development_sets_are_found(string set, double floor, double rulesFloor)
    {
        using var sets = await NameSets.PrepareAsync();
        var documents = sets.Read(set).ToList();
        var rules = new RulesNer();

        var (model, byRules) = (Score(new PerceptronNer(NameModel.Shipped, rules), documents), Score(rules, documents));

        Assert.True(model.F1 >= floor, $"{set}: model {model}");
        Assert.True(byRules.F1 >= rulesFloor, $"{set}: rules {byRules}");
    }

    private static NameScore Score(INerProvider provider, IEnumerable<NameDocument> documents) =>
        documents.Select(document => NameScore.Of(provider, document)).Aggregate((left, right) => left + right);
}
