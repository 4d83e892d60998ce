using System.CommandLine;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Ingestion.Standalone;

/// <summary>Submits to a running Desk: URLs, a list of any length, or a web archive.</summary>
internal static class SubmitCommand
{
    public static Command Create()
    {
        var urls = new Argument<string[]>("URL") { Description = "http or https URLs.", Arity = ArgumentArity.ZeroOrMore };
        var list = new Option<FileInfo?>("--list") { Description = "A file with a URL a line (.txt), or with JSON a line (.ndjson, .jsonl); packed with gzip where it ends with .gz." };
        var again = new Option<bool>("--again") { Description = "With --list: submit what was listed before once more." };
        var warc = new Option<FileInfo?>("--warc") { Description = "A web archive (.warc, .warc.gz): its pages are taken as fetched." };
        var (desk, key) = (DeskOption(), KeyOption());
        var command = new Command("submit", "Submit URLs, a list of them or a web archive to a running Desk.") { urls, list, again, warc, desk, key };
        command.SetAction((parsed, cancellationToken) =>
        {
            var call = new DeskCall(parsed.GetValue(desk)!, parsed.GetValue(key));
            return (parsed.GetValue(urls), parsed.GetValue(list), parsed.GetValue(warc)) switch
            {
                ({ Length: > 0 } given, null, null) => RunAsync(given, call.Desk, call.Key, Console.Out, cancellationToken),
                ({ Length: 0 } or null, { } file, null) => FileSubmission.ListAsync(file, parsed.GetValue(again), call, Console.Out, cancellationToken),
                ({ Length: 0 } or null, null, { } file) => FileSubmission.WarcAsync(file, call, Console.Out, cancellationToken),
                _ => RefuseAsync(Console.Error),
            };
        });
        return command;
    }

    internal static Option<string> DeskOption() => new("--desk") { Description = "The Desk.", DefaultValueFactory = _ => RunCommand.DefaultUrls };

    internal static Option<string?> KeyOption() => new("--key") { Description = "The Desk's key, where it has one." };

    internal static async Task<int> RunAsync(string[] urls, string desk, string? key, TextWriter output, CancellationToken cancellationToken)
    {
        var call = new DeskCall(desk, key);
        using var content = JsonContent.Create(new { urls });
        if (await call.SendAsync(HttpMethod.Post, "/articles", content, output, cancellationToken) is not var (status, said))
        {
            return 1;
        }

        if (status < 300 && said["accepted"] is not JsonArray)
        {
            await call.NoDeskAsync(output);
            return 1;
        }

        foreach (var accepted in said["accepted"] as JsonArray ?? [])
        {
            await output.WriteLineAsync($"accepted {accepted?["url"]} as entry {accepted?["entryId"]}");
        }

        var refused = said["refused"] as JsonArray ?? [];
        foreach (var one in refused)
        {
            await output.WriteLineAsync($"refused {one?["url"]}: {one?["detail"]}");
        }

        if (status >= 300 && refused.Count == 0)
        {
            await output.WriteLineAsync($"{status}: {said["detail"]}");
        }

        return status < 300 && refused.Count == 0 ? 0 : 1;
    }

    private static async Task<int> RefuseAsync(TextWriter errors)
    {
        await errors.WriteLineAsync("Give either URLs, or --list FILE, or --warc FILE.");
        return 2;
    }
}
