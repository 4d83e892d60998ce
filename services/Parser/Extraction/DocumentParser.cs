using System.Reflection;
using System.Text;
using Ingestion.Contracts;
using Ingestion.Parser.Extraction.Wire;

namespace Ingestion.Parser.Extraction;

/// <summary>Bytes to a news item, or why not. Pure: the same document always gives the same answer.</summary>
internal static class DocumentParser
{
    /// <summary>Version of this parser, which every item carries.</summary>
    public static string Version { get; } =
        typeof(DocumentParser).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <param name="bytes">The document.</param>
    /// <param name="document">Where it came from.</param>
    /// <param name="options">Limits.</param>
    public static ParseResult Parse(ReadOnlyMemory<byte> bytes, DocumentFetched document, ParserOptions options)
    {
        try
        {
            return Read(bytes.Span, document, options, new PageBudget(options.PageTimeout));
        }
        catch (TimeoutException)
        {
            return new ParseResult.Rejected(RejectReason.TooSlow, $"Reading the document took longer than {options.PageTimeout}.");
        }
    }

    private static ParseResult Read(ReadOnlySpan<byte> content, DocumentFetched document, ParserOptions options, PageBudget budget)
    {
        return DocumentType.Of(content, document.ContentType) switch
        {
            DocumentType.Kind.Html => HtmlArticle.Read(CharacterDecoder.Decode(content, document.Charset, isHtml: true), document, options, budget),
            DocumentType.Kind.Text => WireDocument.OfText(content, document, options),
            DocumentType.Kind.Xml => WireDocument.OfXml(content, document, options),
            DocumentType.Kind.Json => WireDocument.OfJson(content, document, options),
            DocumentType.Kind.Empty => new ParseResult.Rejected(RejectReason.NotAnArticle, "The document is empty."),
            _ => new ParseResult.Rejected(RejectReason.UnsupportedType, $"The document is {Named(document.ContentType)}, none of HTML, plain text, XML and JSON."),
        };
    }

    private static string Named(string? contentType) => string.IsNullOrWhiteSpace(contentType) ? "binary" : contentType;
}
