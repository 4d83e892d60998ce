using System.Text;
using Ingestion.News.Encodings;

namespace Ingestion.News.Feeds;

/// <summary>What the text of an element is said to be: Atom's text constructs (RFC 4287 section 3.1, Atom 0.3 section 3.1), RSS's habit.</summary>
/// <param name="Type">Media type; null where nothing is said and the text must be looked at.</param>
/// <param name="IsBase64">It is Base64 of the text.</param>
/// <param name="InDiv">The markup lies in a div that is not part of it.</param>
internal sealed record TextKind(string? Type, bool IsBase64, bool InDiv)
{
    public static TextKind Of(string? type, string? mode, string key, FeedKind? kind)
    {
        type = type?.Split(';')[0].Trim().ToLowerInvariant();
        mode = mode?.Trim().ToLowerInvariant();
        var media = type switch
        {
            null or "" => kind == FeedKind.Atom && mode is null or "xml" ? "text/plain" : key is "content:encoded" or "fullitem" or "xhtml:body" or "body" ? "text/html" : null,
            "text" or "text/plain" => "text/plain",
            "html" or "text/html" => "text/html",
            "xhtml" or "application/xhtml+xml" => "application/xhtml+xml",
            _ => type,
        };
        var isText = media is null || media.StartsWith("text/", StringComparison.Ordinal) || media.EndsWith("/xml", StringComparison.Ordinal) || media.EndsWith("+xml", StringComparison.Ordinal)
            || !media.Contains('/', StringComparison.Ordinal);
        return new TextKind(media, mode == "base64" || (mode is null && !isText && kind == FeedKind.Atom), InDiv: type == "xhtml");
    }

    /// <summary>Harmless HTML of a value, and its type; null when it is empty or no text at all.</summary>
    public (string Html, string Type)? Html(FieldText field, Uri baseUrl)
    {
        var (value, type) = (field.Value, field.HasMarkup && Type is null or "text/plain" ? "text/html" : Type);
        if (IsBase64 && !field.HasMarkup)
        {
            if (FromBase64(value) is not { } decoded)
            {
                return null;
            }

            (value, type) = (decoded, type is "text/plain" or "text/html" && Type == type ? type : null);
        }

        if (type is null || (!field.HasMarkup && type is not ("text/plain" or "text/html")))
        {
            type = field.HasMarkup || HtmlFragment.LooksLikeHtml(value) ? "text/html" : "text/plain";
        }

        // A title that is said to be HTML is often only text with a sign or two: cleaning keeps those.
        var html = type == "text/plain" ? HtmlFragment.Escape(value.Trim())! : HtmlFragment.Clean(value, baseUrl);
        html = InDiv && html.StartsWith("<div>", StringComparison.Ordinal) && html.EndsWith("</div>", StringComparison.Ordinal) ? html[5..^6].Trim() : html;
        return html.Length == 0 ? null : (html, type);
    }

    private static string? FromBase64(string value)
    {
        var packed = string.Concat(value.Where(character => !char.IsWhiteSpace(character)));
        var bytes = new byte[packed.Length];
        if (!Convert.TryFromBase64String(packed, bytes, out var length))
        {
            return value;
        }

        var text = TextDecoder.Decode(bytes.AsSpan(0, length), transportCharset: null, MarkupKind.Text).Text;
        return text.Contains('\0', StringComparison.Ordinal) ? null : text;
    }
}
