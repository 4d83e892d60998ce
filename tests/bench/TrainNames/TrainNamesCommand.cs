using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Ingestion.Enricher.Enrichment.Names;
using Ingestion.Enricher.Enrichment.Names.Perceptron;

namespace Ingestion.Bench.TrainNames;

/// <summary>Trains the model that finds names in English text, and says what it is worth on texts that it has not seen.</summary>
internal static class TrainNamesCommand
{
    private const int MarginStep = 100;

    public static Command Create()
    {
        var data = new Argument<DirectoryInfo>("DATA") { Description = "Documents with names, *.jsonl, and GUM documents, *.conllu, at any depth." };
        var lexica = new Option<DirectoryInfo>("--lexica") { Description = "WordNet, SCOWL, people's names and cities; see the README.", Required = true };
        var folds = new Option<int>("--folds") { Description = "Trains on all texts but a share, for each share in turn, and prints the figures on those left out." };
        var output = new Option<FileInfo?>("--out") { Description = "Trains on all texts and writes the model here." };
        var unseen = new Option<bool>("--unseen") { Description = "Trains without a whole set, for each set in turn, and prints the figures on it." };
        var answers = new Option<DirectoryInfo?>("--answers") { Description = "With --folds: writes the names found in texts not seen, SET.jsonl for each set." };
        var epochs = new Option<int>("--epochs") { Description = "Passes over all sentences.", DefaultValueFactory = _ => 12 };
        var runs = new Option<int>("--runs") { Description = "Orders of the sentences whose weights are averaged.", DefaultValueFactory = _ => 4 };
        var dropout = new Option<double>("--dropout") { Description = "Share of features left out at random.", DefaultValueFactory = _ => 0.2 };
        var minCount = new Option<int>("--min-count") { Description = "Tokens that a feature must have.", DefaultValueFactory = _ => 2 };
        var prune = new Option<double>("--prune") { Description = "Rows whose weights are all below this share of the largest are dropped.", DefaultValueFactory = _ => 0.01 };
        var without = new Option<string[]>("--without") { Description = "A set that is left out; may be given several times.", DefaultValueFactory = _ => [] };
        var command = new Command("train-names", "Trains the model that finds names in English text.") { data, lexica, folds, output, unseen, answers, epochs, runs, dropout, minCount, prune, without };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(data), parsed.GetRequiredValue(lexica), parsed.GetValue(folds), parsed.GetValue(output), parsed.GetValue(unseen), parsed.GetValue(answers),
            new NameTraining.Settings(parsed.GetValue(runs), parsed.GetValue(epochs), parsed.GetValue(dropout), parsed.GetValue(minCount), parsed.GetValue(prune)), parsed.GetValue(without)!, Console.Out));
        return command;
    }

    private static int Run(DirectoryInfo data, DirectoryInfo lexica, int folds, FileInfo? output, bool unseen, DirectoryInfo? answers, NameTraining.Settings settings, string[] without, TextWriter console)
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
        Print(console, "rules", texts, texts.ToDictionary(text => text, text => NameScore.Of(rules, text.Document)));
        var training = new NameTraining(rows, lexicon, settings);
        if (folds > 1)
        {
            var names = new Dictionary<TrainingText, IReadOnlyList<(string Type, int Start, int End)>>();
            var margins = new SortedDictionary<int, NameScore>();
            var (found, whole) = (new Dictionary<TrainingText, NameScore>(), new Dictionary<TrainingText, NameScore>());
            var fold = Folds(texts, folds);
            for (var left = 0; left < folds; left++)
            {
                var model = new NameModel(training.Train([.. texts.Where(text => fold[text] != left)]));
                var provider = new PerceptronNer(model, rules);
                foreach (var text in texts.Where(text => fold[text] == left))
                {
                    Count(model, text, margins);
                    names[text] = NameScore.Names(provider, text.Document);
                    (found[text], whole[text]) = (Score(model, text), NameScore.Of(names[text], text.Document.Names));
                }
            }

            Print(console, string.Create(CultureInfo.InvariantCulture, $"{folds} folds, tagger"), texts, found);
            Print(console, string.Create(CultureInfo.InvariantCulture, $"{folds} folds, whole"), texts, whole);
            foreach (var (margin, score) in margins)
            {
                console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"margin from {margin * MarginStep}: {score.Found} names, {score.Precision:0.000} of them right"));
            }

            if (answers is not null)
            {
                Write(answers, names);
            }
        }

        if (unseen)
        {
            var found = new Dictionary<TrainingText, NameScore>();
            foreach (var family in texts.GroupBy(text => text.Document.Set.Split('-')[0]))
            {
                var model = new NameModel(training.Train([.. texts.Where(text => text.Document.Set.Split('-')[0] != family.Key)]));
                foreach (var text in family)
                {
                    found[text] = Score(model, text);
                }
            }

            Print(console, "unseen sets", texts, found);
        }

        if (output is not null)
        {
            var weights = training.Train(texts);
            using (var stream = output.Create())
            {
                weights.Write(stream);
            }

            output.Refresh();
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{output.Name}: {output.Length} bytes, {weights.Features.Count} features"));
            var model = new NameModel(weights);
            Print(console, "on its own texts", texts, texts.ToDictionary(text => text, text => Score(model, text)));
        }

        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalSeconds:0} s"));
        return 0;
    }

    private static void Write(DirectoryInfo folder, Dictionary<TrainingText, IReadOnlyList<(string Type, int Start, int End)>> names)
    {
        folder.Create();
        foreach (var set in names.GroupBy(text => text.Key.Document.Set))
        {
            File.WriteAllLines(
                Path.Combine(folder.FullName, set.Key + ".jsonl"),
                set.Select(text => JsonSerializer.Serialize(new { id = text.Key.Document.Id, entities = text.Value.Select(name => new { type = name.Type, start = name.Start, end = name.End }) })));
        }
    }

    private static IEnumerable<NameDocument> Documents(DirectoryInfo data) =>
        data.EnumerateFiles("*", SearchOption.AllDirectories).OrderBy(file => file.Name, StringComparer.Ordinal)
            .SelectMany(file => file.Extension switch { ".jsonl" => NameDocument.Read(file), ".conllu" => [GumReader.Read(file)], _ => [] });

    // Sentences of one article stand side by side in the sets: twenty neighbours stay together.
    private static Dictionary<TrainingText, int> Folds(TrainingText[] texts, int folds) =>
        texts.GroupBy(text => text.Document.Set)
            .SelectMany(set => set.Select((text, at) => (text, fold: (set.Sum(other => other.Tokens.Length) / set.Count() < 100 ? at / 20 : at) % folds)))
            .ToDictionary(pair => pair.text, pair => pair.fold);

    // How often names are right that the model was so sure of: what confidence is made from.
    private static void Count(NameModel model, TrainingText text, SortedDictionary<int, NameScore> margins)
    {
        foreach (var name in NameTagger.Tag(model, text.Facts))
        {
            var right = text.Document.Names.Contains((name.Type, text.Tokens[name.First].Start, text.Tokens[name.End - 1].End));
            var step = Math.Clamp((int)Math.Floor((double)name.Margin / MarginStep), -3, 8);
            margins[step] = margins.GetValueOrDefault(step, new NameScore(0, 0, 0)) + new NameScore(right ? 1 : 0, 1, 0);
        }
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
