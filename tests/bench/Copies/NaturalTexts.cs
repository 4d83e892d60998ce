using System.Text.Json;

namespace Ingestion.Bench.Copies;

/// <summary>Texts as people wrote them, from the development sets: bodies (<c>truth.json</c>), annotated documents (<c>.conllu</c>, one text each), lists (<c>.jsonl</c>, field <c>text</c>).</summary>
internal static class NaturalTexts
{
    /// <summary>Every text below a folder with so many words at least, each once, in the order of paths.</summary>
    public static List<string> Read(DirectoryInfo folder, int minWords)
    {
        var texts = folder.EnumerateFiles("*", SearchOption.AllDirectories).OrderBy(file => file.FullName, StringComparer.Ordinal).SelectMany(file => file.Name switch
        {
            "truth.json" => Bodies(file),
            _ when file.Extension == ".conllu" => [Words(file)],
            _ when file.Extension == ".jsonl" => File.ReadLines(file.FullName).Select(line => Text(JsonDocument.Parse(line).RootElement, "text")),
            _ => [],
        });
        return [.. texts.Where(text => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length >= minWords).Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Bodies(FileInfo file)
    {
        using var truth = JsonDocument.Parse(File.ReadAllBytes(file.FullName));
        return [.. truth.RootElement.EnumerateObject().Select(page => Text(page.Value, "articleBody"))];
    }

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var text) ? text.GetString() ?? "" : "";

    // The words of all sentences; multi-word tokens and empty nodes have no plain number.
    private static string Words(FileInfo file) => string.Join(' ', File.ReadLines(file.FullName)
        .Select(line => line.Split('\t')).Where(fields => fields.Length > 1 && fields[0].All(char.IsAsciiDigit)).Select(fields => fields[1]));
}
