using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ingestion.Contracts;
using Ingestion.Fetcher;
using Ingestion.Fetcher.Fetching;
using Ingestion.News;
using Ingestion.News.Urls;

namespace Ingestion.Bench.Urls;

/// <summary>What we make of a list of URLs: spelling, host, and whether a submission of it would be asked as far as its text tells.</summary>
internal static class UrlsCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Create()
    {
        var input = new Argument<FileInfo>("IN") { Description = "A JSON list of URLs, or of {\"input\", \"base\"}." };
        var output = new Argument<FileInfo>("OUT") { Description = "The same list as {\"canonical\", \"host\", \"allowed\", \"reason\"}." };
        var command = new Command("urls", "Canonical spelling and judgement of each URL of a list.") { input, output };
        command.SetAction(parsed => Run(parsed.GetValue(input)!, parsed.GetValue(output)!, Console.Out));
        return command;
    }

    private static int Run(FileInfo input, FileInfo output, TextWriter console)
    {
        using var list = JsonDocument.Parse(File.ReadAllBytes(input.FullName));
        var urls = list.RootElement.EnumerateArray().Select(one => one.ValueKind == JsonValueKind.Object ? (Text: Member(one, "input"), Base: Member(one, "base")) : (Text: Text(one), Base: null)).ToList();
        var destinations = new Destinations(new FetcherOptions());
        var started = Stopwatch.GetTimestamp();
        var judged = urls.ConvertAll(url => Judge(url.Text, url.Base, destinations));
        var elapsed = Stopwatch.GetElapsedTime(started);
        File.WriteAllBytes(output.FullName, JsonSerializer.SerializeToUtf8Bytes(judged, Json));
        console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{judged.Count} URLs, {judged.Count(one => one.Canonical is not null)} with a canonical spelling, {judged.Count(one => one.Allowed)} allowed; {elapsed.TotalMicroseconds / Math.Max(1, judged.Count):0.00} µs each"));
        return 0;
    }

    private sealed record Judged(string? Canonical, string? Host, bool Allowed, string? Reason);

    private static Judged Judge(string? text, string? from, Destinations destinations)
    {
        var url = text is null ? null : UrlParser.Parse(text, from is null ? null : UrlParser.Parse(from, baseUrl: null, out _), out _);
        var absolute = url is not null && from is not null ? url.Href : text;
        if (!CanonicalUrl.TryParse(absolute, out var canonical))
        {
            return new Judged(null, url?.Host, Allowed: false, CanonicalUrl.Refuse(absolute)?.Reason ?? AbandonReason.InvalidUrl);
        }

        var denial = destinations.Refuse(canonical);
        return new Judged(canonical.AbsoluteUri, url?.Host, denial is null, denial?.Reason);
    }

    private static string? Member(JsonElement one, string name) => one.TryGetProperty(name, out var value) ? Text(value) : null;

    // Test suites hold half surrogate pairs, which System.Text.Json does not give out as text.
    private static string? Text(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return Regex.Unescape(value.GetRawText()[1..^1].Replace("\\/", "/", StringComparison.Ordinal));
        }
    }
}
