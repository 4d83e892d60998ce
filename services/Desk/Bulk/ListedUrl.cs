using System.Text.Json;
using Ingestion.Contracts;
using Ingestion.Desk.Api;
using Ingestion.News;

namespace Ingestion.Desk.Bulk;

/// <summary>What a line of a list says.</summary>
internal abstract record ListedUrl
{
    /// <summary>Blank, or a comment.</summary>
    public sealed record Nothing : ListedUrl;

    /// <param name="Url">As written.</param>
    /// <param name="Canonical">Its canonical spelling.</param>
    public sealed record Good(string Url, string Canonical) : ListedUrl;

    /// <param name="Why">What is wrong with it.</param>
    public sealed record Bad(RefusedUrl Why) : ListedUrl;

    private static readonly JsonDocumentOptions Shallow = new() { MaxDepth = 16 };

    /// <param name="line">The line.</param>
    /// <param name="json">Whether each line is JSON: a string, or an object with a string <c>url</c>. Otherwise a URL, or a comment that begins with <c>#</c>.</param>
    public static ListedUrl Of(Line line, bool json)
    {
        if (line.IsTooLong)
        {
            return new Bad(new RefusedUrl(Submission.Shorten(line.Text), AbandonReason.InvalidUrl, $"A line of more than {LineReader.MaxLineBytes} bytes."));
        }

        var text = line.Text.Trim();
        if (text.Length == 0 || (!json && text[0] == '#'))
        {
            return new Nothing();
        }

        var url = json ? UrlIn(text) : text;
        if (url is null)
        {
            return new Bad(new RefusedUrl(Submission.Shorten(text), AbandonReason.InvalidUrl, "Neither a JSON string nor a JSON object with a string 'url'."));
        }

        return CanonicalUrl.TryParse(url, out var canonical) ? new Good(url, canonical.AbsoluteUri) : new Bad(Submission.Refuse(url)!);
    }

    private static string? UrlIn(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Shallow);
            return document.RootElement switch
            {
                { ValueKind: JsonValueKind.String } text => text.GetString(),
                { ValueKind: JsonValueKind.Object } item when item.TryGetProperty("url", out var url) && url.ValueKind == JsonValueKind.String => url.GetString(),
                _ => null,
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null; // InvalidOperationException: an escaped half of a surrogate pair, which is no text
        }
    }
}
