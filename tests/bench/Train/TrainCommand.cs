using System.CommandLine;
using System.Globalization;
using Ingestion.Parser.Extraction.BodyText;

namespace Ingestion.Bench.Train;

/// <summary>Trains the model that finds bodies, and says what it is worth on sites that it has not seen.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("FOLDER") { Description = "Sets of annotated pages, one folder each: html/ID.html, urls.json, truth.json." };
        var folds = new Option<int>("--folds") { Description = "Trains on all sites but a share, for each share in turn, and prints the figures on those left out." };
        var output = new Option<FileInfo?>("--out") { Description = "Trains on all pages and writes the model here." };
        var shipped = new Option<bool>("--shipped") { Description = "Prints the figures of the model that the parser ships with." };
        var models = new Option<DirectoryInfo?>("--models") { Description = "Keeps the models of the folds here and uses those that it finds: what comes after the model can be changed without a new training." };
        var faults = new Option<string?>("--faults") { Description = "Writes what the folds' models get wrong, page by page." };
        var command = new Command("train", "Trains the model that finds the bodies of pages.") { folder, folds, output, shipped, models, faults };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(folder), parsed.GetValue(folds), parsed.GetValue(output), parsed.GetValue(shipped), parsed.GetValue(models), parsed.GetValue(faults), Console.Out));
        return command;
    }

    private static int Run(DirectoryInfo folder, int folds, FileInfo? output, bool shipped, DirectoryInfo? models, string? faults, TextWriter console)
    {
        var sets = folder.EnumerateDirectories().OrderBy(set => set.Name, StringComparer.Ordinal).ToDictionary(set => set.Name, TrainingPage.Read).Where(set => set.Value.Count > 0).ToArray();
        var all = sets.SelectMany(set => set.Value).ToArray();
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{all.Length} pages, {all.Sum(page => page.Labels.Length)} blocks, {BlockFeatures.Count} features"));
        Print(console, "labels", sets, page => page.Score(page.Labels));
        if (shipped)
        {
            Print(console, "shipped", sets, page => page.Score(BodyModel.Shipped));
        }

        if (folds > 1)
        {
            var found = new Dictionary<TrainingPage, (BodyModel Model, BodyScore Score)>();
            for (var fold = 0; fold < folds; fold++)
            {
                var model = ModelOf(all, fold, folds, models);
                foreach (var page in all.Where(page => Training.Fold(page, folds) == fold))
                {
                    found[page] = (model, page.Score(model));
                }
            }

            Print(console, $"{folds} folds by site", sets, page => found[page].Score);
            if (faults is not null)
            {
                Faults.Write(faults, found.Select(of => (of.Key, of.Value.Model, of.Value.Score)));
            }
        }

        if (output is not null)
        {
            var model = Training.Train(all);
            using var memory = new MemoryStream();
            model.Write(memory);
            File.WriteAllBytes(output.FullName, memory.ToArray());
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{output.Name}: {memory.Length} bytes, {model.Lexicons.Text.Count} words of text, {model.Lexicons.Names.Count} of names"));
            Print(console, "on its own pages", sets, page => page.Score(model));
        }

        return 0;
    }

    private static BodyModel ModelOf(TrainingPage[] all, int fold, int folds, DirectoryInfo? models)
    {
        var file = models is null ? null : Path.Combine(models.FullName, string.Create(CultureInfo.InvariantCulture, $"fold-{fold}-of-{folds}.bin"));
        if (file is not null && File.Exists(file))
        {
            using var kept = File.OpenRead(file);
            return BodyModel.Read(kept);
        }

        var model = Training.Train([.. all.Where(page => Training.Fold(page, folds) != fold)]);
        if (file is not null)
        {
            models!.Create();
            using var to = File.Create(file);
            model.Write(to);
        }

        return model;
    }

    private static void Print(TextWriter console, string what, IEnumerable<KeyValuePair<string, IReadOnlyList<TrainingPage>>> sets, Func<TrainingPage, BodyScore> score)
    {
        foreach (var (set, pages) in sets)
        {
            var (f1, precision, recall, accuracy, lost) = BodyScore.Of([.. pages.Select(score)]);
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-18} {set,-14} n={pages.Count,-4} F1 {f1:0.0000} P {precision:0.000} R {recall:0.000} exact {accuracy:0.000} below 0.5: {lost}"));
        }
    }
}
