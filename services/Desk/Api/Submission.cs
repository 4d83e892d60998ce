using System.Text.Json;
using System.Text.Json.Serialization;
using Ingestion.News;

namespace Ingestion.Desk.Api;

/// <summary>What a client sends to submit URLs: <c>{"url": "…"}</c> or <c>{"urls": ["…", "…"]}</c>.</summary>
internal sealed record SubmitRequest(string? Url, IReadOnlyList<string?>? Urls);

/// <summary>A URL that was taken in.</summary>
internal sealed record AcceptedUrl(Guid EntryId, string Url);

/// <summary>A URL that was not taken in, and why.</summary>
internal sealed record RefusedUrl(string? Url, string Reason, string Detail);

/// <summary>The answer to a submission.</summary>
internal sealed record SubmitResponse(IReadOnlyList<AcceptedUrl> Accepted, IReadOnlyList<RefusedUrl> Refused);

/// <summary>Reads submissions strictly: whoever misspells a property is told, instead of wondering where the URL went.</summary>
internal static class Submission
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        MaxDepth = 16,
    };

    /// <summary>As many of the longest URLs as may be sent, in the widest characters.</summary>
    public static int MaxBytes(int maxUrls) => maxUrls * CanonicalUrl.MaxLength * 4;

    /// <returns>The texts to submit, or what is wrong with the request.</returns>
    public static (IReadOnlyList<string?> Urls, string? Error) Read(string json, int maxUrls)
    {
        SubmitRequest? request;
        try
        {
            request = JsonSerializer.Deserialize<SubmitRequest>(json, Strict);
        }
        catch (JsonException exception)
        {
            return ([], json.Trim().Length == 0 ? "The body is empty; send {\"url\": \"https://…\"} or {\"urls\": [\"https://…\"]}." : Explain(exception));
        }

        IReadOnlyList<string?> urls = request switch
        {
            { Url: { } url, Urls: null } => [url],
            { Url: null, Urls: { } list } => list,
            _ => [],
        };
        return urls.Count switch
        {
            0 => ([], "Send either 'url' with one URL or 'urls' with a list of at least one."),
            _ when urls.Count > maxUrls => ([], $"{urls.Count} URLs in one request; send at most {maxUrls}."),
            _ => (urls, null),
        };
    }

    // What is echoed names the URL, however long it was.
    private const int Shown = 200;

    /// <returns>Null when the URL can be taken in.</returns>
    public static RefusedUrl? Refuse(string? url)
    {
        if (CanonicalUrl.Refuse(url) is not { } refusal)
        {
            return null;
        }

        return new RefusedUrl(Shorten(url), refusal.Reason, refusal.Detail);
    }

    /// <summary>As much of a text as is echoed.</summary>
    public static string? Shorten(string? text) => text?.Length > Shown ? text[..Shown] + "…" : text;

    private static string Explain(JsonException exception) =>
        exception.Message.Contains("could not be mapped", StringComparison.Ordinal)
            ? $"Unknown property at {exception.Path ?? "$"}: only 'url' and 'urls' are known."
            : $"The body is not the JSON that is expected (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}): send {{\"url\": \"https://…\"}} or {{\"urls\": [\"https://…\"]}}.";
}
