using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ingestion.Standalone;

/// <summary>What became of a URL, an article, a message: its whole history, from a running Desk.</summary>
internal static class JourneyCommand
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var query = new Argument<string[]>("Q") { Description = "A URL, the id of a ledger entry, an article, a message or a dead letter, or words of a title.", Arity = ArgumentArity.OneOrMore };
        var json = new Option<bool>("--json") { Description = "As the Desk gives it." };
        var (desk, key) = (SubmitCommand.DeskOption(), SubmitCommand.KeyOption());
        var command = new Command("journey", "The whole history of anything that a running Desk ever took in, also of what was rejected.") { query, json, desk, key };
        command.SetAction((parsed, stop) => RunAsync(
            string.Join(' ', parsed.GetValue(query)!), parsed.GetValue(json), new DeskCall(parsed.GetValue(desk)!, parsed.GetValue(key)), Console.Out, stop));
        return command;
    }

    internal static async Task<int> RunAsync(string query, bool json, DeskCall call, TextWriter output, CancellationToken stop)
    {
        if (await call.SendAsync(HttpMethod.Get, "/journey?q=" + Uri.EscapeDataString(query), null, output, stop) is not var (status, answer))
        {
            return 1;
        }

        if (status >= 300 || answer["stands"] is null)
        {
            await (status < 300 ? call.NoDeskAsync(output) : output.WriteLineAsync(OneLine.Of(answer["detail"])));
            return 1;
        }

        await (json ? output.WriteLineAsync(answer.ToJsonString(Readable)) : WriteAsync(answer, output));
        return 0;
    }

    private static async Task WriteAsync(JsonObject answer, TextWriter output)
    {
        foreach (var entry in answer["entries"]!.AsArray())
        {
            await output.WriteLineAsync($"Entry {entry!["entryId"]}  {OneLine.Of(entry["url"])}");
            await WriteStepsAsync(entry["steps"]!.AsArray(), output);
        }

        if (answer["article"] is { } article)
        {
            await output.WriteLineAsync($"Article {OneLine.Of(article["articleId"])}  {OneLine.Of(article["headline"])}");
            await WriteStepsAsync(article["steps"]!.AsArray(), output);
        }

        foreach (var candidate in answer["candidates"] as JsonArray ?? [])
        {
            await output.WriteLineAsync($"{OneLine.Of(candidate!["articleId"])}  {OneLine.Of(candidate["headline"])}  {OneLine.Of(candidate["canonicalUrl"])}");
        }

        await output.WriteLineAsync(OneLine.Of(answer["stands"]));
    }

    private static async Task WriteStepsAsync(JsonArray steps, TextWriter output)
    {
        foreach (var step in steps)
        {
            var at = step!["at"] is { } moment ? moment.GetValue<DateTimeOffset>().ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture) : "";
            var after = step["seconds"] is { } seconds ? string.Create(CultureInfo.InvariantCulture, $"+{seconds.GetValue<double>():0.0##} s") : "";
            var attempt = step["attempt"] is { } number ? $" (try {number})" : "";
            await output.WriteLineAsync($"  {at,-23} {after,14}  {OneLine.Of(step["what"]),-12} {OneLine.Of(step["detail"])}{attempt}");
        }
    }
}
