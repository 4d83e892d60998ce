using System.CommandLine;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Ingestion.Standalone;

/// <summary>Dead letters of a running Desk: what there is, and having it sent again or discarded.</summary>
internal static class DeadLettersCommand
{
    private static readonly (string Name, string What)[] Parts =
    [
        ("fingerprint", "The group, as 'groups' tells."),
        ("stage", "The queue where they failed, such as parse-document."),
        ("kind", "error, skipped, delivery-limit or unroutable."),
        ("exception-type", "Full name of the exception's type."),
        ("message-type", "The contract, such as DocumentFetched."),
        ("entry-id", "The ledger entry that they are about."),
        ("from", "Failed first at this moment or later, such as 2026-03-02."),
        ("to", "Failed first before this moment."),
    ];

    public static Command Create()
    {
        var id = new Argument<Guid>("ID") { Description = "Id of the letter or of the job." };
        var show = new Command("show", "A letter: cause, stack, the beginning of its body, and what was done with it.") { id };
        var stop = new Command("stop", "Stop a job.") { id };
        var groups = new Command("groups", "What waits, by cause; largest first.");
        OnDesk(groups, (_, call, token) => GroupsAsync(call, Console.Out, token));
        OnDesk(show, (parsed, call, token) => ShowAsync(parsed.GetValue(id), call, Console.Out, token));
        OnDesk(stop, (parsed, call, token) => StopAsync(parsed.GetValue(id), call, Console.Out, token));
        return new Command("dead-letters", "Messages that a running Desk's services could not handle.") { groups, show, Job("replay", "Send letters again."), Job("discard", "Note that letters are not needed."), stop };
    }

    private static void OnDesk(Command command, Func<ParseResult, DeskCall, CancellationToken, Task<int>> run)
    {
        var (desk, key) = (SubmitCommand.DeskOption(), SubmitCommand.KeyOption());
        command.Options.Add(desk);
        command.Options.Add(key);
        command.SetAction((parsed, token) => run(parsed, new DeskCall(parsed.GetValue(desk)!, parsed.GetValue(key)), token));
    }

    private static Command Job(string action, string what)
    {
        var command = new Command(action, what + " Tells how many there are; with --yes does it, and waits. Ctrl+C leaves the job running.");
        var ids = new Argument<Guid[]>("ID") { Description = "Letters, in place of a filter.", Arity = ArgumentArity.ZeroOrMore };
        var parts = Parts.Select(part => (part.Name, Option: new Option<string?>("--" + part.Name) { Description = part.What })).ToList();
        var all = new Option<bool>("--all") { Description = "All that wait." };
        var by = new Option<string>("--by") { Description = "Who asks for it: it is kept with each letter.", Required = true };
        var reason = new Option<string?>("--reason") { Description = "Why, in a sentence.", Required = action == "discard" };
        var yes = new Option<bool>("--yes") { Description = "Do it." };
        var rate = new Option<double?>("--rate") { Description = "Letters a second." };
        var toStage = new Option<string?>("--to-stage") { Description = "Send them to fetch-article or parse-document, in place of where they failed." };
        command.Arguments.Add(ids);
        parts.ForEach(part => command.Options.Add(part.Option));
        foreach (var option in action == "replay" ? (Option[])[all, by, reason, rate, toStage, yes] : [all, by, reason, yes])
        {
            command.Options.Add(option);
        }

        OnDesk(command, (parsed, call, token) =>
        {
            var request = new JsonObject { ["requestedBy"] = parsed.GetValue(by) };
            parts.ForEach(part => Set(ReprocessCommand.CamelCase(part.Name), parsed.GetValue(part.Option)));
            Set("all", parsed.GetValue(all) ? true : null);
            Set("reason", parsed.GetValue(reason));
            Set("rate", action == "replay" ? parsed.GetValue(rate) : null);
            Set("toStage", action == "replay" ? parsed.GetValue(toStage) : null);
            Set("ids", parsed.GetValue(ids) is { Length: > 0 } named ? new JsonArray([.. named.Select(one => JsonValue.Create(one))]) : null);
            return RunAsync(action, request, parsed.GetValue(yes), call, Console.Out, TimeProvider.System, token);

            void Set(string name, JsonNode? value)
            {
                if (value is not null)
                {
                    request[name] = value;
                }
            }
        });
        return command;
    }

    internal static async Task<int> GroupsAsync(DeskCall call, TextWriter output, CancellationToken stop)
    {
        if (await AskAsync(call, HttpMethod.Get, "/dead-letters/groups", null, "groups", output, stop) is not { } answer)
        {
            return 1;
        }

        await output.WriteLineAsync($"{answer["letters"]} dead letters in {answer["groups"]!.AsArray().Count} groups");
        foreach (var group in answer["groups"]!.AsArray())
        {
            await output.WriteLineAsync($"{(long)group!["waiting"]! + (long)group["replaying"]!,8}  {group["fingerprint"]}  {group["stage"]}  {group["exceptionType"]}  {group["frame"]}");
            await output.WriteLineAsync($"          last {group["lastAt"]}, such as {group["example"]}: {Line(group["exceptionMessage"])}");
        }

        return 0;
    }

