using System.CommandLine;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Ingestion.Standalone;

/// <summary>Parts of a running Desk's raw archive through today's parser and enricher.</summary>
internal static class ReprocessCommand
{
    private static readonly (string Name, string What)[] Parts =
    [
        ("host", "Host of the documents' URL."),
        ("kind", "How we came to know of them: web, feed, file, recheck or archive."),
        ("feed", "URL of the feed or sitemap that named them."),
        ("fetched-from", "Fetched at this moment or later, such as 2026-03-02."),
        ("fetched-to", "Fetched before this moment."),
        ("parser", "Last parsed by this version."),
        ("parser-below", "Last parsed by an older version than this one."),
        ("enricher", "Article last enriched by this version."),
        ("enricher-below", "Article last enriched by an older version than this one."),
        ("outcome", "What became of them last, such as rejected."),
        ("reason", "Reason word of that, such as home-page."),
        ("article-id", "The article that came of them."),
    ];

    public static Command Create()
    {
        var parts = Parts.Select(part => new Option<string?>("--" + part.Name) { Description = part.What }).ToList();
        var all = new Option<bool>("--all") { Description = "The whole archive." };
        var limit = new Option<long?>("--limit") { Description = "Most documents to take." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only tell how many documents there are." };
        var (desk, key) = (SubmitCommand.DeskOption(), SubmitCommand.KeyOption());
        var command = new Command("reprocess", "Parse and enrich documents of a running Desk's raw archive again, and report what changed. Ctrl+C leaves the job running.") { all, limit, dryRun, desk, key };
        parts.ForEach(command.Options.Add);
        command.SetAction((parsed, stop) =>
        {
            var slice = new JsonObject();
            foreach (var (option, name) in parts.Zip(Parts.Select(part => CamelCase(part.Name))))
            {
                if (parsed.GetValue(option) is { } value)
                {
                    slice[name] = value;
                }
            }

            Set("all", parsed.GetValue(all) ? true : null);
            Set("limit", parsed.GetValue(limit));
            return RunAsync(slice, parsed.GetValue(dryRun), new DeskCall(parsed.GetValue(desk)!, parsed.GetValue(key)), Console.Out, TimeProvider.System, stop);

            void Set(string name, JsonNode? value)
            {
                if (value is not null)
                {
                    slice[name] = value;
                }
            }
        });
        return command;
    }

    internal static async Task<int> RunAsync(JsonObject slice, bool dryRun, DeskCall call, TextWriter output, TimeProvider time, CancellationToken stop)
    {
        using var content = JsonContent.Create(slice);
        if (await AskAsync(call, HttpMethod.Post, "/reprocess" + (dryRun ? "?dryRun=true" : ""), content, output, stop) is not { } answer)
        {
            return 1;
        }

        if (dryRun)
        {
            await output.WriteLineAsync($"{answer["documents"]} documents");
            foreach (var example in answer["examples"] as JsonArray ?? [])
            {
                await output.WriteLineAsync($"  {example?["url"]}  {example?["outcome"] ?? "not parsed yet"} {example?["reason"]}".TrimEnd());
            }

            return 0;
        }

        var path = $"/reprocess/{answer["id"]}";
        await output.WriteLineAsync($"{call.Desk.TrimEnd('/')}{path}: {answer["documents"]} documents");
        while (answer["endedAt"] is null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), time, stop);
            if (await AskAsync(call, HttpMethod.Get, path, content: null, output, stop) is not { } now)
            {
                return 1;
            }

            answer = now;
        }

        await ShowAsync(answer, output);
        return (string?)answer["state"] == "done" ? 0 : 1;
    }

    private static async Task ShowAsync(JsonObject job, TextWriter output)
    {
        await output.WriteLineAsync($"{job["state"]}: {job["finished"]} of {job["documents"]}");
        foreach (var row in job["report"] as JsonArray ?? [])
        {
            await output.WriteLineAsync($"{row?["count"],8}  {row?["was"]} → {row?["is"]}  {row?["examples"]?[0]?["url"]}");
        }

        if (job["fields"] is JsonObject { Count: > 0 } fields)
        {
            await output.WriteLineAsync("changed: " + string.Join(", ", fields.OrderByDescending(field => (long?)field.Value ?? 0).Select(field => $"{field.Key} {field.Value}")));
        }
    }

    /// <returns>Null when it was refused, with the reason said.</returns>
    private static async Task<JsonObject?> AskAsync(DeskCall call, HttpMethod method, string path, HttpContent? content, TextWriter output, CancellationToken stop)
    {
        if (await call.SendAsync(method, path, content, output, stop) is not var (status, answer))
        {
            return null;
        }

        if (status < 300 && answer["documents"] is not null)
        {
            return answer;
        }

        await (status < 300 ? call.NoDeskAsync(output) : output.WriteLineAsync($"{status}: {answer["detail"]}"));
        return null;
    }

    internal static string CamelCase(string name)
    {
        var words = name.Split('-');
        return words[0] + string.Concat(words.Skip(1).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
    }
}
