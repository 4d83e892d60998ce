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
        if (Repository.SharedData("data/enrichment/enrichment-dev.tar.xz") is not { } archive || Repository.SharedData("tools/enrichment_sets.py") is not { } tool)
        {
            Assert.Skip("The evaluation data is not beside this checkout.");
            return;
        }

        var folder = Directory.CreateTempSubdirectory("names-");
        try
        {
            await Shell.RunAsync("tar", ["-xJf", archive, "-C", folder.FullName]);
            await Shell.RunAsync("python3", ["-B", tool, "prepare", folder.FullName, Path.Combine(folder.FullName, "documents")]);
            var documents = NameDocument.Read(new FileInfo(Path.Combine(folder.FullName, "documents", set + ".jsonl"))).ToList();
            var rules = new RulesNer();

            var (model, byRules) = (Score(new PerceptronNer(NameModel.Shipped, rules), documents), Score(rules, documents));

            Assert.True(model.F1 >= floor, $"{set}: model {model}");
            Assert.True(byRules.F1 >= rulesFloor, $"{set}: rules {byRules}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static NameScore Score(INerProvider provider, IEnumerable<NameDocument> documents) =>
        documents.Select(document => NameScore.Of(provider, document)).Aggregate((left, right) => left + right);
}
