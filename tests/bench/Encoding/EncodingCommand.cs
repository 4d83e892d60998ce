using System.CommandLine;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ingestion.News.Encodings;

namespace Ingestion.Bench.Encodings;

/// <summary>What the encoding labels and the sniffing of documents say, over whole files of cases.</summary>
internal static class EncodingCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static Command Create()
    {
        var input = new Argument<string>("IN") { Description = "A JSON list of labels, of [label, name] pairs or of {bytes, contentType?, charset?}; an html5lib .dat file; or a folder." };
        var output = new Argument<string>("OUT") { Description = "JSON file to write." };
        var command = new Command("encoding", "Encoding labels and sniffing.") { input, output };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(input), parsed.GetRequiredValue(output), Console.Out));
        return command;
    }

    private static int Run(string input, string output, TextWriter log)
    {
        var (answers, right, judged) = Directory.Exists(input) ? (Folder(input), 0, 0)
            : input.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? List(JsonNode.Parse(File.ReadAllText(input))!.AsArray())
            : Cases(File.ReadAllBytes(input), sniffOnly: Path.GetFullPath(input).Contains("preparsed", StringComparison.Ordinal));
        File.WriteAllText(output, answers.ToJsonString(Indented));
        if (judged > 0)
        {
            log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{right} of {judged} as expected"));
        }

        return right == judged ? 0 : 1;
    }

    private static (JsonNode Answers, int Right, int Judged) List(JsonArray items)
    {
        if (items.Count > 0 && items[0] is JsonObject)
        {
            return (new JsonArray([.. items.Select(item => (JsonNode)Sniff(item!.AsObject()))]), 0, 0);
        }

        var answers = new JsonObject();
        var (right, judged) = (0, 0);
        foreach (var item in items)
        {
            var label = item is JsonArray pair ? pair[0]!.GetValue<string>() : item!.GetValue<string>();
            var name = EncodingLabels.Find(label);
            answers[label] = name;
            if (item is JsonArray expectation)
            {
                judged++;
                right += string.Equals(name, expectation[1]?.GetValue<string>(), StringComparison.OrdinalIgnoreCase) ? 1 : 0;
            }
        }

        return (answers, right, judged);
    }

    private static string Sniff(JsonObject item)
    {
        var type = MediaTypeHeaderValue.TryParse(item["contentType"]?.GetValue<string>(), out var parsed) ? parsed : null;
        var isXml = type?.MediaType is { } media && media != "application/xhtml+xml" && media.EndsWith("xml", StringComparison.OrdinalIgnoreCase);
        var bytes = Convert.FromBase64String(item["bytes"]!.GetValue<string>());
        return TextDecoder.Decode(bytes, item["charset"]?.GetValue<string>() ?? type?.CharSet, isXml ? MarkupKind.Xml : MarkupKind.Html).Encoding;
    }

    private static JsonObject Folder(string folder) => new(Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path =>
    {
        var bytes = File.ReadAllBytes(path);
        var start = Encoding.Latin1.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, 512)));
        var isXml = path.EndsWith("xml", StringComparison.OrdinalIgnoreCase) || (start.Contains("<?xml", StringComparison.Ordinal) && !start.Contains("<html", StringComparison.OrdinalIgnoreCase));
        var name = TextDecoder.Decode(bytes, null, isXml ? MarkupKind.Xml : MarkupKind.Html).Encoding;
        return KeyValuePair.Create(Path.GetRelativePath(folder, path), (JsonNode?)name);
    }));

    /// <summary>
    /// The form of html5lib's encoding tests: <c>#data</c>, the page as raw bytes, <c>#encoding</c>, the name. Those in the folder <c>preparsed</c> are
    /// about what the first 1024 bytes say; the others about what a parser ends with, which meets later tags too.
    /// </summary>
    private static (JsonNode Answers, int Right, int Judged) Cases(byte[] file, bool sniffOnly)
    {
        // One character for each byte, so that the pages keep theirs.
        var text = Encoding.Latin1.GetString(file);
        var answers = new JsonArray();
        var (right, judged) = (0, 0);
        foreach (var piece in ("\n" + text).Split("\n#data\n").Skip(1))
        {
            var parts = piece.Split("\n#encoding\n");
            if (parts.Length < 2)
            {
                continue;
            }

            var expected = parts[1].Split('\n')[0].Trim();
            var page = Encoding.Latin1.GetBytes(parts[0]);
            var name = TextDecoder.Decode(page.AsSpan(0, sniffOnly ? Math.Min(page.Length, 1024) : page.Length), null, MarkupKind.Html).Encoding;
            answers.Add(name);
            judged++;
            right += string.Equals(name, EncodingLabels.Find(expected) ?? expected, StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        }

        return (answers, right, judged);
    }
}
