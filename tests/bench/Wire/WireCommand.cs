using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ingestion.Contracts;
using Ingestion.News;
using Ingestion.News.Wire;
using Ingestion.Parser;
using Ingestion.Parser.Extraction;
using Ingestion.Parser.Extraction.Wire;
using ParseResult = Ingestion.Parser.Extraction.ParseResult;

namespace Ingestion.Bench.Wire;

/// <summary>What the parser makes of a folder of wire files, as JSON that a scorer can read.</summary>
internal static class WireCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("FOLDER") { Description = "Every file below it is read." };
        var output = new Argument<FileInfo>("OUT.json") { Description = "Where the answers go." };
        var command = new Command("wire", "What the parser makes of a folder of wire files.") { folder, output };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(folder), parsed.GetRequiredValue(output), Console.Out));
        return command;
    }

    private static int Run(DirectoryInfo folder, FileInfo output, TextWriter console)
    {
        var answers = new JsonObject();
        var before = Environment.CpuUsage.TotalTime;
        foreach (var file in folder.EnumerateFiles("*", SearchOption.AllDirectories).OrderBy(file => file.FullName, StringComparer.Ordinal))
        {
            var path = Path.GetRelativePath(folder.FullName, file.FullName).Replace('\\', '/');
            var items = WireMessage.Split(File.ReadAllBytes(file.FullName), charset: null).Select(JsonNode (item) => Answer(item, file.Extension)).ToArray();
            answers[path] = items is [var one] ? one : new JsonObject { ["outcome"] = "message", ["items"] = new JsonArray(items) };
        }

        File.WriteAllText(output.FullName, answers.ToJsonString(Indented));
        var counts = answers.Select(answer => $"{answer.Value!["outcome"]}").CountBy(outcome => outcome).Select(count => $"{count.Value} {count.Key}");
        console.WriteLine($"{answers.Count} files: {string.Join(", ", counts)}; {(Environment.CpuUsage.TotalTime - before).TotalSeconds:0.0} s of CPU");
        return 0;
    }

    private static JsonObject Answer(ReadOnlyMemory<byte> bytes, string extension)
    {
        var key = ContentKey.Of(bytes.Span);
        var now = TimeProvider.System.GetUtcNow();
        var document = new DocumentFetched
        {
            RequestedUrl = $"urn:{key}",
            FinalUrl = $"urn:{key}",
            ArchiveKey = key,
            ByteCount = bytes.Length,
            ContentType = extension.ToLowerInvariant() switch { ".txt" => "text/plain", ".xml" or ".nitf" => "application/xml", ".json" => "application/json", _ => null },
            FetchedAt = now,
            Source = new Source { Kind = SourceKind.File, DiscoveredAt = now },
        };
        var options = new ParserOptions();
        switch (DocumentParser.Parse(bytes, document, options), WireDocument.Read(bytes.Span, document, options))
        {
            case (ParseResult.Article article, _):
                var fields = JsonSerializer.SerializeToNode(article.Item, ContractJson.Options)!.AsObject();
                fields.Insert(0, "outcome", "article");
                fields["bodyText"] = article.Item.Body.Text;
                fields["itemId"] = article.Item.Provider.ItemId;
                fields["version"] = article.Item.Provider.Version;
                return fields;
            case (ParseResult.Rejected rejected, WireRead.Item item):
                var said = JsonSerializer.SerializeToNode(item.Read, ContractJson.Options)!.AsObject();
                said.Insert(0, "outcome", "no-article");
                said.Insert(1, "reason", rejected.Reason);
                said.Insert(2, "detail", rejected.Detail);
                said["itemId"] = item.Read.Id;
                said["bodyText"] = string.Join("\n\n", item.Read.Blocks.Select(block => block.Text));
                return said;
            case (ParseResult.Rejected rejected, _):
                return new JsonObject { ["outcome"] = "refused", ["reason"] = rejected.Reason, ["detail"] = rejected.Detail };
            default:
                throw new InvalidOperationException();
        }
    }
}
