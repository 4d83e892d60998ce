using System.CommandLine;
using Ingestion.Enricher.Copies;

namespace Ingestion.Bench.Copies;

/// <summary>How many copies are found among texts as people wrote them, which pairs of them are, and what a sketch costs.</summary>
internal static class CopyRecallCommand
{
    // Cut to 30 %, the rest is no short item yet.
    private const int MinWords = 4 * CopySketcher.MinWords;

    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("FOLDER") { Description = "Development sets, unpacked." };
        var command = new Command("copies-recall", "Copies found by kind of change, and natural pairs.") { folder };
        command.SetAction(parsed => Run(parsed.GetValue(folder)!, Console.Out));
        return command;
    }

    private static int Run(DirectoryInfo folder, TextWriter output)
    {
        var texts = NaturalTexts.Read(folder, CopySketcher.MinWords);
        var whole = texts.Where(text => text.Split(' ').Length >= MinWords).ToList();
        output.WriteLine($"{whole.Count} texts of {MinWords} words and more, {whole.Average(text => text.Length):F0} characters on average");
        var missed = 0;
        foreach (var (name, floor, found) in CopyRecall.Of(whole, seed: 1))
        {
            output.WriteLine($"{name}: {found:P2}");
            missed += found < floor ? 1 : 0;
        }

        var pairs = CopyRecall.Candidates(texts);
        output.WriteLine($"{(long)texts.Count * (texts.Count - 1) / 2} natural pairs: {pairs.Count} compared, {pairs.Count(pair => pair.AreCopies)} taken for copies");
        foreach (var (one, other, overlap, areCopies) in pairs.OrderByDescending(pair => pair.Overlap))
        {
            output.WriteLine($"  {overlap:F2} {(areCopies ? "copies" : "others")} {Start(texts[one])} | {Start(texts[other])}");
        }

        Time(texts, output);
        return missed == 0 ? 0 : 1;
    }

    private static string Start(string text) => text.ReplaceLineEndings(" ") is var line && line.Length > 60 ? line[..60] : line;

    private static void Time(List<string> texts, TextWriter output)
    {
        var bodies = texts.Where(text => text.Length is > 3000 and < 5500).ToList();
        var best = double.MaxValue;
        for (var round = 0; round < 8; round++)
        {
            var before = Environment.CpuUsage.TotalTime;
            foreach (var body in bodies)
            {
                CopyRecall.Sketch(body);
            }

            best = Math.Min(best, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / bodies.Count);
        }

        output.WriteLine($"a sketch of {bodies.Average(text => text.Length):F0} characters: {best:F3} ms of CPU");
    }
}
