using System.Text.Json;

namespace Ingestion.Parser.Extraction.Wire;

/// <summary>Which reader a JSON document is for, by its shape.</summary>
internal static class JsonItem
{
    // ninjs nests about ten levels deep.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    public static WireRead Read(string text, string url, bool strict)
    {
        try
        {
            using var json = JsonDocument.Parse(LoneSurrogates.Replace(text), Options);
            var isFeed = json.RootElement.Words("version") is { } version && version.Contains("jsonfeed.org", StringComparison.OrdinalIgnoreCase);
            return isFeed ? FeedItem.Read(text, url) : Ninjs.Read(json.RootElement, strict);
        }
        catch (JsonException exception)
        {
            return exception.Message.Contains("maximum configured depth", StringComparison.OrdinalIgnoreCase)
                ? new WireRead.Refused(Contracts.RejectReason.TooDeep, $"More than {Options.MaxDepth} objects and lists stand inside one another.")
                : WireRead.Malformed($"The JSON is broken at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}.");
        }
    }
}
