using Ingestion.Contracts;
using Ingestion.News.Encodings;

namespace Ingestion.Parser.Extraction.Wire;

/// <summary>Wire copy of any format: bytes to characters, characters to an item, the item to a news item.</summary>
internal static class WireDocument
{
    public static ParseResult OfText(ReadOnlySpan<byte> bytes, DocumentFetched document, ParserOptions options) =>
        Judge(ReadText(bytes, document), document, options.MinBodyChars, options);

    public static ParseResult OfXml(ReadOnlySpan<byte> bytes, DocumentFetched document, ParserOptions options) =>
        Judge(ReadXml(bytes, document, options), document, minChars: 1, options);

    public static ParseResult OfJson(ReadOnlySpan<byte> bytes, DocumentFetched document, ParserOptions options) =>
        Judge(ReadJson(bytes, document, options), document, minChars: 1, options);

    /// <summary>What a document says, whether or not it makes a news item.</summary>
    /// <returns>Null for what is no wire format.</returns>
    public static WireRead? Read(ReadOnlySpan<byte> bytes, DocumentFetched document, ParserOptions options) => DocumentType.Of(bytes, document.ContentType) switch
    {
        DocumentType.Kind.Text => ReadText(bytes, document),
        DocumentType.Kind.Xml => ReadXml(bytes, document, options),
        DocumentType.Kind.Json => ReadJson(bytes, document, options),
        _ => null,
    };

    private static WireRead.Item ReadText(ReadOnlySpan<byte> bytes, DocumentFetched document) => new(WireCopy.Read(CharacterDecoder.Decode(bytes, document.Charset, isHtml: false)));

    private static WireRead ReadXml(ReadOnlySpan<byte> bytes, DocumentFetched document, ParserOptions options) =>
        XmlItem.Read(TextDecoder.Decode(bytes, document.Charset, MarkupKind.Xml).Text, document.FinalUrl, options.StrictWire);

    private static WireRead ReadJson(ReadOnlySpan<byte> bytes, DocumentFetched document, ParserOptions options) =>
        JsonItem.Read(CharacterDecoder.Decode(bytes, document.Charset ?? "utf-8", isHtml: false), document.FinalUrl, options.StrictWire);

    private static ParseResult Judge(WireRead read, DocumentFetched document, int minChars, ParserOptions options) => read switch
    {
        WireRead.Item item => WireArticle.Of(item.Read, document, minChars, options),
        WireRead.Refused refused => new ParseResult.Rejected(refused.Reason, refused.Detail),
        _ => throw new InvalidOperationException(),
    };
}
