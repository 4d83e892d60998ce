using Ingestion.News.Encodings;

namespace Ingestion.Parser.Extraction;

/// <summary>A document's bytes to characters.</summary>
internal static class CharacterDecoder
{
    /// <param name="bytes">The document.</param>
    /// <param name="transportCharset">What the transport claims; null when it did not say.</param>
    /// <param name="isHtml">Whether to look for the page's own label.</param>
    /// <returns>The characters. A claim that cannot be true (UTF-8 that is not valid) is passed over.</returns>
    public static string Decode(ReadOnlySpan<byte> bytes, string? transportCharset, bool isHtml) =>
        TextDecoder.Decode(bytes, transportCharset, isHtml ? MarkupKind.Html : MarkupKind.Text).Text;
}
