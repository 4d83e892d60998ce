using System.CommandLine;
using System.Text.Json.Nodes;

namespace Ingestion.Standalone;

/// <summary>What a running Desk can neither explain nor mend.</summary>
internal static class UnexplainedCommand
{
    public static Command Create()
    {
        var now = new Option<bool>("--now") { Description = "Compare all of the books first." };
        var state = new Option<string>("--state") { Description = "unexplained, mending, accepted or any.", DefaultValueFactory = _ => "unexplained" };
        var (desk, key) = (SubmitCommand.DeskOption(), SubmitCommand.KeyOption());
        var command = new Command("unexplained", "Entries of the books that a running Desk can neither explain nor mend. Exit code 1 where there are any.") { now, state, desk, key };
        command.SetAction((parsed, stop) => RunAsync(parsed.GetValue(now), parsed.GetValue(state)!, new DeskCall(parsed.GetValue(desk)!, parsed.GetValue(key)), Console.Out, stop));
        return command;
    }

    internal static async Task<int> RunAsync(bool now, string state, DeskCall call, TextWriter output, CancellationToken stop)
    {
        if (now && await AskAsync(call, HttpMethod.Post, "/reconcile", "accepted", output, stop) is null)
        {
            return 1;
        }

        var (count, after) = (0, "");
        while (true)
        {
            if (await AskAsync(call, HttpMethod.Get, $"/unexplained?state={Uri.EscapeDataString(state)}&limit=1000{after}", "findings", output, stop) is not { } page)
            {
                return 1;
            }

            foreach (var finding in page["findings"]!.AsArray())
            {
                count++;
                await output.WriteLineAsync($"{finding!["entryId"]}  {finding["state"]}  {OneLine.Of(finding["fault"])}  {OneLine.Of(finding["url"])}: {OneLine.Of(finding["detail"])}");
            }

            if (page["next"] is not { } next)
            {
                await output.WriteLineAsync(page["asOf"] is { } asOf ? $"{count} {state} as of {asOf}; all of the books were compared last at {page["sweptAt"]?.ToString() ?? "no time yet"}" : "The reconciler has made no pass yet.");
                return state == "unexplained" && count > 0 ? 1 : 0;
            }

            after = "&after=" + next;
        }
    }

    private static async Task<JsonObject?> AskAsync(DeskCall call, HttpMethod method, string path, string expected, TextWriter output, CancellationToken stop)
    {
        if (await call.SendAsync(method, path, null, output, stop) is not var (status, answer))
        {
            return null;
        }

        if (status < 300 && answer.ContainsKey(expected))
        {
            return answer;
        }

        await (status < 300 ? call.NoDeskAsync(output) : output.WriteLineAsync($"{status}: {OneLine.Of(answer["detail"])}"));
        return null;
    }
}
