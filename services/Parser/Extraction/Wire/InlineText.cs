using Ingestion.Contracts;

namespace Ingestion.Parser.Extraction.Wire;

/// <summary>Text that stands in a field of another format: HTML, XML in a string, or plain lines.</summary>
internal static class InlineText
{
    /// <param name="item">Gets the blocks.</param>
    /// <param name="content">The field.</param>
    /// <param name="type">Its media type; null to look.</param>
    /// <param name="encoding">Such as <c>base64</c>; null for none.</param>
    public static void Read(WireItem item, string content, string? type, string? encoding = null)
    {
        var text = encoding is not null && encoding.Contains("base64", StringComparison.OrdinalIgnoreCase) ? Decode(content) : content;
        var isMarkup = type is null || type.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) || type.Contains("xml", StringComparison.OrdinalIgnoreCase);
        if (text is null)
        {
            item.Warn("text-unread");
        }
        else if (isMarkup && text.AsSpan().TrimStart() is ['<', ..] || (type is not null && isMarkup))
        {
            HtmlBlocks.Add(item, text);
        }
        else
        {
            item.Blocks.AddRange(WireParagraphs.Of(text.Split(["\r\n", "\n", "\r"], StringSplitOptions.None)).Select(paragraph => (BlockKind.Paragraph, paragraph)));
        }
    }

    private static string? Decode(string content)
    {
        try
        {
            return CharacterDecoder.Decode(Convert.FromBase64String(content), "utf-8", isHtml: false);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
