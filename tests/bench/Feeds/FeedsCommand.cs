using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ingestion.News.Feeds;

namespace Ingestion.Bench.Feeds;

/// <summary>What the feed reader makes of a folder of files, as JSON that a scorer can read. Each file stands for a response of a server.</summary>
internal static class FeedsCommand
{
    private static readonly string[] Extensions = [".xml", ".json", ".txt", ".gz"];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Where a test file's own header lines stand, as feedparser's do.
    private const int HeaderSearch = 4096;

    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("FOLDER") { Description = "Every .xml, .json, .txt and .gz file below it is read." };
        var output = new Argument<FileInfo>("OUT.json") { Description = "Where the answers go." };
        var url = new Option<string>("--base") { Description = "URL that the folder stands for.", DefaultValueFactory = _ => "http://127.0.0.1:8097/" };
        var command = new Command("feeds", "What the feed reader makes of a folder of files.") { folder, output, url };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(folder), parsed.GetRequiredValue(output), new Uri(parsed.GetRequiredValue(url)), Console.Out));
        return command;
    }

    private static int Run(DirectoryInfo folder, FileInfo output, Uri baseUrl, TextWriter console)
    {
        var answers = new JsonObject();
        var before = Environment.CpuUsage.TotalTime;
        var files = folder.EnumerateFiles("*", SearchOption.AllDirectories).Where(file => Extensions.Contains(file.Extension, StringComparer.OrdinalIgnoreCase))
            .OrderBy(file => file.FullName, StringComparer.Ordinal).ToArray();
        foreach (var file in files)
        {
            var path = Path.GetRelativePath(folder.FullName, file.FullName).Replace('\\', '/');
            var bytes = File.ReadAllBytes(file.FullName);
            var url = new Uri(baseUrl, path);
            url = Header(bytes, "Content-Location") is { } location && Uri.TryCreate(url, location, out var given) ? given : url;
            answers[path] = FeedReader.Read(bytes, Header(bytes, "Content-Type"), charset: null, url) is { } document ? Answer(document) : null;
        }

        File.WriteAllText(output.FullName, answers.ToJsonString(Indented));
        console.WriteLine($"{files.Length} files, {answers.Count(answer => answer.Value is not null)} of them feeds or sitemaps, {(Environment.CpuUsage.TotalTime - before).TotalSeconds:0.0} s of CPU");
        return 0;
    }

    private static JsonObject Answer(FeedDocument document) => new()
    {
        ["title"] = document.TitleHtml,
        ["link"] = document.Link,
        ["incomplete"] = document.Incomplete,
        ["entries"] = new JsonArray([.. document.Entries.Select(Entry).Concat(document.Sitemaps.Select(sitemap => Entry(new FeedEntry { Link = sitemap.Url, Updated = sitemap.LastModified })))]),
    };

    private static JsonNode Entry(FeedEntry entry) => new JsonObject
    {
        ["title"] = entry.TitleHtml,
        ["link"] = entry.Link,
        ["id"] = entry.Id,
        ["published"] = entry.Published?.ToString("O"),
        ["updated"] = entry.Updated?.ToString("O"),
        ["author"] = entry.Author,
        ["summary"] = entry.Summary,
        ["content"] = entry.Content,
    };

    /// <summary>A header of the response, where the file has a line <c>Header: Name: value</c> in a comment at its top.</summary>
    private static string? Header(byte[] bytes, string name)
    {
        var top = Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, HeaderSearch));
        foreach (var line in top.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("Header:", StringComparison.Ordinal)))
        {
            var parts = line["Header:".Length..].Split(':', 2, StringSplitOptions.TrimEntries);
            if (parts.Length == 2 && parts[0].Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return parts[1];
            }
        }

        return null;
    }
}
