using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Ingestion.Enricher.Enrichment.Names;
using Ingestion.Enricher.Enrichment.Names.Perceptron;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Bench.TrainNames;

/// <summary>Trains the model that finds names in English text, and says what it is worth on texts that it has not seen.</summary>
internal static class TrainNamesCommand
{
    public static Command Create()
    {
        var data = new Argument<DirectoryInfo>("DATA") { Description = "Documents with names, *.jsonl, and GUM documents, *.conllu, at any depth." };
        var lexica = new Option<DirectoryInfo>("--lexica") { Description = "WordNet, SCOWL, people's names and cities; see the README.", Required = true };
        var folds = new Option<int>("--folds") { Description = "Trains on all texts but a share, for each share in turn, and prints the figures on those left out." };
        var output = new Option<FileInfo?>("--out") { Description = "Trains on all texts and writes the model here." };
        var unseen = new Option<bool>("--unseen") { Description = "Trains without a whole set, for each set in turn, and prints the figures on it." };
        var epochs = new Option<int>("--epochs") { DefaultValueFactory = _ => 12 };
        var runs = new Option<int>("--runs") { DefaultValueFactory = _ => 3 };
        var dropout = new Option<double>("--dropout") { DefaultValueFactory = _ => 0.1 };
        var minCount = new Option<int>("--min-count") { DefaultValueFactory = _ => 2 };
        var prune = new Option<double>("--prune") { DefaultValueFactory = _ => 0.01 };
        var without = new Option<string[]>("--without") { DefaultValueFactory = _ => [] };
        var command = new Command("train-names", "Trains the model that finds names in English text.") { data, lexica, folds, output, unseen, epochs, runs, dropout, minCount, prune, without };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(data), parsed.GetRequiredValue(lexica), parsed.GetValue(folds), parsed.GetValue(output), parsed.GetValue(unseen),
            new NameTraining.Settings(parsed.GetValue(runs), parsed.GetValue(epochs), parsed.GetValue(dropout), parsed.GetValue(minCount), parsed.GetValue(prune)), parsed.GetValue(without)!, Console.Out));
        return command;
    }

    private static int Run(DirectoryInfo data, DirectoryInfo lexica, int folds, FileInfo? output, bool unseen, NameTraining.Settings settings, string[] without, TextWriter console)
    {
        var clock = Stopwatch.StartNew();
        var lexicon = new LexiconBuilder(lexica).Build();
        var rows = new FeatureRows();
        var texts = Documents(data).Where(document => !without.Contains(document.Set)).Select(document => new TrainingText(document, lexicon, rows)).ToArray();
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{texts.Length} texts, {texts.Sum(text => text.Tokens.Length)} tokens, {rows.Hashes.Count} features; lexicon {lexicon.Words} words, {lexicon.Phrases} names"));
        foreach (var set in texts.GroupBy(text => text.Document.Set))
        {
            console.WriteLine($"  {set.Key}: {set.Count()} texts, {set.Sum(text => text.Tokens.Length)} tokens, {set.Sum(text => text.Document.Names.Count)} names, {set.Sum(text => text.NotAligned)} of them not aligned");
        }

        var rules = new RulesNer();
        Print(console, "rules", texts, texts.ToDictionary(text => text, text => Score(rules, text.Document)));
        var training = new NameTraining(rows, lexicon, settings);
        if (folds > 1)
        {
            var (found, whole) = (new Dictionary<TrainingText, NameScore>(), new Dictionary<TrainingText, NameScore>());
            var fold = Folds(texts, folds);
            for (var left = 0; left < folds; left++)
            {
                var model = Reread(training.Train([.. texts.Where(text => fold[text] != left)]));
                var provider = new PerceptronNer(model, rules);
                foreach (var text in texts.Where(text => fold[text] == left))
                {
                    (found[text], whole[text]) = (Score(model, text), Score(provider, text.Document));
                }
            }

            Print(console, string.Create(CultureInfo.InvariantCulture, $"{folds} folds, tagger"), texts, found);
            Print(console, string.Create(CultureInfo.InvariantCulture, $"{folds} folds, whole"), texts, whole);
        }

        if (unseen)
        {
            var found = new Dictionary<TrainingText, NameScore>();
            foreach (var family in texts.GroupBy(text => text.Document.Set.Split('-')[0]))
            {
                var model = Reread(training.Train([.. texts.Where(text => text.Document.Set.Split('-')[0] != family.Key)]));
                foreach (var text in family)
                {
                    found[text] = Score(model, text);
                }
            }

            Print(console, "unseen sets", texts, found);
        }

        if (output is not null)
        {
            var model = training.Train(texts);
            using (var stream = output.Create())
            {
                model.Write(stream);
            }

            output.Refresh();
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{output.Name}: {output.Length} bytes, {model.Features} features"));
            Print(console, "on its own texts", texts, texts.ToDictionary(text => text, text => Score(model, text)));
        }

        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalSeconds:0} s"));
        return 0;
    }

    private static IEnumerable<NameDocument> Documents(DirectoryInfo data) =>
        data.EnumerateFiles("*", SearchOption.AllDirectories).OrderBy(file => file.Name, StringComparer.Ordinal)
            .SelectMany(file => file.Extension switch { ".jsonl" => NameDocument.Read(file), ".conllu" => [GumReader.Read(file)], _ => [] });

    // Sentences of one article stand side by side in the sets: twenty neighbours stay together.
    private static Dictionary<TrainingText, int> Folds(TrainingText[] texts, int folds) =>
        texts.GroupBy(text => text.Document.Set)
            .SelectMany(set => set.Select((text, at) => (text, fold: (set.Sum(other => other.Tokens.Length) / set.Count() < 100 ? at / 20 : at) % folds)))
            .ToDictionary(pair => pair.text, pair => pair.fold);

    private static NameModel Reread(NameModel model)
    {
        using var stream = new MemoryStream();
        model.Write(stream);
        stream.Position = 0;
        return NameModel.Read(stream);
    }

    // As the enricher tells them: what the document says of the names counts too.
    private static NameScore Score(INerProvider provider, NameDocument document)
    {
        var tokens = Tokenizer.Cut(document.Text);
        var drafts = EntityBuilder.Build(provider.Find(document.Text, tokens, "en"));
        return NameScore.Of(drafts.SelectMany(draft => draft.Mentions.Select(mention => (draft.Type, tokens[mention.NameFirst].Start, tokens[mention.End - 1].End))), document.Names);
    }

    private static NameScore Score(NameModel model, TrainingText text) =>
        NameScore.Of(NameTagger.Tag(model, text.Facts).Select(name => (name.Type, text.Tokens[name.First].Start, text.Tokens[name.End - 1].End)), text.Document.Names);

    private static void Print(TextWriter console, string what, TrainingText[] texts, Dictionary<TrainingText, NameScore> found)
    {
        foreach (var set in texts.GroupBy(text => text.Document.Set))
        {
            console.WriteLine($"{what,-18} {set.Key,-20} n={set.Count(),-5} {set.Select(text => found[text]).Aggregate((left, right) => left + right)}");
        }
    }
}
