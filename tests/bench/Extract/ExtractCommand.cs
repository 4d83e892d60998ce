using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ingestion.Bench.Pipeline;
using Ingestion.Contracts;
using Ingestion.Parser;
using Ingestion.Parser.Extraction;
using Ingestion.Parser.Extraction.Dates;
using Ingestion.Parser.Extraction.Fields;
using Ingestion.Parser.Extraction.Html;
using ParseResult = Ingestion.Parser.Extraction.ParseResult;

namespace Ingestion.Bench.Extract;

/// <summary>What the parser makes of a folder of saved pages, for the scorer of the evaluation sets, and how fast, beside its peers.</summary>
internal static class ExtractCommand
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Nothing is obeyed: the question is what the page says. All else is as in production.
    private static readonly ParserOptions Options = new() { Obey = "" };

    public static Command Create()
    {
        var folder = new Argument<string>("FOLDER") { Description = "Has html/ID.html and urls.json (an object of ID and URL)." };
        var output = new Argument<string>("OUT") { Description = "JSON file to write." };
        var time = new Option<bool>("--time") { Description = "Measure CPU and memory first." };
        var peers = new Option<bool>("--peers") { Description = "With --time: SmartReader and Readability.js too (needs node and npm)." };
        var rounds = new Option<int>("--rounds") { Description = "Rounds that are measured, after 15 s that are not; the best counts.", DefaultValueFactory = _ => 3 };
        var command = new Command("extract", "Saved pages to articles, for a scorer.") { folder, output, time, peers, rounds };
        command.SetAction(async parsed =>
        {
            var pages = parsed.GetRequiredValue(folder);
            var urls = JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync(Path.Combine(pages, "urls.json")))!;
            if (parsed.GetValue(time))
            {
                await TimeAsync(pages, urls, Math.Max(1, parsed.GetValue(rounds)), parsed.GetValue(peers), Console.Out);
            }

            Write(pages, urls, parsed.GetRequiredValue(output), Console.Out);
            return 0;
        });
        return command;
    }

    private static void Write(string folder, Dictionary<string, string> urls, string output, TextWriter log)
    {
        var answers = new JsonObject();
        var refused = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var file in Files(folder))
        {
            var id = Path.GetFileNameWithoutExtension(file);
            var bytes = File.ReadAllBytes(file);
            var result = Parse(bytes, urls[id]);
            answers[id] = result is ParseResult.Article article ? Told(article.Item) : Refused((ParseResult.Rejected)result, bytes, urls[id]);
            if (result is ParseResult.Rejected rejected)
            {
                refused[rejected.Reason] = refused.GetValueOrDefault(rejected.Reason) + 1;
            }
        }

        File.WriteAllText(output, answers.ToJsonString(Readable));
        log.WriteLine($"{answers.Count} pages to {output}; refused {refused.Values.Sum()}{string.Concat(refused.Select(reason => $", {reason.Key} {reason.Value}"))}");
    }

    private static JsonObject Told(ArticleParsed item) => new()
    {
        ["articleBody"] = item.Body.Text,
        ["title"] = item.Headline,
        ["author"] = new JsonArray([.. item.Authors.Select(name => (JsonNode)name)]),
        ["datePublished"] = Iso(item.Published),
        ["dateModified"] = Iso(item.Modified),
        ["dateEvidence"] = item.Published?.Evidence,
        ["language"] = item.MarkupLanguage,
        ["section"] = item.Section,
        ["kind"] = item.Kind,
    };

    /// <summary>A page that is refused has no body for the scorer, as it has none for a subscriber; the reason stands beside. Its date is asked for alone.</summary>
    private static JsonObject Refused(ParseResult.Rejected rejected, byte[] bytes, string url)
    {
        var page = Page.Parse(CharacterDecoder.Decode(bytes, null, isHtml: true), PageLimits.Default);
        var meta = PageMeta.Of(page);
        var dates = EditorialDates.Of(page, meta, StructuredData.Of(page, meta), url, TimeProvider.System.GetUtcNow(), given: null);
        return new()
        {
            ["articleBody"] = "",
            ["datePublished"] = Iso(dates.Published),
            ["dateModified"] = Iso(dates.Modified),
            ["dateEvidence"] = dates.Published?.Evidence,
            ["refused"] = new JsonObject { ["reason"] = rejected.Reason, ["detail"] = rejected.Detail },
        };
    }

    private static string? Iso(EditorialDate? date) => date?.At.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private static async Task TimeAsync(string folder, Dictionary<string, string> urls, int rounds, bool peers, TextWriter log)
    {
        var files = Files(folder);
        var bytes = files.Average(file => (double)new FileInfo(file).Length);
        log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{files.Count} pages of {bytes / 1000:0} KB on average; CPU of the whole process, the best of {rounds} rounds after 15 s to warm up; load average {ProcessUsage.Load():0.0}"));
        var ours = Timing.Of(files, rounds, (file, page) => Parse(page, urls[Path.GetFileNameWithoutExtension(file)]) is ParseResult.Article);
        var peak = ProcessUsage.Of(Environment.ProcessId).PeakMegabytes;
        var tree = Timing.Of(files, rounds, (_, page) => Page.Parse(CharacterDecoder.Decode(page, null, isHtml: true), PageLimits.Default).Count > 0);
        var decoding = Timing.Of(files, rounds, (_, page) => CharacterDecoder.Decode(page, null, isHtml: true).Length > 0);
        Row("ours", ours);
        Row("  of it file and characters", decoding);
        Row("  and tree", tree);
        log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak memory over the whole set (VmHWM): {peak:0} MB; CPU per 174 KB: {ours.CpuMilliseconds / files.Count * 174_000 / bytes:0.00} ms"));
        if (peers)
        {
            Row("SmartReader", Timing.OfSmartReader(files, rounds, urls));
            Row("Readability.js on linkedom", await Timing.OfReadabilityAsync(folder, rounds));
        }

        void Row(string name, Timing timing) => log.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-28}{files.Count * 1000 / timing.CpuMilliseconds,8:0.0} pages/s{timing.CpuMilliseconds / files.Count,9:0.00} ms/page; slowest {timing.SlowestMilliseconds,6:0} ms; with a text {timing.Read}, threw {timing.Failed}{(ReferenceEquals(timing, ours) || timing.CpuMilliseconds < ours.CpuMilliseconds ? "" : string.Create(CultureInfo.InvariantCulture, $"; ours is {timing.CpuMilliseconds / ours.CpuMilliseconds:0.00} times as fast"))}"));
    }

    private static List<string> Files(string folder) => [.. Directory.GetFiles(Path.Combine(folder, "html"), "*.html").Order(StringComparer.Ordinal)];

    private static ParseResult Parse(byte[] bytes, string url)
    {
        var now = TimeProvider.System.GetUtcNow();
        return DocumentParser.Parse(
            bytes,
            new DocumentFetched
            {
                RequestedUrl = url,
                FinalUrl = url,
                ArchiveKey = "sha256:" + new string('0', 64),
                ByteCount = bytes.Length,
                ContentType = "text/html",
                FetchedAt = now,
                Source = new Source { Kind = SourceKind.Web, DiscoveredAt = now },
            },
            Options);
    }
}
