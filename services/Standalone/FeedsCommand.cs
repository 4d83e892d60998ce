using System.CommandLine;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Ingestion.Standalone;

/// <summary>Feeds of a running Desk: subscribe one or a list of them, and see how they do.</summary>
internal static class FeedsCommand
{
    public static Command Create()
    {
        var (desk, key) = (SubmitCommand.DeskOption(), SubmitCommand.KeyOption());
        DeskCall Call(ParseResult parsed) => new(parsed.GetValue(desk)!, parsed.GetValue(key));

        var file = new Argument<FileInfo>("FILE") { Description = "An OPML list, as feed readers export it." };
        var import = new Command("import", "Subscribe the feeds of an OPML list.") { file, desk, key };
        import.SetAction((parsed, stop) => FileSubmission.OpmlAsync(parsed.GetValue(file)!, Call(parsed), Console.Out, stop));

        var url = new Argument<string>("URL") { Description = "http or https URL of a feed or sitemap." };
        var add = new Command("add", "Subscribe a feed or sitemap.") { url, desk, key };
        add.SetAction((parsed, stop) => AddAsync(parsed.GetValue(url)!, Call(parsed), Console.Out, stop));

        var list = new Command("list", "Show all feeds and how they do.") { desk, key };
        list.SetAction((parsed, stop) => ListAsync(Call(parsed), Console.Out, stop));

        return new Command("feeds", "Feeds of a running Desk.") { import, add, list };
    }

    internal static async Task<int> AddAsync(string url, DeskCall call, TextWriter output, CancellationToken cancellationToken)
    {
        using var content = JsonContent.Create(new { url });
        return await call.SendAsync(HttpMethod.Post, "/feeds", content, output, cancellationToken) is var (status, answer)
            ? await FileSubmission.ShowAsync(status, answer, call, output)
            : 1;
    }

    internal static async Task<int> ListAsync(DeskCall call, TextWriter output, CancellationToken cancellationToken)
    {
        string? after = null;
        var count = 0;
        do
        {
            var path = "/feeds?limit=1000" + (after is null ? "" : "&after=" + Uri.EscapeDataString(after));
            if (await call.SendAsync(HttpMethod.Get, path, content: null, output, cancellationToken) is not var (status, page))
            {
                return 1;
            }

            if (page["feeds"] is not JsonArray feeds)
            {
                await (status >= 300 ? output.WriteLineAsync($"{status}: {page["detail"]}") : call.NoDeskAsync(output));
                return 1;
            }

            foreach (var feed in feeds)
            {
                await output.WriteLineAsync(Row(feed!.AsObject()));
            }

            count += feeds.Count;
            after = (string?)page["next"];
        }
        while (after is not null);

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{count} feeds"));
        return 0;
    }

    private static string Row(JsonObject feed)
    {
        var failures = (int)feed["failures"]!;
        var state = failures > 0 ? $"failed {failures} times: {feed["lastError"]}"
            : (bool)feed["silent"]! ? "silent"
            : feed["succeededAt"] is null ? "not read yet"
            : "well";
        return $"{feed["url"]}  {feed["accepted"]} accepted, next poll {feed["nextPollAt"]?.ToString() ?? "never"}, {state}";
    }
}
