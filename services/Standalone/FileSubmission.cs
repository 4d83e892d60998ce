using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Ingestion.Standalone;

/// <summary>Sends a file of any size to a running Desk, as it is read.</summary>
internal static class FileSubmission
{
    public static Task<int> ListAsync(FileInfo file, bool again, DeskCall call, TextWriter output, CancellationToken cancellationToken)
    {
        var packed = file.Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        var json = Path.GetExtension(packed ? file.Name[..^3] : file.Name).ToLowerInvariant() is ".ndjson" or ".jsonl";
        return SendAsync(file, "/articles" + (again ? "?again=true" : ""), json ? "application/x-ndjson" : "text/plain", packed, call, output, cancellationToken);
    }

    // Archives are packed record by record, which is their own affair.
    public static Task<int> WarcAsync(FileInfo file, DeskCall call, TextWriter output, CancellationToken cancellationToken) =>
        SendAsync(file, "/documents", "application/warc", packed: false, call, output, cancellationToken);

    public static Task<int> OpmlAsync(FileInfo file, DeskCall call, TextWriter output, CancellationToken cancellationToken) =>
        SendAsync(file, "/feeds", "text/x-opml", packed: false, call, output, cancellationToken);

    private static async Task<int> SendAsync(FileInfo file, string path, string type, bool packed, DeskCall call, TextWriter output, CancellationToken cancellationToken)
    {
        if (!file.Exists)
        {
            await output.WriteLineAsync($"There is no file {file.FullName}.");
            return 2;
        }

        await using var stream = file.OpenRead();
        using var content = new StreamContent(stream);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        if (packed)
        {
            content.Headers.ContentEncoding.Add("gzip");
        }

        return await call.SendAsync(HttpMethod.Post, path, content, output, cancellationToken) is var (status, answer)
            ? await ShowAsync(status, answer, call, output)
            : 1;
    }

    /// <summary>Says counts and reasons, whichever the answer has.</summary>
    /// <returns>0 only if nothing was refused; pages of an archive that are none are not refused.</returns>
    public static async Task<int> ShowAsync(int status, JsonObject answer, DeskCall call, TextWriter output)
    {
        if (status >= 300)
        {
            await output.WriteLineAsync($"{status}: {answer["detail"]}");
        }
        else if ((answer["accepted"] ?? answer["added"]) is not JsonValue)
        {
            await call.NoDeskAsync(output);
            return 1;
        }
        else
        {
            await output.WriteLineAsync($"{(answer.ContainsKey("added") ? "added" : "accepted")} {answer["accepted"] ?? answer["added"]}, known {answer["known"]}");
        }

        var reasons = (answer["refusedByReason"] ?? answer["skipped"]) as JsonObject ?? [];
        foreach (var (reason, count) in reasons)
        {
            await output.WriteLineAsync($"{(answer.ContainsKey("skipped") ? "skipped" : "refused")} {count}: {reason}");
        }

        var samples = (answer["refusedSamples"] ?? answer["refused"]) as JsonArray ?? [];
        foreach (var one in samples)
        {
            await output.WriteLineAsync($"refused {(one?["line"] is { } line ? $"line {line}: " : "")}{one?["url"]}: {one?["detail"]}");
        }

        return status < 300 && samples.Count == 0 ? 0 : 1;
    }
}