    internal static async Task<int> ShowAsync(Guid id, DeskCall call, TextWriter output, CancellationToken stop)
    {
        if (await AskAsync(call, HttpMethod.Get, $"/dead-letters/{id}", null, "letter", output, stop) is not { } answer)
        {
            return 1;
        }

        foreach (var (name, value) in answer["letter"]!.AsObject().Where(field => field.Value is JsonValue && field.Key != "stack"))
        {
            await output.WriteLineAsync($"{name,-17} {Line(value)}");
        }

        await output.WriteLineAsync(Lines(answer["letter"]!["stack"]));
        await output.WriteLineAsync(answer["bodyText"] is { } text ? Lines(text) : "(The body is no text.)");
        foreach (var done in answer["history"] as JsonArray ?? [])
        {
            await output.WriteLineAsync($"{done!["takenAt"]}  {done["action"]} by {Line(done["requestedBy"])}: {done["result"]} {Line(done["detail"])}");
        }

        return 0;
    }

    internal static async Task<int> StopAsync(Guid id, DeskCall call, TextWriter output, CancellationToken stop)
    {
        if (await AskAsync(call, HttpMethod.Post, $"/dead-letters/jobs/{id}/stop", null, "letters", output, stop) is not { } job)
        {
            return 1;
        }

        await output.WriteLineAsync($"{job["state"]}: {job["finished"]} of {job["letters"]}");
        return 0;
    }

    internal static async Task<int> RunAsync(string action, JsonObject request, bool yes, DeskCall call, TextWriter output, TimeProvider time, CancellationToken stop)
    {
        using var first = JsonContent.Create(request);
        if (await AskAsync(call, HttpMethod.Post, "/dead-letters/" + action, first, "letters", output, stop) is not { } preview)
        {
            return 1;
        }

        await output.WriteLineAsync($"{preview["letters"]} dead letters");
        foreach (var example in preview["examples"] as JsonArray ?? [])
        {
            await output.WriteLineAsync($"  {example!["id"]}  {example["stage"]}  {example["exceptionType"]}  {Line(example["url"])}");
        }

        if (!yes || (long)preview["letters"]! == 0)
        {
            await output.WriteLineAsync(yes ? "Nothing to do." : $"Nothing was done: add --yes to {action} them.");
            return 0;
        }

        request["confirm"] = (long)preview["letters"]!;
        using var second = JsonContent.Create(request);
        if (await AskAsync(call, HttpMethod.Post, "/dead-letters/" + action, second, "letters", output, stop) is not { } job)
        {
            return 1;
        }

        var path = $"/dead-letters/jobs/{job["id"]}";
        await output.WriteLineAsync($"{call.Desk.TrimEnd('/')}{path}");
        var shown = "";
        while (true)
        {
            var line = $"{job["state"]}: {job["finished"]} of {job["letters"]}, {job["inFlight"]} on their way; {string.Join(", ", (job["results"] as JsonObject ?? []).Select(result => $"{result.Key} {result.Value}"))}";
            if (line != shown)
            {
                await output.WriteLineAsync(shown = line);
            }

            if (job["endedAt"] is not null)
            {
                return (string?)job["state"] == "done" && (job["results"] as JsonObject ?? []).All(result => !result.Key.StartsWith("failed", StringComparison.Ordinal)) ? 0 : 1;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500), time, stop);
            if (await AskAsync(call, HttpMethod.Get, path, null, "letters", output, stop) is not { } now)
            {
                return 1;
            }

            job = now;
        }
    }

    /// <returns>Null when it was refused, with the reason said.</returns>
    private static async Task<JsonObject?> AskAsync(DeskCall call, HttpMethod method, string path, HttpContent? content, string expected, TextWriter output, CancellationToken stop)
    {
        if (await call.SendAsync(method, path, content, output, stop) is not var (status, answer))
        {
            return null;
        }

        if (status < 300 && answer[expected] is not null)
        {
            return answer;
        }

        await (status < 300 ? call.NoDeskAsync(output) : output.WriteLineAsync($"{status}: {answer["detail"]}"));
        return null;
    }

    // A stranger's text on a terminal: without control characters.
    private static string Line(JsonNode? node) => Lines(node).Replace('\n', ' ');

    private static string Lines(JsonNode? node) => new([.. $"{node}".Select(letter => char.IsControl(letter) && letter != '\n' ? ' ' : letter)]);
}
