using System.CommandLine;
using Ingestion.Bench.Copies;

namespace Ingestion.Bench.Stories;

/// <summary>Makes a labelled set for <c>stories</c> of texts as people wrote them.</summary>
internal static class StoriesSplitCommand
{
    private const int MinWords = 300;
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("FOLDER") { Description = "Development sets, unpacked." };
        var output = new Argument<FileInfo>("OUT.jsonl");
        var command = new Command("stories-split", "Simulated stories: texts dealt out to three articles each.") { folder, output };
        command.SetAction(async (parsed, stop) =>
        {
            await using var lines = parsed.GetValue(output)!.CreateText();
            var at = Start;
            foreach (var (id, story, text) in SplitTexts.Of(NaturalTexts.Read(parsed.GetValue(folder)!, MinWords), seed: 1))
            {
                await lines.WriteLineAsync(ArticleLines.Written(new { id, story, text, published = at }));
                at = at.AddMinutes(1);
            }

            return 0;
        });
        return command;
    }
}
