using System.CommandLine;
using System.Text.Json;
using Ingestion.Fetcher.Fetching;
using Ingestion.News;

namespace Ingestion.Bench.Robots;

/// <summary>What we may ask for, by a list of robots.txt files, agents and URLs.</summary>
internal static class RobotsCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static Command Create()
    {
        var input = new Argument<FileInfo>("IN") { Description = "A JSON list of {\"robots\", \"agent\", \"url\"}." };
        var output = new Argument<FileInfo>("OUT") { Description = "The list of true and false in the same order." };
        var command = new Command("robots", "Whether each URL of a list may be fetched.") { input, output };
        command.SetAction(parsed => Run(parsed.GetValue(input)!, parsed.GetValue(output)!, Console.Out));
        return command;
    }

    private sealed record Case(string Robots, string Agent, string Url, bool? Allowed);

    private static int Run(FileInfo input, FileInfo output, TextWriter console)
    {
        var cases = JsonSerializer.Deserialize<List<Case>>(File.ReadAllBytes(input.FullName), Json) ?? [];
        var allowed = cases.ConvertAll(IsAllowed);
        File.WriteAllText(output.FullName, JsonSerializer.Serialize(allowed, Json));
        var (expected, met) = (cases.Count(one => one.Allowed is not null), cases.Zip(allowed).Count(pair => pair.First.Allowed == pair.Second));
        console.WriteLine(expected == 0 ? $"{cases.Count} cases, {allowed.Count(one => one)} allowed" : $"{met} of {expected} as expected");
        return met == expected ? 0 : 1;
    }

    // What is no URL is not asked for.
    private static bool IsAllowed(Case one) =>
        (CanonicalUrl.TryParse(one.Url, out var url) || Uri.TryCreate(one.Url, UriKind.Absolute, out url))
        && url.Scheme is "http" or "https"
        && RobotsTxt.Parse(one.Robots, RobotsTxt.ProductToken(one.Agent)).IsAllowed(url);
}
